import { readFileSync } from "node:fs";
import { availableParallelism, cpus, freemem, hostname, totalmem } from "node:os";
import { setTimeout } from "node:timers/promises";
import type { Json } from "../core/protocol.js";
import { processesBelow } from "./process-tree.js";

/** Over how many milliseconds the use of the processor is measured. */
const interval = 100;

/** What a `usage_request` asks for, in ipykernel's words: percent of one processor, and bytes. */
export async function usage(): Promise<Json> {
	const pids = [process.pid, ...processesBelow(process.pid)];
	const before = { kernel: secondsOf(pids), host: hostTimes() };
	await setTimeout(interval);
	const kernel_cpu = (100 * (secondsOf(pids) - before.kernel)) / (interval / 1000);
	const host = hostTimes();
	const busy = host.busy - before.host.busy;
	const total = totalmem();
	const available = memoryAvailable();
	return {
		hostname: hostname(),
		pid: process.pid,
		kernel_cpu,
		kernel_memory: pids.reduce((sum, pid) => sum + memoryOf(pid), 0),
		cpu_count: availableParallelism(),
		host_cpu_percent: (100 * busy) / Math.max(1, busy + host.idle - before.host.idle),
		host_virtual_memory: {
			total,
			available,
			used: total - available,
			free: freemem(),
			percent: (100 * (total - available)) / total,
		},
	};
}

function hostTimes(): { busy: number; idle: number } {
	const sum = { busy: 0, idle: 0 };
	for (const { times } of cpus()) {
		sum.idle += times.idle;
		sum.busy += times.user + times.nice + times.sys + times.irq;
	}
	return sum;
}

/** Where there is no /proc, only this process is counted. */
function secondsOf(pids: readonly number[]): number {
	const { user, system } = process.cpuUsage();
	const own = (user + system) / 1e6;
	const others = pids.filter((pid) => pid !== process.pid);
	return others.reduce((sum, pid) => sum + ticksOf(pid) / 100, own);
}

function ticksOf(pid: number): number {
	const stat = readProc(pid, "stat");
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fields[11]) || 0) + (Number(fields[12]) || 0);
}

/** Memory that two processes share counts half for each, where Linux says so. */
function memoryOf(pid: number): number {
	const kilobytes = /^Pss:\s+(\d+)/m.exec(readProc(pid, "smaps_rollup"))?.[1];
	if (kilobytes !== undefined) return 1024 * Number(kilobytes);
	return pid === process.pid ? process.memoryUsage.rss() : 0;
}

function memoryAvailable(): number {
	const kilobytes = /^MemAvailable:\s+(\d+)/m.exec(readText("/proc/meminfo"))?.[1];
	return kilobytes === undefined ? freemem() : 1024 * Number(kilobytes);
}

const readProc = (pid: number, name: string) => readText(`/proc/${pid}/${name}`);

function readText(path: string): string {
	try {
		return readFileSync(path, "latin1");
	} catch {
		return "";
	}
}
