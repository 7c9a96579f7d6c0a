/** What is done to rows of f64, a multiple of two of them, and with no matrix product. */

/** target = source: `columns` numbers. The engine's own memory.copy costs more on short rows. */
export function copyRow(target: usize, source: usize, columns: i32): void {
	const end = source + ((<usize>columns) << 3);
	for (; source < end; source += 16, target += 16) v128.store(target, v128.load(source));
}

/** target += source: `columns` numbers. */
export function addRow(target: usize, source: usize, columns: i32): void {
	const end = source + ((<usize>columns) << 3);
	for (; source < end; source += 16, target += 16) {
		v128.store(target, f64x2.add(v128.load(target), v128.load(source)));
	}
}

/** target = scale · Σ_t (row t), or target += … with `add`: a bias's gradient. */
export function sumRows(
	target: usize,
	rows: usize,
	columns: i32,
	steps: i32,
	scale: f64,
	add: bool,
): void {
	const stride = (<usize>columns) << 3;
	const scales = f64x2.splat(scale);
	for (let j: usize = 0; j < stride; j += 16) {
		let sum = f64x2.splat(0);
		let r = rows + j;
		for (let t = 0; t < steps; t++) {
			sum = f64x2.add(sum, v128.load(r));
			r += stride;
		}
		const place = target + j;
		const value = f64x2.mul(scales, sum);
		v128.store(place, add ? f64x2.add(v128.load(place), value) : value);
	}
}
