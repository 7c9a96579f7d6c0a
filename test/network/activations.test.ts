import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
	type ActivationName,
	activations,
	type OutputActivationName,
	softmax,
	toActivation,
	toOutputActivation,
} from "../../src/network/activations.js";
import { assertClose } from "../assert-close.js";

const everyActivation = Object.values(activations);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe("activations", () => {
	test("are finite, and have a finite slope, for every finite x", () => {
		for (const f of everyActivation) {
			for (const x of [0, -0, Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE]) {
				assert.ok(Number.isFinite(f.of(x)), `${f.name}(${x})`);
				assert.ok(Number.isFinite(f.slope(f.of(x))), `${f.name}'(${x})`);
			}
			fc.assert(
				fc.property(finite, (x) => {
					assert.ok(Number.isFinite(f.of(x)) && Number.isFinite(f.slope(f.of(x))));
				}),
				{ seed: 3, numRuns: 1000 },
			);
		}
	});

	test("have the slope that central differences find", () => {
		for (const f of everyActivation) {
			fc.assert(
				fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
					fc.pre(Math.abs(x) > 1e-3); // relu has its corner at 0
					const step = 1e-5;
					const difference = (f.of(x + step) - f.of(x - step)) / (2 * step);
					assert.ok(Math.abs(f.slope(f.of(x)) - difference) < 1e-9, `${f.name}'(${x})`);
				}),
				{ seed: 4, numRuns: 500 },
			);
		}
	});

	test("have the values of their formulas", () => {
		const { sigmoid, tanh, identity, softplus, relu } = activations;
		assert.equal(sigmoid.of(0), 0.5);
		assert.equal(sigmoid.slope(0.5), 0.25);
		assert.ok(Math.abs(sigmoid.of(2) - 1 / (1 + Math.exp(-2))) < 1e-16);
		assert.equal(sigmoid.of(-800), 0);
		assert.equal(sigmoid.of(37), 1);
		assert.equal(sigmoid.of(-700), Math.exp(-700));
		assert.equal(tanh.of(1), Math.tanh(1));
		assert.equal(identity.of(-3), -3);
		assert.ok(Math.abs(softplus.of(0) - Math.LN2) < 1e-16);
		assert.equal(softplus.of(1000), 1000);
		assert.equal(softplus.of(-700), Math.exp(-700));
		assert.deepEqual([relu.of(-2), relu.of(0), relu.of(2)], [0, 0, 2]);
	});

	test("are found by name, and a wrong name is shown with the right ones", () => {
		for (const f of everyActivation) assert.equal(toActivation(f.name as ActivationName), f);
		const own = { name: "cube", of: (x: number) => x ** 3, slope: (y: number) => 3 * y ** (2 / 3) };
		assert.equal(toActivation(own), own);
		for (const wrong of ["sigmiod", "toString", "", undefined, null, 3]) {
			assert.throws(
				() => toActivation(wrong as ActivationName, "f"),
				/^RangeError: f must be one of sigmoid, tanh, identity, softplus, relu or an Activation \(got /,
			);
		}
	});
});

describe("softmax", () => {
	test("makes shares of a row, in the order and the ratios of its powers", () => {
		const y = softmax.ofRow([0, Math.log(2), Math.log(5)]);
		assertClose(y, [1 / 8, 2 / 8, 5 / 8], 1e-15, "softmax");
		const row = Float64Array.of(3, 1);
		assert.equal(softmax.ofRow(row, row), row);
		assertClose(row, [1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(2))], 1e-15, "in place");
	});

	test("sums to 1 and does not move with what all net inputs have in common", () => {
		const row = fc.array(fc.double({ min: -700, max: 700, noNaN: true }), { minLength: 1 });
		fc.assert(
			fc.property(row, fc.integer({ min: -1000, max: 1000 }), (net, more) => {
				const y = softmax.ofRow(net);
				assertClose(
					y.reduce((a, b) => a + b),
					1,
					1e-14,
					"the sum",
				);
				assertClose(softmax.ofRow(net.map((value) => value + more)), y, 1e-12, "moved");
			}),
			{ seed: 5 },
		);
		assertClose(softmax.ofRow([1e308, 1e308, -1e308]), [0.5, 0.5, 0], 0, "at the edge");
	});

	test("belongs to the output layer alone, and to whole rows", () => {
		assert.equal(toOutputActivation("softmax"), softmax);
		assert.equal(toOutputActivation("relu"), activations.relu);
		assert.throws(() => toActivation("softmax" as ActivationName, "f"), {
			name: "RangeError",
			message:
				'f must be one of sigmoid, tanh, identity, softplus, relu or an Activation (got "softmax")',
		});
		assert.throws(() => toActivation(softmax, "f"), {
			name: "RangeError",
			message: "f must act on each net input by itself (got softmax)",
		});
		assert.throws(() => toOutputActivation("sofmax" as OutputActivationName), {
			name: "RangeError",
			message:
				'g must be one of sigmoid, tanh, identity, softplus, relu, softmax or an Activation (got "sofmax")',
		});
		for (const call of [softmax.of, softmax.slope]) {
			assert.throws(call, { name: "RangeError", message: /call softmax\.ofRow\(net\)/ });
		}
	});
});
