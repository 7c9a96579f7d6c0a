import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { inRoot } from "../../src/setup/machine.mjs";

// A server of a kind: it starts a kernel of a kind, in a session of its own, and tells both ids.
const server = `
	const { spawn } = require("node:child_process");
	const kernel = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
	console.log(process.pid);
	console.log(kernel.pid);
	setInterval(() => {}, 1000);
`;

const starter = `
	const { spawn } = require("node:child_process");
	const [keeper, server] = process.argv.slice(1);
	spawn(process.execPath, [keeper, "unrolled-test-" + process.pid, process.execPath, "-e", server], {
		stdio: ["pipe", "inherit", "inherit"],
		detached: true,
	});
`;

test("who starts a server may be killed: neither the server nor its kernel lives on", async () => {
	const keeper = inRoot("src", "lab", "keeper.mjs");
	const child = spawn(process.execPath, ["-e", starter, keeper, server], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const ids: number[] = [];
	for await (const line of createInterface(child.stdout)) {
		ids.push(Number(line));
		if (ids.length === 2) break;
	}
	assert.ok(ids.every(isAlive));
	child.kill("SIGKILL");
	await once(child, "exit");
	const [serverId = 0, kernelId = 0] = ids;
	await gone(serverId);
	// A process in another session is found by its environment, which only Linux shows.
	if (process.platform === "linux") await gone(kernelId);
	else if (isAlive(kernelId)) process.kill(kernelId);
});

async function gone(id: number): Promise<void> {
	for (let attempt = 0; isAlive(id); attempt++) {
		assert.ok(attempt < 600, `process ${id} lives on`);
		await sleep(50);
	}
}

function isAlive(id: number): boolean {
	try {
		process.kill(id, 0);
		return true;
	} catch {
		return false;
	}
}
