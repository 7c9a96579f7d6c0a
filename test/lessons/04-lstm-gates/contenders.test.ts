import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	createContender,
	type RnnContender,
	rnnUnitsFor,
} from "../../../src/lessons/04-lstm-gates/contenders.js";
import { spectralNorm, spectralRadius } from "../../../src/network/analysis/spectrum.js";
import { countParameters } from "../../../src/network/network.js";
import { Random } from "../../../src/network/random.js";
import { assertClose } from "../../assert-close.js";

const sizes = { inputDim: 9, outputDim: 4 };
const rnn = (start: RnnContender["start"]) =>
	createContender({ kind: "rnn", name: start, hiddenDim: 6, start }, sizes, new Random(2));

describe("createContender", () => {
	test("starts an RNN's U as it is told, and all else alike", () => {
		const drawn = rnn("drawn");
		assert.ok(drawn.U.data.every((u) => Math.abs(u) <= 1 / Math.sqrt(6)));
		assertClose(spectralRadius(rnn("rho 1").U), 1, 1e-9, "ρ(U)");
		assertClose(spectralNorm(rnn("orthogonal").U), 1, 1e-9, "σ(U)");
		assert.deepEqual(rnn("orthogonal").V, drawn.V);
		assert.deepEqual(rnn("rho 1").W, drawn.W);
	});

	test("starts an LSTM with its forget bias", () => {
		const one = { kind: "lstm", name: "LSTM", hiddenDim: 3, forgetBias: 2 } as const;
		const { b_f } = createContender(one, sizes, new Random(0));
		assert.deepEqual([...b_f.data], [2, 2, 2]);
	});
});

test("rnnUnitsFor gives the least RNN with as many numbers to learn", () => {
	for (const hiddenDim of [2, 8]) {
		const one = { kind: "lstm", name: "LSTM", hiddenDim, forgetBias: 0 } as const;
		const lstm = createContender(one, sizes, new Random(0));
		const size = (H: number) =>
			countParameters(
				createContender(
					{ kind: "rnn", name: "RNN", hiddenDim: H, start: "drawn" },
					sizes,
					new Random(0),
				),
			);
		const H = rnnUnitsFor(lstm);
		assert.ok(size(H) >= countParameters(lstm) && size(H - 1) < countParameters(lstm), `H = ${H}`);
	}
});
