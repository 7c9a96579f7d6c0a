import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	centralDifferences,
	checkGradients,
	sweepSteps,
} from "../../../src/network/analysis/gradient-check.js";
import { Matrix } from "../../../src/network/matrix.js";
import { gradients, loss, parametersOf } from "../../../src/network/network.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { assertClose } from "../../assert-close.js";

const rnn = Rnn.create({ inputDim: 2, hiddenDim: 3, outputDim: 1, random: new Random(0) });
const given = {
	x: Matrix.of([
		[0, 1],
		[1, 1],
		[1, 0],
	]),
	d: [[1], [0], [1]],
};
const found = gradients(rnn, given);
const lossNow = () => loss(rnn, given);

describe("the gradient check", () => {
	test("finds the slope of a parabola, and leaves the parameter as it was", () => {
		const theta = Matrix.of([[3, -1]]);
		const slopes = centralDifferences({ theta }, () => theta.at(0, 0) ** 2 + 5 * theta.at(0, 1));
		assertClose(slopes.theta.data, [6, 5], 1e-9, "slopes");
		assert.deepEqual(theta.toRows(), [[3, -1]]);
	});

	test("leaves the parameter as it was when the loss fails", () => {
		const theta = Matrix.of([[3]]);
		const fail = () => {
			throw new Error("no loss");
		};
		assert.throws(() => centralDifferences({ theta }, fail), /no loss/);
		assert.deepEqual(theta.toRows(), [[3]]);
	});

	test("sees a gradient that is wrong", () => {
		assert.ok(checkGradients(parametersOf(rnn), found, lossNow).overall < 1e-8);
		const wrong = { ...found, U: found.V };
		assert.throws(() => checkGradients(parametersOf(rnn), wrong, lossNow), {
			message: "gradients.U must be 3 × 3 (got 2 × 3)",
		});
		const { W, ...rest } = found;
		assert.throws(() => checkGradients(parametersOf(rnn), rest, lossNow), {
			message: `gradients.W must be ${W.rows} × ${W.cols} (got undefined)`,
		});
		const flipped = {
			...found,
			U: new Matrix(
				3,
				3,
				found.U.data.map((slope) => -slope),
			),
		};
		const { overall, each } = checkGradients(parametersOf(rnn), flipped, lossNow);
		assert.ok(each.U > 1.9 && each.V < 1e-7 && overall > 0.01);
		// Where the true gradient is nothing and the given one is not, the error is not nothing.
		const theta = Matrix.of([[1]]);
		assert.equal(checkGradients({ theta }, { theta }, () => 7).overall, 1);
		const zero = new Matrix(1, 1);
		assert.equal(checkGradients({ theta }, { theta: zero }, () => 7).overall, 0);
		assert.equal(
			checkGradients({ theta }, { theta: zero }, () => theta.at(0, 0)).overall,
			Number.POSITIVE_INFINITY,
		);
	});

	test("finds the best step between too long and too short", () => {
		const { steps, errors, best } = sweepSteps(parametersOf(rnn), found, lossNow);
		assert.equal(errors.length, steps.length);
		assert.ok(best.step > 1e-7 && best.step < 1e-3);
		assert.ok(best.error < 1e-9);
		assert.equal(errors[steps.indexOf(best.step)], best.error);
		assert.ok(errors[0] > 1000 * best.error && errors[errors.length - 1] > 1000 * best.error);
	});

	test("names a step that it does not take", () => {
		for (const step of [0, -1e-5, Number.NaN, Number.POSITIVE_INFINITY]) {
			assert.throws(() => checkGradients(parametersOf(rnn), found, lossNow, step), {
				message: `step must be a finite number above 0 (got ${step})`,
			});
		}
		assert.throws(() => sweepSteps(parametersOf(rnn), found, lossNow, []), /steps must hold/);
	});
});
