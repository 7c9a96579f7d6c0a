import assert from "node:assert/strict";
import { test } from "node:test";
import { transitions } from "../../../src/lessons/05-binary-adder/carry-machine.js";
import { carryReport } from "../../../src/lessons/05-binary-adder/carry-report.js";
import { carryReadOut } from "../../../src/lessons/05-binary-adder/read-out.js";
import { perfectAdder } from "./adders.js";

test("a perfect adder is the machine that adds", () => {
	const adder = perfectAdder();
	const found = transitions(adder, 5, carryReadOut(adder, 5, carryReport(adder, 5)));
	const rule = [0, 1].flatMap((from) =>
		["00", "01", "10", "11"].map((read) => {
			const ones = from + [...read].filter((bit) => bit === "1").length;
			return { from, read, toCarry: ones >= 2 ? 1 : 0 };
		}),
	);
	assert.deepEqual(found, rule);
});
