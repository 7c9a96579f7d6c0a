import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	backprop,
	createFeedforward,
	type FeedforwardOptions,
	feedForward,
} from "../../src/network/feedforward.js";
import { Random } from "../../src/network/random.js";

const random = new Random(0);

describe("the feed-forward network", () => {
	test("passes each point through its layers, by itself", () => {
		const network = createFeedforward({ dims: [2, 3, 1], random });
		const [first, second] = network.layers;
		const points = [
			[0.5, -1],
			[2, 0],
		];
		const { N, a, net, y } = feedForward(network, points);
		assert.equal(N, 2);
		for (const [n, [x1, x2]] of points.entries()) {
			let net_y = second.b.at(0, 0);
			for (let j = 0; j < 3; j++) {
				const net_j = x1 * first.W.at(0, j) + x2 * first.W.at(1, j) + first.b.at(0, j);
				assert.ok(Math.abs(net[0].at(n, j) - net_j) < 1e-15);
				assert.ok(Math.abs(a[1].at(n, j) - Math.tanh(net_j)) < 1e-15);
				net_y += Math.tanh(net_j) * second.W.at(j, 0);
			}
			assert.ok(Math.abs(y.at(n, 0) - 1 / (1 + Math.exp(-net_y))) < 1e-15);
			assert.deepEqual(feedForward(network, [points[n]]).y.toRows()[0], y.toRows()[n]);
		}
	});

	test("has the gradients of a single unit, worked out by hand", () => {
		const network = createFeedforward({ dims: [1, 1], random });
		network.layers[0].W.data[0] = 2;
		network.layers[0].b.data[0] = -1;
		const trace = feedForward(network, [[3]]);
		const y = 1 / (1 + Math.exp(-5));
		const { delta, gradients } = backprop(network, trace, [[0]]);
		const expected = y * y * (1 - y);
		assert.ok(Math.abs(delta[0].at(0, 0) - expected) < 1e-15);
		assert.ok(Math.abs(gradients.W_1.at(0, 0) - 3 * expected) < 1e-15);
		assert.ok(Math.abs(gradients.b_1.at(0, 0) - expected) < 1e-15);
	});

	test("names what it does not take", () => {
		const wrong: [options: object, message: string][] = [
			[{ dims: [2] }, "dims must be two sizes or more (got an array of 1)"],
			[{ dims: 2 }, "dims must be two sizes or more (got 2)"],
			[{ dims: [2, 0, 1] }, "dims[1] must be a whole number from 1 to 1024 (got 0)"],
			[
				{ dims: [2, 1], g: 7 },
				"g must be one of sigmoid, tanh, identity, softplus, relu or an Activation (got 7)",
			],
			[{ dims: [2, 1], random: null }, "random must be a Random, such as new Random(0) (got null)"],
		];
		for (const [options, message] of wrong) {
			assert.throws(() => createFeedforward({ random, ...options } as FeedforwardOptions), {
				message,
			});
		}
		const network = createFeedforward({ dims: [2, 1], random });
		const trace = feedForward(network, [[1, 2]]);
		assert.throws(() => feedForward(network, [[1]]), { message: "x must be T × 2 (got 1 × 1)" });
		assert.throws(() => backprop(network, trace, [[1, 2]]), {
			message: "d must be 1 × 1 (got 1 × 2)",
		});
	});
});
