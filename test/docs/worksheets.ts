import { longestChain } from "../../src/lessons/05-binary-adder/carry-chains.js";
import { rightSums, wrongBits } from "../../src/lessons/05-binary-adder/wrong-bits.js";
import { binomialAtMost } from "../../src/lessons/07-your-own-experiments/binomial.js";
import { failureBound } from "../../src/lessons/07-your-own-experiments/failure-bound.js";
import { probabilityFaster } from "../../src/lessons/07-your-own-experiments/probability-faster.js";
import { median, quantile } from "../../src/lessons/07-your-own-experiments/quantiles.js";
import { sigmoid, softmax } from "../../src/network/activations.js";
import { impulseResponse } from "../../src/network/analysis/memory.js";
import { Feedforward } from "../../src/network/feedforward.js";
import { absoluteError, outputDelta } from "../../src/network/loss.js";
import { Lstm } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import { countParameters, loss, setParameters } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { Rnn } from "../../src/network/rnn.js";
import { binaryAddition } from "../../src/tasks/binary-addition.js";

/** As people write a number: 0.73, −1, 16,384. */
const n = (value: number, digits = 0) =>
	`${Number(value.toFixed(digits)).toLocaleString("en", { maximumFractionDigits: digits })}`.replace(
		"-",
		"−",
	);

/** 3/16, for a number that is one. */
function fraction(value: number): string {
	const below = [1, 2, 3, 4, 5, 6, 8, 10, 16, 25, 64, 100].find(
		(b) => Math.abs(value * b - Math.round(value * b)) < 1e-9,
	);
	return below === undefined ? `${value}` : `${n(value * below)}/${below}`;
}

const random = new Random(0);
const one = { inputDim: 1, hiddenDim: 1, outputDim: 1, random };
const linear = { ...one, f: "identity", g: "identity" } as const;

/**
 * For each lesson's notes, what stands in its worksheet's solution and in the answers to its
 * questions, with every number computed by the course's own code.
 */
export const computed: Readonly<Record<string, () => readonly string[]>> = {
	"00": () => {
		const net = Feedforward.create({ dims: [2, 3, 1], random });
		const W_1 = [
			[0, 10, -10],
			[10, -10, -10],
		];
		const b_1 = [[-5, -10, -10]];
		setParameters(net, { W_1, b_1, W_2: [[1], [1], [1]], b_2: [[2]] });
		const points = { A: [0, 0], B: [0, 1], C: [1, -1], D: [-1, -1] };
		const rows = Object.entries(points).map(([name, x]) => {
			const nets = b_1[0].map((b, j) => x[0] * W_1[0][j] + x[1] * W_1[1][j] + b);
			const h = Feedforward.hiddenImage(net, [x]).row(0);
			const { net_y, y } = Feedforward.forward(net, [x]);
			const list = (values: ArrayLike<number>) =>
				Array.from(values, (value) => n(value)).join(", ");
			const output = `${n(net_y.at(0, 0))} | ${n(y.at(0, 0), 2)}`;
			return `| ${name} | ${list(nets)} | ${list(h)} | ${output} |`;
		});
		return [...rows, "$b_2$", `(${countParameters(net)}.)`];
	},

	"01": () => {
		const rows = [1, 3, 4, 9].map((a) => {
			const y = sigmoid.of(Math.log(a));
			const x = a === 1 ? "0" : `ln ${a}`;
			return `| ${x} | ${fraction(y)} | ${fraction(sigmoid.slope(y))} |`;
		});
		const y = sigmoid.of(Math.log(9));
		const wrong = { inputDim: 1, hiddenDim: 1, outputDim: 1, random } as const;
		const unit = setParameters(Rnn.create(wrong), { V: [[0]], W: [[2 * Math.log(9)]] });
		const delta = (options: { loss?: "cross-entropy" }) =>
			Rnn.backward(unit, Rnn.forward(unit, [[0]]), [[0]], undefined, options).delta_y.at(0, 0);
		const [squared, entropy] = [delta({}), delta({ loss: "cross-entropy" })];
		const best = sigmoid.slope(sigmoid.of(0));
		return [
			...rows,
			`$S(-\\ln 9)$ is ${fraction(sigmoid.of(-Math.log(9)))}.`,
			`${n(y, 1)} · ${n(sigmoid.slope(y), 2)} = ${n(squared, 3)}`,
			`it is ${n(entropy, 1)}: ${n(entropy / squared)} times`,
			`three layers ${fraction(best ** 3)} of`,
			`Of the memory, ${n(8 * 0.5 ** 3)} is left.`,
			`(${fraction(best)}, at 0.)`,
			best ** 10 < 1e-6 ? "(Less than a millionth.)" : "",
			"(All between 0 and 1, neither of the two.)",
		];
	},

	"02": () => {
		const rnn = setParameters(Rnn.create(linear), { V: [[1]], U: [[0.5]], W: [[2]] });
		const d = [[4], [2], [2]];
		const whole = Rnn.forward(rnn, [[2], [1], [0]]);
		const without = Rnn.forward(rnn, [[0], [1], [0]]);
		const rows = d.map(([target], at) => {
			const [h, y, h_without] = [whole.h.at(at + 1, 0), whole.y.at(at, 0), without.h.at(at + 1, 0)];
			const cells = [h, y, (target - y) ** 2 / 2, h_without, h - h_without];
			return `| ${at + 1} | ${cells.map((value) => n(value, 1)).join(" | ")} |`;
		});
		const echo = setParameters(Rnn.create({ ...linear, hiddenDim: 2 }), {
			V: [[1, 0]],
			U: [
				[0, 1],
				[0, 0],
			],
			W: [[0], [1]],
		});
		const said = Rnn.forward(echo, [[3], [1], [4]]).y.data.join(", ");
		const pulse = impulseResponse(new Matrix(1, 1, Float64Array.of(0.9)), "identity", 11);
		return [
			...rows,
			`The error is ${n(loss(rnn, { x: [[2], [1], [0]], d }))}.`,
			"a pulse of 2 that",
			"$x^1 V U^{t-1}$",
			`$V$ is [1 0], $U$ is [0 1; 0 0], $W$ is [0; 1], and it says ${said}.`,
			"(On $x^1$ and $x^2$, and not on $x^3$.)",
			"($h^{t-1} U$.)",
			`(${n(100 * pulse[10][0])} %.)`,
		];
	},

	"03": () => {
		const [x, d] = [
			[[1], [2]],
			[[0], [5]],
		];
		const at = (V: number, U: number, W: number) =>
			setParameters(Rnn.create(linear), { V: [[V]], U: [[U]], W: [[W]] });
		const E = (U: number) => loss(at(1, U, 1), { x, d });
		const rnn = at(1, 2, 1);
		const trace = Rnn.forward(rnn, x);
		const { delta_y, delta_h, gradients } = Rnn.backward(rnn, trace, d);
		const rows = [1, 2].map((t) => {
			const [h, y, blame] = [trace.h.at(t, 0), trace.y.at(t - 1, 0), delta_y.at(t - 1, 0)];
			const cells = [h, y, (d[t - 1][0] - y) ** 2 / 2, blame, delta_h.at(t - 1, 0)];
			return `| ${t} | ${cells.map((value) => n(value, 1)).join(" | ")} |`;
		});
		const slope = ({ data }: Matrix) => data[0];
		const { V, U, W } = { V: slope(gradients.V), U: slope(gradients.U), W: slope(gradients.W) };
		const after = (alpha: number) =>
			n(loss(at(1 - alpha * V, 2 - alpha * U, 1 - alpha * W), { x, d }), 2);
		return [
			...rows,
			`Step 1 has two readers: ${n(slope(delta_y))} · 1 from its output, and ${n(delta_h.at(1, 0))} · 2 from step 2.`,
			`ΔV = ${n(V)}, ΔU = ${n(U)} and ΔW = ${n(W)}.`,
			`$E$ is ${n(E(2.1), 3)} with $U = 2.1$ and ${n(E(1.9), 3)} with $U = 1.9$, and the difference over 0.2 is ${n((E(2.1) - E(1.9)) / 0.2, 6)}.`,
			`From $E$ = ${n(E(2))} the step with α = 0.1 leads to ${after(0.1)}, and the one with α = 0.01 to ${after(0.01)}`,
			"($\\delta_h^2$: the first needs it.)",
			`(${fraction(0.5 ** 4)}.)`,
		];
	},

	"04": () => {
		const open = (gate: number) => (gate === 0.5 ? 0 : gate === 1 ? 50 : -50);
		const sheet = [
			[0, 1, 1, 1],
			[1, 0, 0, -1],
			[1, 0, 1, -1],
			[0.5, 1, 1, 0.5],
			[0, 0, 1, 1],
		];
		const x = sheet.map(([f, i, o, C]) => [
			...[f, i, o].map(open),
			C === 0.5 ? Math.atanh(0.5) : 50 * C,
		]);
		const reads = (k: number) => [[0], ...[0, 1, 2, 3].map((row) => [row === k ? 1 : 0])];
		const lstm = setParameters(Lstm.create({ ...one, inputDim: 4 }), {
			W_f: reads(0),
			W_i: reads(1),
			W_o: reads(2),
			W_C: reads(3),
			...{ b_f: [[0]], b_i: [[0]], b_o: [[0]], b_C: [[0]] },
		});
		const { C, h, steps } = Lstm.forward(lstm, x);
		const what = ["written", "kept, hidden", "kept", "half kept, half written", "wiped out"];
		const rows = what.map(
			(word, at) => `| ${at + 1} | ${n(C.at(at + 1, 0), 2)} | ${n(h.at(at + 1, 0), 2)} | ${word} |`,
		);
		const [to3, to2, to1] = [4, 3, 2].map((first) =>
			steps.slice(first, 5).reduce((share, { f }) => share * f[0], 1),
		);
		const kept = Array.from({ length: 20 }, (_, k) => 0.5 ** k).findIndex((left) => left < 0.001);
		const output = { lstm: 2, rnn: 1 }; // W and b_y of the LSTM; W of the RNN, which has no b_y here
		const cell = countParameters(Lstm.create(one)) - output.lstm;
		const layer = countParameters(Rnn.create({ ...one, biases: true })) - output.rnn - 1;
		return [
			...rows,
			`The error of $C_4$ arrives as ${n(to3, 1)} at $C_3$, and as ${n(to2, 1)} at $C_2$ and at $C_1$.`,
			to1 === to2
				? `An error of $C_5$ is stopped by the gate of step 5: ${n(steps[5].f[0])}. With`
				: "",
			`left after ${kept} steps. The cell learns ${cell} numbers, the RNN's layer ${layer}.`,
			`(${n(100 * 0.9 ** 10)} %.)`,
		];
	},

	"05": () => {
		const task = binaryAddition({ bits: 8 });
		const { x, d, c } = task.example(9, 60);
		const carries = [0];
		for (let t = 0; t < 7; t++) {
			carries.push(x.at(t, 0) + x.at(t, 1) + carries[t] > 1 ? 1 : 0);
		}
		const row = (name: string, bits: ArrayLike<number>) =>
			`| ${name} | ${Array.from(bits).join(" | ")} |`;
		const column = (k: number) => Array.from({ length: 8 }, (_, t) => x.at(t, k));
		const adder = setParameters(
			Rnn.create({ inputDim: 2, hiddenDim: 3, outputDim: 1, biases: true, random }),
			{
				V: [
					[10, 10, 10],
					[10, 10, 10],
				],
				U: [
					[0, 0, 0],
					[10, 10, 10],
					[0, 0, 0],
				],
				b_h: [[-5, -15, -25]],
				W: [[20], [-20], [20]],
				b_y: [[-10]],
			},
		);
		const silent = new Matrix(8, 1, new Float64Array(8).fill(0.5));
		const numbers = Array.from({ length: 128 }, (_, a) => a);
		const plain = numbers.flatMap((a) => numbers.filter((b) => (a & b) === 0)).length;
		const [right, all] = [rightSums(wrongBits(adder, 8)), 128 * 128];
		return [
			row("place", [1, 2, 3, 4, 5, 6, 7, 8]),
			row("carry in", carries),
			row("9", column(0)),
			row("60", column(1)),
			row(String(c), d.data),
			`There are ${carries.filter(Boolean).length} carries, in one chain of ${longestChain(carries)}.`,
			"$V$ is 10 everywhere, row 2 of $U$ is 10 and the others 0, $b_h$ is [−5 −15 −25], $W$ is [20; −20; 20] and $b_y$ is −10.",
			`all ${n(right)} sums of 8 bits right, with ${countParameters(adder)} numbers`,
			`(${n(absoluteError({ d, mask: new Float64Array(8).fill(1) }, silent))}.)`,
			right === all ? `(${n(plain)}.)` : "",
		];
	},

	"06": () => {
		const net = [1, 2, 1].map(Math.log);
		const y = softmax.ofRow(net);
		const delta = new Matrix(1, 3);
		const d = new Matrix(1, 3, Float64Array.of(0, 1, 0));
		const mask = Float64Array.of(1);
		outputDelta(delta, new Matrix(1, 3, y), { d, mask }, softmax, "cross-entropy");
		const half = softmax.ofRow(net.map((value) => value / 0.5));
		const rows = ["a", "b", "c"].map(
			(letter, k) =>
				`| ${letter} | ${fraction(y[k])} | ${fraction(delta.data[k])} | ${fraction(half[k])} |`,
		);
		const bits = (p: number) => -Math.log2(p);
		const mean = [1 / 2, 1 / 4, 1 / 2, 1 / 8].reduce((sum, p) => sum + bits(p), 0) / 4;
		const sum = delta.data.reduce((a, b) => a + b, 0);
		return [
			...rows,
			`The letter b cost ${n(bits(y[1]))} bit, and a would have cost ${n(bits(y[0]))}.`,
			`the sum is ${n(sum, 9)}.`,
			`The word has ${n(mean, 2)} bits a letter, and a perplexity of ${n(2 ** mean, 2)}:`,
			`(${n(
				y.reduce((a, b) => a + b, 0),
				9,
			)}.)`,
			`(${n(bits(1 / 32))}.)`,
		];
	},

	"07": () => {
		const runs = [3, 4, 4, 5, 7, 9, Number.POSITIVE_INFINITY];
		const holds = (rank: number) => n(100 * (1 - 2 * binomialAtMost(rank - 1, 7, 0.5)), 1);
		const share = probabilityFaster([3, 5, 9], [4, 6, Number.POSITIVE_INFINITY]);
		const [low, high] = [quantile(runs, 0.25), quantile(runs, 0.75)];
		return [
			`The median is ${median(runs)}; the quartiles are ${low} and ${high}; the mean is ∞.`,
			`it holds it with ${holds(1)} %. From the second to the second last it is ${holds(2)} %: seven seeds are not enough for 95 %.`,
			`up to ${n(100 * (3 / 30))} % may (exactly ${n(100 * failureBound(0, 30), 1)} %).`,
			`A is faster in ${n(9 * share)} of 9 pairs`,
			`(Up to ${n(100 * failureBound(0, 10))} % may fail.)`,
		];
	},
};
