// The training steps of src/network in TensorFlow.js: its operations, automatic gradients and its own
// gradient descent, on its WebAssembly backend. It has no double precision: this is float32.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

// The folder where the bench has installed it.
const load = createRequire(join(process.argv[2], "package.json"));
const tf = load("@tensorflow/tfjs");
const { setWasmPaths } = load("@tensorflow/tfjs-backend-wasm");
setWasmPaths(`${dirname(load.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
await tf.setBackend("wasm");
await tf.ready();

const X = 2;
const RATE = 0.1;

/**
 * Makes a network's variables and gives its forward pass: y from x, T × X.
 *
 * @typedef {(H: number, variable: (rows: number, cols: number) => any) => Forward} Model
 * @typedef {(x: any, T: number) => any} Forward
 */

/** @type {Model} */
const rnn = (H, variable) => {
	const V = variable(X, H);
	const U = variable(H, H);
	const W = variable(H, 1);
	return (x, T) => {
		const fromX = tf.unstack(tf.matMul(x, V));
		let h = tf.zeros([1, H]);
		const states = [];
		for (let t = 0; t < T; t++) {
			h = tf.sigmoid(tf.add(tf.expandDims(fromX[t]), tf.matMul(h, U)));
			states.push(h);
		}
		return tf.sigmoid(tf.matMul(tf.concat(states), W));
	};
};

/** @type {Model} */
const lstm = (H, variable) => {
	const W_f = variable(H + X, H);
	const W_i = variable(H + X, H);
	const W_C = variable(H + X, H);
	const W_o = variable(H + X, H);
	const b_f = variable(1, H);
	const b_i = variable(1, H);
	const b_C = variable(1, H);
	const b_o = variable(1, H);
	const W = variable(H, 1);
	const b_y = variable(1, 1);
	return (x, T) => {
		const rows = tf.split(x, T);
		// All four gates in one product, as every LSTM library has them.
		const weights = tf.concat([W_f, W_i, W_o, W_C], 1);
		const b = tf.concat([b_f, b_i, b_o, b_C], 1);
		let h = tf.zeros([1, H]);
		let C = tf.zeros([1, H]);
		const states = [];
		for (let t = 0; t < T; t++) {
			const net = tf.add(tf.matMul(tf.concat([h, rows[t]], 1), weights), b);
			const [f, i, o, C_hat] = tf.split(net, 4, 1);
			C = tf.add(tf.mul(tf.sigmoid(f), C), tf.mul(tf.sigmoid(i), tf.tanh(C_hat)));
			h = tf.mul(tf.sigmoid(o), tf.tanh(C));
			states.push(h);
		}
		return tf.sigmoid(tf.add(tf.matMul(tf.concat(states), W), b_y));
	};
};

let step = () => 0;
const optimizer = tf.train.sgd(RATE);

/**
 * @param {string} model
 * @param {number} H
 * @param {number} T
 * @param {number} count
 * @param {string} path
 */
function prepare(model, H, T, count, path) {
	const numbers = Float32Array.from(new Float64Array(new Uint8Array(readFileSync(path)).buffer));
	let position = 0;
	/** @param {number} rows @param {number} cols */
	const take = (rows, cols) => {
		position += rows * cols;
		return tf.tensor2d(numbers.subarray(position - rows * cols, position), [rows, cols]);
	};
	const xs = Array.from({ length: count }, () => take(T, X));
	const ds = Array.from({ length: count }, () => take(T, 1));
	tf.disposeVariables();
	const forward = (model === "rnn" ? rnn : lstm)(H, (rows, cols) => tf.variable(take(rows, cols)));
	let next = 0;
	step = () => {
		let error = 0;
		tf.tidy(() => {
			const d = ds[next];
			/** @type {any} */
			let y;
			optimizer.minimize(() => {
				y = tf.keep(forward(xs[next], T));
				return tf.mul(0.5, tf.sum(tf.square(tf.sub(d, y))));
			});
			error = tf.sum(tf.abs(tf.sub(d, y))).dataSync()[0];
			y.dispose();
		});
		next = (next + 1) % count;
		return error;
	};
	let error = 0;
	for (let e = 0; e < count; e++) error += step();
	return error;
}

/** @param {number} seconds */
function run(seconds) {
	const before = process.cpuUsage();
	let until = performance.now() + 1000 * seconds;
	let iterations = 0;
	let used = 0;
	// The clock is asked often, being cheap, and the processor time only when the clock is over.
	while (used < seconds) {
		step();
		iterations++;
		if (performance.now() < until) continue;
		const { user, system } = process.cpuUsage(before);
		used = (user + system) / 1e6;
		until += 1000 * (seconds - used);
	}
	return (used / iterations) * 1e9;
}

for await (const line of createInterface({ input: process.stdin })) {
	const [command, ...words] = line.split(" ");
	if (command === "prepare") {
		const [model, H, T, count, path] = words;
		console.log(prepare(model, Number(H), Number(T), Number(count), path));
	} else if (command === "run") {
		console.log(run(Number(words[0])));
	} else {
		console.log(process.resourceUsage().maxRSS * 1024);
	}
}
