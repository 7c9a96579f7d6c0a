import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Outbox } from "../../../src/kernel/node/outbox.js";

/** A peer that takes messages only when it is told to. */
class Peer {
	readonly got: string[] = [];
	takes = 0;
	send = async ([text]: (Uint8Array | string)[]) => {
		if (this.takes === 0) throw Object.assign(new Error("full"), { code: "EAGAIN" });
		this.takes--;
		this.got.push(String(text).slice(0, 3));
	};
}

describe("the outbox", () => {
	test("keeps the order and says when it is full and when it is not any more", async () => {
		const peer = new Peer();
		const outbox = new Outbox(peer, async () => assert.fail("nobody is left behind"));
		const megabyte = (i: number) => [`${i} `.padEnd(1 << 20)];
		for (let i = 0; i < 4; i++) outbox.send(megabyte(i));
		assert.equal(outbox.isFull, false);
		outbox.send(megabyte(4));
		assert.equal(outbox.isFull, true);
		let drained = 0;
		outbox.onceDrained(() => drained++);
		await turn();
		assert.equal(drained, 0);
		peer.takes = 5;
		while (outbox.length > 0) await turn();
		assert.deepEqual(peer.got.map(Number), [0, 1, 2, 3, 4]);
		assert.equal(drained, 1);
		assert.equal(outbox.isFull, false);
	});

	test("leaves a peer behind that reads nothing, and waits for it no second time", async () => {
		const peer = new Peer();
		const left: unknown[] = [];
		const outbox = new Outbox(peer, async ([text]) => void left.push(text), 20);
		for (const text of ["one", "two", "six"]) outbox.send([text]);
		while (outbox.length > 0) await turn();
		assert.deepEqual(left, ["one", "two", "six"]);
		peer.takes = 1;
		outbox.send(["new"]);
		while (outbox.length > 0) await turn();
		assert.deepEqual(peer.got, ["new"]);
	});
});
