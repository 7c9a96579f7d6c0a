import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { Executions, type Outlet } from "../../../src/kernel/core/executions.js";
import type { CommMessage, Json } from "../../../src/kernel/core/protocol.js";
import type { Request } from "../../../src/kernel/core/request.js";
import { requestOf, Scripted } from "./scripted.js";

class Outside implements Outlet {
	readonly said: string[] = [];
	isFull = false;
	drained: (() => void) | undefined;
	publish = (request: Request, type: string, content: Json) =>
		void this.said.push(`${request.header.msg_id} ${type} ${JSON.stringify(content)}`);
	write = (request: Request, _name: string, text: string) =>
		void this.said.push(`${request.header.msg_id} ${text}`);
	ask = (request: Request) => void this.said.push(`${request.header.msg_id} asks`);
	complain = (reason: string) => void this.said.push(`complaint: ${reason}`);
	onceDrained = (then: () => void) => {
		this.drained = then;
	};
	forget = () => void this.said.push("forget");
}

const message: CommMessage = { type: "comm_msg", comm: "c", data: {} };

describe("executions", () => {
	let outside: Outside;
	let started: Scripted[];
	let executions: Executions;
	const latest = () => started.at(-1) as Scripted;

	beforeEach(() => {
		mock.timers.enable({ apis: ["setTimeout"] });
		outside = new Outside();
		started = [];
		executions = new Executions(
			(events) => {
				started.push(new Scripted(events));
				return latest();
			},
			outside,
			64,
		);
	});

	afterEach(() => mock.timers.reset());

	test("an executor is told nothing before it is ready", async () => {
		const answer = executions.run(requestOf(), message);
		assert.deepEqual(latest().told, []);
		latest().events.report({ type: "ready" });
		assert.deepEqual(latest().told, ["comm_msg 1"]);
		latest().done(1);
		assert.equal((await answer).cell, 1);
	});

	test("every answer arrives, however many requests came meanwhile", async () => {
		latest().events.report({ type: "ready" });
		const answers = Array.from({ length: 5000 }, () => executions.run(requestOf(), message));
		for (let cell = 5000; cell > 0; cell--) latest().done(cell);
		assert.equal((await Promise.all(answers)).length, 5000);
		executions.stop();
		assert.ok(!latest().told.some((told) => told.startsWith("abort")), "nothing is left to stop");
	});

	test("what a request has left behind prints for it, as long as it is of the last thousand", async () => {
		latest().events.report({ type: "ready" });
		const first = requestOf("execute_request");
		const run = async (request: Request) => {
			const answer = executions.run(request, message);
			latest().done(request.number);
			await answer;
		};
		const print = (cell: number) => {
			latest().events.report({ type: "stream", cell, name: "stdout", text: "late" });
			return outside.said.at(-1);
		};
		await run(first);
		const newest = requestOf("execute_request");
		await run(newest);
		for (let others = 2; others < 1000; others++) await run(requestOf());
		assert.equal(print(first.number), `${first.header.msg_id} late`);
		await run(requestOf());
		assert.equal(print(first.number), `${newest.header.msg_id} late`);
	});

	test("one that does not start is tried three times, and again when somebody wants it", async () => {
		const answer = executions.run(requestOf(), message);
		for (let tries = 1; tries <= 3; tries++) {
			assert.equal(started.length, tries);
			latest().events.death({ reason: "exit", detail: "1" });
			mock.timers.tick(1000);
		}
		assert.equal((await answer).error?.ename, "Unstartable");
		assert.equal(started.length, 3);
		const again = executions.run(requestOf(), message);
		assert.equal(started.length, 4);
		latest().events.report({ type: "ready" });
		assert.deepEqual(latest().told, ["comm_msg 2"]);
		latest().done(2);
		await again;
	});

	test("whoever wants one while the next start is waited for gets it at once, and no second one", () => {
		latest().events.death({ reason: "exit", detail: "1" });
		assert.equal(started.length, 1);
		void executions.run(requestOf(), message);
		assert.equal(started.length, 2);
		mock.timers.tick(2000);
		assert.equal(started.length, 2);
	});

	test("one that has never started has lost nothing", () => {
		for (let tries = 0; tries < 3; tries++) {
			latest().events.death({ reason: "exit", detail: "1" });
			mock.timers.tick(1000);
		}
		assert.equal(executions.losses, 0);
		assert.deepEqual(outside.said, []);
	});

	test("when it dies every request hears of it, and another one takes its place", async () => {
		latest().events.report({ type: "ready" });
		const answers = [executions.run(requestOf(), message), executions.run(requestOf(), message)];
		latest().events.death({ reason: "memory", detail: "" });
		for (const { error } of await Promise.all(answers)) {
			assert.match(error?.evalue ?? "", /may fill 64 MB.*all variables are lost/);
		}
		assert.equal(started.length, 2);
		assert.ok(outside.said.includes("forget"));
	});

	test("Stop asks, then ends what runs up to the newest request, and spares later ones", async () => {
		latest().events.report({ type: "ready" });
		const first = executions.run(requestOf("execute_request"), message);
		executions.stop();
		assert.deepEqual(latest().told.slice(1), ["resume", "abort 1"]);
		const later = executions.run(requestOf("execute_request"), message);
		mock.timers.tick(200);
		assert.deepEqual(latest().told.slice(-2), ["terminate 1", "abort 1"]);
		latest().done(1);
		await first;
		latest().told.length = 0;
		mock.timers.tick(1000);
		assert.deepEqual(latest().told, []);
		latest().done(2);
		await later;
	});

	test("an executor waits while nobody reads, but not when it is to be stopped", async () => {
		latest().events.report({ type: "ready" });
		const run = requestOf("execute_request");
		const answer = executions.run(run, message);
		outside.isFull = true;
		latest().events.report({ type: "stream", cell: 1, name: "stdout", text: "seen" });
		assert.equal(latest().told.at(-1), "pause");
		outside.drained?.();
		assert.equal(latest().told.at(-1), "resume");
		executions.stop();
		latest().events.report({ type: "stream", cell: 1, name: "stdout", text: "too late" });
		assert.deepEqual(outside.said, [`${run.header.msg_id} seen`]);
		assert.ok(!latest().told.slice(-2).includes("pause"));
		latest().done(1);
		await answer;
	});

	test("what cannot be published is complained of, and nothing more", () => {
		latest().events.report({ type: "ready" });
		void executions.run(requestOf("execute_request"), message);
		outside.publish = () => {
			throw new TypeError("not JSON");
		};
		latest().events.report({ type: "clear", cell: 1, wait: false });
		assert.deepEqual(outside.said, ["complaint: not JSON"]);
	});

	test("a question of nobody's, or to nobody, is refused at once", () => {
		latest().events.report({ type: "ready" });
		void executions.run(requestOf("execute_request", { allow_stdin: false }), message);
		latest().events.report({ type: "input", cell: 1, prompt: "?", password: false });
		assert.match(String(latest().told.at(-1)), /^input .*takes no input/);
		const allowed = requestOf("execute_request", { allow_stdin: true });
		void executions.run(allowed, message);
		latest().events.report({ type: "input", cell: 2, prompt: "?", password: false });
		assert.equal(outside.said.at(-1), `${allowed.header.msg_id} asks`);
	});
});
