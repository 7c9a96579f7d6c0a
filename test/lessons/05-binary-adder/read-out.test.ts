import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { carryReport } from "../../../src/lessons/05-binary-adder/carry-report.js";
import { carryReadOut } from "../../../src/lessons/05-binary-adder/read-out.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { assertClose } from "../../assert-close.js";
import { perfectAdder } from "./adders.js";

const bits = 5;

describe("carryReadOut", () => {
	test("finds the unit that is the carry", () => {
		const adder = perfectAdder();
		const { axis, side, share } = carryReadOut(adder, bits, carryReport(adder, bits));
		assertClose(axis, [0, 1, 0], 1e-3, "the axis");
		assertClose([side([1, 1, 0]), side([1, 0, 0])], [0.5, -0.5], 1e-3, "the sides");
		assertClose(share, 1, 1e-12, "the share that is read rightly");
	});

	test("reads no more than chance has it where nothing is remembered", () => {
		const still = Rnn.create({ inputDim: 2, hiddenDim: 2, outputDim: 1, random: new Random(0) });
		still.V.data.fill(0);
		still.U.data.fill(0);
		const report = carryReport(still, bits);
		const { share } = carryReadOut(still, bits, report);
		assertClose(share, Math.max(report.carried, 1 - report.carried), 1e-9, "the larger share");
		assert.ok(report.carried < 0.5);
	});
});
