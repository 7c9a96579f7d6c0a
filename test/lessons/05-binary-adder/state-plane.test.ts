import { test } from "node:test";
import { carryReport } from "../../../src/lessons/05-binary-adder/carry-report.js";
import { principalComponents } from "../../../src/lessons/05-binary-adder/state-plane.js";
import { dot } from "../../../src/network/matrix.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { assertClose } from "../../assert-close.js";

test("principal components stand at right angles, and no two move together", () => {
	const rnn = Rnn.create({ inputDim: 2, hiddenDim: 4, outputDim: 1, random: new Random(1) });
	const report = carryReport(rnn, 5);
	const all = principalComponents(report);
	const spread = all.map((p) =>
		dot(
			p,
			report.covariance.map((row) => dot(row, p)),
		),
	);
	for (const [i, p] of all.entries()) {
		for (const [j, q] of all.entries()) {
			assertClose(dot(p, q), i === j ? 1 : 0, 1e-9, `components ${i} and ${j}`);
			const together = dot(
				p,
				report.covariance.map((row) => dot(row, q)),
			);
			assertClose(together, i === j ? spread[i] : 0, 1e-9, `how ${i} and ${j} move together`);
		}
	}
	assertClose(
		spread,
		spread.toSorted((a, b) => b - a),
		0,
		"the first one moves most",
	);
});
