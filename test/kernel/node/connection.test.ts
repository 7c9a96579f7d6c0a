import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, type TestContext, test } from "node:test";
import { Connection } from "../../../src/kernel/node/connection.js";

describe("a port that another program has", () => {
	let folder: string;
	let ports: number[];
	let other: ReturnType<typeof createServer>;

	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), "unrolled-connection-"));
		const servers = Array.from({ length: 5 }, () => createServer().listen(0, "127.0.0.1"));
		await Promise.all(servers.map((server) => once(server, "listening")));
		ports = servers.map((server) => (server.address() as AddressInfo).port);
		other = servers[0];
		for (const server of servers.slice(1)) server.close();
	});

	afterEach(() => {
		other.close();
		rmSync(folder, { recursive: true });
	});

	function connectionFile() {
		const names = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"];
		const entries = names.map((name, at) => [name, ports[at]]);
		const file = join(folder, "kernel.json");
		const settings = { transport: "tcp", ip: "127.0.0.1", key: "", ...Object.fromEntries(entries) };
		writeFileSync(file, JSON.stringify(settings));
		return file;
	}

	/** What is written to stderr, which calls `onFirst` the first time. */
	function complaints(context: TestContext, onFirst = () => {}) {
		const lines: string[] = [];
		context.mock.method(process.stderr, "write", (text: string) => {
			if (lines.push(text) === 1) onFirst();
			return true;
		});
		return lines;
	}

	test("is said in a line, and taken once it is free", async (context) => {
		const lines = complaints(context, () => other.close());
		const connection = await Connection.open(connectionFile());
		await connection.close();
		assert.deepEqual(lines, [`kernel: tcp://127.0.0.1:${ports[0]} is taken; trying again\n`]);
	});

	test("ends the kernel where it stays taken, and is named", async (context) => {
		complaints(context);
		await assert.rejects(Connection.open(connectionFile()), {
			message: `tcp://127.0.0.1:${ports[0]} stays taken`,
		});
	});
});
