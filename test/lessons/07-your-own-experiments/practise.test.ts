import assert from "node:assert/strict";
import { test } from "node:test";
import { practise } from "../../../src/lessons/07-your-own-experiments/practise.js";

const job = { kind: "rnn", hiddenDim: 16, alpha: 1, seed: 0, bits: 8, iterations: 5000 } as const;

test("a network knows a few sums by heart, and of many it learns to add", async () => {
	const few = await practise({ ...job, different: 3 });
	assert.ok(few.practised === 1 && few.heldOut < 0.3, `${few.practised}, ${few.heldOut}`);
	const many = await practise({ ...job, different: 1000 });
	assert.ok(many.practised > 0.98 && many.heldOut > 0.98, `${many.practised}, ${many.heldOut}`);
	assert.deepEqual(await practise({ ...job, different: 1000 }), many);
});
