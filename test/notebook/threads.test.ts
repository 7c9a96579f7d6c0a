import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { describe, test } from "node:test";
import { coresHere } from "../../src/notebook/threads.js";

/** A machine whose control groups are these files. */
const machine =
	(files: Readonly<Record<string, string>>) =>
	(path: string): string => {
		const text = files[path.replace("/sys/fs/cgroup/", "")];
		if (text === undefined) throw new Error(`ENOENT: ${path}`);
		return `${text}\n`;
	};

describe("coresHere", () => {
	const cores = availableParallelism();
	const v1 = (quota: string) =>
		machine({ "cpu/cpu.cfs_quota_us": quota, "cpu/cpu.cfs_period_us": "100000" });

	test("is the machine's cores where nothing limits them", () => {
		const free = [machine({}), machine({ "cpu.max": "max 100000" }), v1("-1")];
		for (const read of free) assert.equal(coresHere(read), cores);
	});

	test("is no more than a container's CPU quota, of either version, and at least 1", () => {
		for (const read of [machine({ "cpu.max": "150000 100000" }), v1("100000"), v1("30000")]) {
			assert.equal(coresHere(read), 1);
		}
		assert.equal(coresHere(machine({ "cpu.max": "6400000 100000" })), Math.min(cores, 64));
	});

	test("is no more than somebody's share of a machine that many use", () => {
		assert.equal(coresHere(machine({}), 1), 1);
		assert.equal(coresHere(machine({}), cores + 1), cores);
	});
});
