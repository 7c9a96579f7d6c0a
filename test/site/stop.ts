import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { WorkerKernel } from "../../src/lab/worker-kernel.js";

const awaiting = [
	"await new Promise(() => {});",
	"while (true) { rounds++; await new Promise((resolve) => setTimeout(resolve, 5)); }",
];
const endless = [
	"for (;;) rounds++;",
	"for (;;) { rounds++; await null; }",
	"outer: for (;;) { try { rounds++; continue outer; } catch {} }",
	"const forEver = () => { while (true) rounds++; };\nforEver();",
	"do console.log(rounds++); while (true);",
];

/** What Stop ends, and what is left then. */
export function stopTests(start: (isIsolated: boolean) => Promise<WorkerKernel>): void {
	for (const isIsolated of [false, true]) {
		test(`${isIsolated ? "with" : "without"} isolation: loops end, and variables stay or the cell says so`, async () => {
			const kernel = await start(isIsolated);
			for (const code of [...awaiting, ...endless]) {
				await kernel.execute('let kept = "kept"; let rounds = 0;');
				const { evalue, took } = await stopped(kernel, code);
				assert.ok(took < 5000, `${code}: stopped after ${took} ms`);
				const { outputs } = await kernel.execute("kept + (rounds >= 0)");
				if (isIsolated || awaiting.includes(code)) {
					assert.equal(evalue, "the cell was interrupted", code);
					assert.equal(outputs[0]?.data?.["text/plain"], "'kepttrue'", code);
				} else {
					assert.match(`${evalue}`, /can be stopped only with all .* all variables are lost/, code);
					assert.equal(outputs[0]?.evalue, "Cannot find name 'kept'.", code);
				}
			}
			await kernel.close();
		});
	}
}

async function stopped(kernel: WorkerKernel, code: string) {
	const running = kernel.execute(code);
	await sleep(200);
	const began = performance.now();
	await kernel.interrupt();
	const { outputs } = await running;
	const error = outputs.find(({ output_type }) => output_type === "error");
	return { evalue: error?.evalue, took: performance.now() - began };
}
