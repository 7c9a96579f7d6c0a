/**
 * The three matrix products that all of forward, backward and update are made of.
 *
 * Matrices are row-major f64. The number of columns is a multiple of four (the trainer pads rows with
 * zeros), so that the inner loops take two 2-lane vectors a turn and have no tail. The number of
 * rows is free.
 */

/** row += vector · matrix, with matrix of `count` rows and `columns` columns. */
export function addProduct(
	row: usize,
	vector: usize,
	count: i32,
	matrix: usize,
	columns: i32,
): void {
	const stride = (<usize>columns) << 3;
	const end = row + stride;
	let k = 0;
	for (; k + 4 <= count; k += 4) {
		addFourRows(row, end, vector, matrix, stride);
		vector += 32;
		matrix += stride << 2;
	}
	if (k + 2 <= count) {
		addTwoRows(row, end, vector, matrix, stride);
		k += 2;
		vector += 16;
		matrix += stride << 1;
	}
	if (k < count) {
		const a0 = v128.load64_splat(vector);
		for (let r = row; r < end; r += 32) {
			v128.store(r, f64x2.add(v128.load(r), f64x2.mul(a0, v128.load(matrix))));
			v128.store(r, f64x2.add(v128.load(r, 16), f64x2.mul(a0, v128.load(matrix, 16))), 16);
			matrix += 32;
		}
	}
}

/** Four rows of the matrix at once: the sum is loaded and stored a quarter as often. */
function addFourRows(row: usize, end: usize, vector: usize, matrix: usize, stride: usize): void {
	const a0 = v128.load64_splat(vector, 0);
	const a1 = v128.load64_splat(vector, 8);
	const a2 = v128.load64_splat(vector, 16);
	const a3 = v128.load64_splat(vector, 24);
	let p0 = matrix;
	let p1 = p0 + stride;
	let p2 = p1 + stride;
	let p3 = p2 + stride;
	for (let r = row; r < end; r += 32) {
		const left = f64x2.add(
			f64x2.add(f64x2.mul(a0, v128.load(p0)), f64x2.mul(a1, v128.load(p1))),
			f64x2.add(f64x2.mul(a2, v128.load(p2)), f64x2.mul(a3, v128.load(p3))),
		);
		const right = f64x2.add(
			f64x2.add(f64x2.mul(a0, v128.load(p0, 16)), f64x2.mul(a1, v128.load(p1, 16))),
			f64x2.add(f64x2.mul(a2, v128.load(p2, 16)), f64x2.mul(a3, v128.load(p3, 16))),
		);
		v128.store(r, f64x2.add(v128.load(r), left));
		v128.store(r, f64x2.add(v128.load(r, 16), right), 16);
		p0 += 32;
		p1 += 32;
		p2 += 32;
		p3 += 32;
	}
}

function addTwoRows(row: usize, end: usize, vector: usize, matrix: usize, stride: usize): void {
	const a0 = v128.load64_splat(vector, 0);
	const a1 = v128.load64_splat(vector, 8);
	let p0 = matrix;
	let p1 = p0 + stride;
	for (let r = row; r < end; r += 32) {
		const left = f64x2.add(f64x2.mul(a0, v128.load(p0)), f64x2.mul(a1, v128.load(p1)));
		const right = f64x2.add(f64x2.mul(a0, v128.load(p0, 16)), f64x2.mul(a1, v128.load(p1, 16)));
		v128.store(r, f64x2.add(v128.load(r), left));
		v128.store(r, f64x2.add(v128.load(r, 16), right), 16);
		p0 += 32;
		p1 += 32;
	}
}

/** [a₀ + a₁, b₀ + b₁] */
function sumPairs(a: v128, b: v128): v128 {
	return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
}

/** [l₀ p₀ + r₀ p₂, l₁ p₁ + r₁ p₃] */
function productPairs(left: v128, right: v128, p: usize): v128 {
	return f64x2.add(f64x2.mul(left, v128.load(p)), f64x2.mul(right, v128.load(p, 16)));
}

/** out += vector · matrixᵀ, with matrix of `count` rows and `columns` columns. */
export function addProductTransposed(
	out: usize,
	matrix: usize,
	count: i32,
	vector: usize,
	columns: i32,
): void {
	const stride = (<usize>columns) << 3;
	const end = vector + stride;
	let k = 0;
	for (; k + 4 <= count; k += 4) {
		let p0 = matrix;
		let p1 = p0 + stride;
		let p2 = p1 + stride;
		let p3 = p2 + stride;
		let a0 = f64x2.splat(0);
		let a1 = a0;
		let a2 = a0;
		let a3 = a0;
		// Four sums and not eight: the engine loads ahead, and more would not stay in registers.
		for (let v = vector; v < end; v += 32) {
			const left = v128.load(v);
			const right = v128.load(v, 16);
			a0 = f64x2.add(a0, productPairs(left, right, p0));
			a1 = f64x2.add(a1, productPairs(left, right, p1));
			a2 = f64x2.add(a2, productPairs(left, right, p2));
			a3 = f64x2.add(a3, productPairs(left, right, p3));
			p0 += 32;
			p1 += 32;
			p2 += 32;
			p3 += 32;
		}
		const first = sumPairs(a0, a1);
		const second = sumPairs(a2, a3);
		v128.store(out, f64x2.add(v128.load(out), first));
		v128.store(out, f64x2.add(v128.load(out, 16), second), 16);
		out += 32;
		matrix += stride << 2;
	}
	for (; k < count; k++) {
		let p0 = matrix;
		let sum = f64x2.splat(0);
		for (let v = vector; v < end; v += 32) {
			sum = f64x2.add(sum, productPairs(v128.load(v), v128.load(v, 16), p0));
			p0 += 32;
		}
		store<f64>(out, load<f64>(out) + f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
		out += 8;
		matrix += stride;
	}
}

/** Four numbers: target += scale · sum, or target = scale · sum. */
function put(target: usize, sum: v128, next: v128, scale: v128, add: bool): void {
	let value = f64x2.mul(scale, sum);
	let nextValue = f64x2.mul(scale, next);
	if (add) {
		value = f64x2.add(v128.load(target), value);
		nextValue = f64x2.add(v128.load(target, 16), nextValue);
	}
	v128.store(target, value);
	v128.store(target, nextValue, 16);
}

/**
 * target = scale · Σ_t (left row t)ᵀ (right row t), or target += … with `add`.
 *
 * left has `steps` rows that are `leftStride` bytes apart and uses `count` of its columns; right has
 * `steps` rows of `columns` columns; target is count × columns. Each entry of the target is touched
 * once, whatever the number of steps: blocks of 4 × 4 sums stay in registers.
 */
export function sumOuterProducts(
	target: usize,
	left: usize,
	leftStride: usize,
	count: i32,
	right: usize,
	columns: i32,
	steps: i32,
	scale: f64,
	add: bool,
): void {
	const stride = (<usize>columns) << 3;
	const scales = f64x2.splat(scale);
	let k = 0;
	for (; k + 4 <= count; k += 4) {
		for (let j: usize = 0; j < stride; j += 32) {
			putFourRows(target + j, stride, left, leftStride, right + j, steps, scales, add);
		}
		left += 32;
		target += stride << 2;
	}
	for (; k < count; k++) {
		for (let j: usize = 0; j < stride; j += 32) {
			putOneRow(target + j, stride, left, leftStride, right + j, steps, scales, add);
		}
		left += 8;
		target += stride;
	}
}

/** Four columns of four rows of the target, `stride` bytes apart: row r, columns 0 and 1 are in s_r0. */
function putFourRows(
	target: usize,
	stride: usize,
	left: usize,
	leftStride: usize,
	right: usize,
	steps: i32,
	scales: v128,
	add: bool,
): void {
	let s00 = f64x2.splat(0);
	let s01 = s00;
	let s10 = s00;
	let s11 = s00;
	let s20 = s00;
	let s21 = s00;
	let s30 = s00;
	let s31 = s00;
	for (let t = 0; t < steps; t++) {
		const r0 = v128.load(right);
		const r1 = v128.load(right, 16);
		const l0 = v128.load64_splat(left, 0);
		const l1 = v128.load64_splat(left, 8);
		const l2 = v128.load64_splat(left, 16);
		const l3 = v128.load64_splat(left, 24);
		s00 = f64x2.add(s00, f64x2.mul(l0, r0));
		s01 = f64x2.add(s01, f64x2.mul(l0, r1));
		s10 = f64x2.add(s10, f64x2.mul(l1, r0));
		s11 = f64x2.add(s11, f64x2.mul(l1, r1));
		s20 = f64x2.add(s20, f64x2.mul(l2, r0));
		s21 = f64x2.add(s21, f64x2.mul(l2, r1));
		s30 = f64x2.add(s30, f64x2.mul(l3, r0));
		s31 = f64x2.add(s31, f64x2.mul(l3, r1));
		left += leftStride;
		right += stride;
	}
	put(target, s00, s01, scales, add);
	put(target + stride, s10, s11, scales, add);
	put(target + 2 * stride, s20, s21, scales, add);
	put(target + 3 * stride, s30, s31, scales, add);
}

/** Four columns of one row of the target. */
function putOneRow(
	target: usize,
	stride: usize,
	left: usize,
	leftStride: usize,
	right: usize,
	steps: i32,
	scales: v128,
	add: bool,
): void {
	let s0 = f64x2.splat(0);
	let s1 = s0;
	for (let t = 0; t < steps; t++) {
		const l0 = v128.load64_splat(left);
		s0 = f64x2.add(s0, f64x2.mul(l0, v128.load(right)));
		s1 = f64x2.add(s1, f64x2.mul(l0, v128.load(right, 16)));
		left += leftStride;
		right += stride;
	}
	put(target, s0, s1, scales, add);
}
