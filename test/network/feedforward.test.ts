import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Feedforward, type FeedforwardOptions } from "../../src/network/feedforward.js";
import { Random } from "../../src/network/random.js";
import { assertClose } from "../assert-close.js";

const random = new Random(0);

describe("the feed-forward network", () => {
	test("passes each point through its layers, by itself", () => {
		const network = Feedforward.create({ dims: [2, 3, 1], random });
		const [first, second] = network.layers;
		const points = [
			[0.5, -1],
			[2, 0],
		];
		const { N, a, net, y } = Feedforward.forward(network, points);
		assert.equal(N, 2);
		for (const [n, [x1, x2]] of points.entries()) {
			let net_y = second.b.at(0, 0);
			for (let j = 0; j < 3; j++) {
				const net_j = x1 * first.W.at(0, j) + x2 * first.W.at(1, j) + first.b.at(0, j);
				assertClose(net[0].at(n, j), net_j, 1e-15, "net^1");
				assertClose(a[1].at(n, j), Math.tanh(net_j), 1e-15, "a^1");
				net_y += Math.tanh(net_j) * second.W.at(j, 0);
			}
			assertClose(y.at(n, 0), 1 / (1 + Math.exp(-net_y)), 1e-15, "y");
			assert.deepEqual(Feedforward.forward(network, [points[n]]).y.toRows()[0], y.toRows()[n]);
		}
	});

	test("has the gradients of a single unit, worked out by hand", () => {
		const network = Feedforward.create({ dims: [1, 1], random });
		network.layers[0].W.data[0] = 2;
		network.layers[0].b.data[0] = -1;
		const trace = Feedforward.forward(network, [[3]]);
		const y = 1 / (1 + Math.exp(-5));
		const { delta, gradients } = Feedforward.backward(network, trace, [[0]]);
		const expected = y * y * (1 - y);
		assertClose(delta[0].at(0, 0), expected, 1e-15, "δ^1");
		assertClose(gradients.W_1.at(0, 0), 3 * expected, 1e-15, "ΔW^1");
		assertClose(gradients.b_1.at(0, 0), expected, 1e-15, "Δb^1");
	});

	test("names what it does not take", () => {
		const wrong: [options: object, message: string][] = [
			[{ dims: [2] }, "dims must be two sizes or more (got an array of 1)"],
			[{ dims: 2 }, "dims must be two sizes or more (got 2)"],
			[{ dims: [2, 0, 1] }, "dims[1] must be a whole number from 1 to 1024 (got 0)"],
			[
				{ dims: [2, 1], g: 7 },
				"g must be one of sigmoid, tanh, identity, softplus, relu, softmax or an Activation (got 7)",
			],
			[{ dims: [2, 1], random: null }, "random must be a Random, such as new Random(0) (got null)"],
		];
		for (const [options, message] of wrong) {
			assert.throws(() => Feedforward.create({ random, ...options } as FeedforwardOptions), {
				message,
			});
		}
		const network = Feedforward.create({ dims: [2, 1], random });
		const trace = Feedforward.forward(network, [[1, 2]]);
		assert.throws(() => Feedforward.forward(network, [[1]]), {
			message: "x must be N × 2 (got 1 × 1)",
		});
		assert.throws(() => Feedforward.backward(network, trace, [[1, 2]]), {
			message: "d must be 1 × 1 (got 1 × 2)",
		});
	});

	test("shows where each layer takes the points", () => {
		const network = Feedforward.create({ dims: [2, 3, 1], random });
		const points = [
			[0.5, -1],
			[2, 0],
		];
		const { a } = Feedforward.forward(network, points);
		for (const layer of [0, 1, 2]) {
			const image = Feedforward.hiddenImage(network, points, layer);
			assert.deepEqual(image.toRows(), a[layer].toRows(), `layer ${layer}`);
		}
		assert.throws(
			() => Feedforward.hiddenImage(network, points, 3),
			/layer must be a whole number from 0 to 2 \(got 3\)/,
		);
	});
});
