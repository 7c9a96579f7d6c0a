import { test } from "node:test";
import { longestChain } from "../../../src/lessons/05-binary-adder/carry-chains.js";
import { handedOn } from "../../../src/lessons/05-binary-adder/hand-overs.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { binaryAddition, carries, roundBits } from "../../../src/tasks/binary-addition.js";
import { assertClose } from "../../assert-close.js";
import { perfectAdder } from "./adders.js";

const bits = 5;
const task = binaryAddition({ bits });

test("a perfect adder hands every carry on", () => {
	assertClose(handedOn(perfectAdder(), bits), [1, 1, 1, 1], 0, "the shares");
});

test("the shares are those of all chains, counted one by one", () => {
	const rnn = Rnn.create({ inputDim: 2, hiddenDim: 6, outputDim: 1, random: new Random(3) });
	const [right, all] = [new Float64Array(bits), new Float64Array(bits)];
	for (let a = 0; a < 2 ** (bits - 1); a++) {
		for (let b = 0; b < 2 ** (bits - 1); b++) {
			const { x, d } = task.example(a, b);
			const said = roundBits(Rnn.forward(rnn, x).y);
			const carried = carries(a, b, bits);
			for (let t = 1; t < bits; t++) {
				const k = chainBefore(carried, t);
				if (k === 0) continue;
				all[k]++;
				const chain = Array.from({ length: k }, (_, back) => t - back);
				if (chain.every((at) => said[at] === d.data[at])) right[k]++;
			}
		}
	}
	const expected = Array.from(right.slice(1), (count, k) => count / all[k + 1]);
	assertClose(handedOn(rnn, bits), expected, 1e-12, "the shares");
});

/** How many carries in a row lead to bit t. */
function chainBefore(carried: readonly number[], t: number): number {
	const since = carried.slice(0, t).lastIndexOf(0) + 1;
	return longestChain(carried.slice(since, t));
}
