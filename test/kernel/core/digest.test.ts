import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { contents, type Digest, digestOf } from "../../../src/kernel/core/digest.js";

const hash = (value: unknown) => digestOf(value).hash;
const fields = ({ hasCode, isPartial }: Digest) => ({ hasCode, isPartial });

class Hidden {
	#secret = 1;
	turn() {
		return this.#secret++;
	}
}

class Telling {
	#secret = 1;
	turn() {
		this.#secret++;
	}
	[contents]() {
		return this.#secret;
	}
}

describe("a digest", () => {
	const ring = () => {
		const object: Record<string, unknown> = { a: 1 };
		object.self = object;
		return object;
	};
	const pairs: Record<string, [make: () => unknown, other: () => unknown]> = {
		numbers: [() => 1, () => 1.0000000000000002],
		"zeros and their signs": [() => 0, () => -0],
		"a number and its text": [() => 1, () => "1"],
		texts: [() => "a\u0000", () => "a"],
		"nothing and null": [() => undefined, () => null],
		lists: [() => [1, [2, 3]], () => [1, 2, [3]]],
		"lists of numbers and holes": [() => [1, undefined, 2], () => [1, 2, undefined]],
		"the names of properties": [() => ({ a: 1 }), () => ({ b: 1 })],
		"properties that are not listed": [
			() => Object.defineProperty({}, Symbol.for("x"), { value: 1 }),
			() => Object.defineProperty({}, Symbol.for("x"), { value: 2 }),
		],
		"typed arrays": [() => new Float64Array([1, 2, 3]), () => new Float64Array([1, -2, 3])],
		"bytes that begin anywhere": [
			() => new Uint8Array([9, 1, 2, 3, 4, 5]).subarray(1),
			() => new Uint8Array([9, 1, 2, 3, 4, 6]).subarray(1),
		],
		maps: [() => new Map([[1, 2]]), () => new Map([[1, 3]])],
		sets: [() => new Set([1]), () => new Set([2])],
		dates: [() => new Date(1), () => new Date(2)],
		functions: [() => () => 1, () => () => 2],
		classes: [() => new Telling(), () => ({})],
		circles: [ring, () => ({ a: 1, self: { a: 1, self: {} } })],
	};
	for (const [name, [make, other]] of Object.entries(pairs)) {
		test(`is the same for the same, and not for others: ${name}`, () => {
			assert.equal(hash(make()), hash(make()));
			assert.notEqual(hash(make()), hash(other()));
		});
	}

	test("is another one for two signs that are turned, wherever they are", () => {
		const numbers = new Float64Array(100).fill(1);
		const before = hash(numbers);
		for (const distance of [1, 2, 4, 8, 16]) {
			const turned = numbers.slice();
			turned[3] = -1;
			turned[3 + distance] = -1;
			assert.notEqual(hash(turned), before, `${distance} numbers apart`);
		}
	});

	test("looks at five million numbers, all of them", () => {
		const numbers = new Float64Array(5_000_000);
		const before = digestOf(numbers);
		assert.equal(before.isPartial, false);
		numbers[4_999_999] = 1;
		assert.notEqual(hash(numbers), before.hash);
	});

	test("says what it could not look at", () => {
		const seen = { hasCode: false, isPartial: false };
		assert.deepEqual(fields(digestOf({ a: [1, "b"] })), seen);
		assert.deepEqual(fields(digestOf(new Telling())), seen);
		assert.deepEqual(fields(digestOf([() => 1])), { hasCode: true, isPartial: false });
		const partial: Record<string, unknown> = {
			"private fields": new Hidden(),
			"a promise": Promise.resolve(1),
			"a generator": (function* () {})(),
			"a weak map": new WeakMap(),
			"too many objects": Array.from({ length: 200_000 }, () => ({})),
			"a proxy that refuses": new Proxy({}, { ownKeys: () => assert.fail("looked at") }),
		};
		for (const [name, value] of Object.entries(partial)) {
			assert.equal(digestOf(value).isPartial, true, name);
		}
	});

	test("is told by an object itself where its fields are private", () => {
		const told = new Telling();
		const before = hash(told);
		told.turn();
		assert.notEqual(hash(told), before);
	});

	test("calls no getter", () => {
		hash({
			get a() {
				return assert.fail("called");
			},
		});
	});

	test("bears a list that is as deep as it is long", () => {
		let list: unknown;
		for (let k = 0; k < 100_000; k++) list = { next: list };
		assert.equal(digestOf(list).isPartial, true);
	});
});
