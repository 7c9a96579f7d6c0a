import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { packages, venv } from "../install.mjs";

/**
 * A program that trains the same networks in the same way. It answers a line of standard input with
 * a line of standard output:
 * - `prepare MODEL H T EXAMPLES FILE` reads examples and parameters from the file, trains once on
 *   each example, and answers Σ |d − y| over all of them: equal numbers show equal training
 * - `run SECONDS` goes on training for that long, and answers nanoseconds an iteration. Both are the
 *   processor's time, of all threads together: others' work on the machine does not count
 * - `memory` answers the most bytes that the process ever held
 */
export class Peer {
	private readonly child: ChildProcess;
	private readonly waiting: ((line: string | undefined) => void)[] = [];
	private errors = "";
	private dead = false;

	constructor(command: string, words: readonly string[]) {
		// One thread: at these sizes, one example at a time, a second one costs more than it gives.
		const threads = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
		this.child = spawn(command, words, {
			stdio: ["pipe", "pipe", "pipe"],
			env: { ...process.env, ...threads },
		});
		const { stdout, stderr } = this.child;
		if (stdout !== null) {
			createInterface({ input: stdout }).on("line", (line) => {
				// Libraries greet on standard output; answers are numbers.
				if (/^[-\d.e+]+$|^NaN$/i.test(line)) this.waiting.shift()?.(line);
			});
		}
		stderr?.on("data", (text) => {
			this.errors += text;
		});
		const die = () => {
			this.dead = true;
			for (const resolve of this.waiting.splice(0)) resolve(undefined);
		};
		this.child.on("exit", die).on("error", die);
		this.child.stdin?.on("error", () => {});
	}

	/** The answer to a line. Throws an Error where the peer has ended instead. */
	async ask(...words: readonly (string | number)[]): Promise<number> {
		const line = await new Promise<string | undefined>((resolve) => {
			if (this.dead) resolve(undefined);
			this.waiting.push(resolve);
			this.child.stdin?.write(`${words.join(" ")}\n`);
		});
		if (line !== undefined) return Number(line);
		throw new Error(this.errors.trim().split("\n").at(-1) || "it has ended");
	}

	close(): void {
		this.child.stdin?.end();
	}
}

/** A peer to start, or the reason why it cannot be had. */
export interface PeerKind {
	readonly name: string;
	/** Relative difference of `prepare`'s answer that rounding explains. */
	readonly tolerance: number;
	start(): Peer | string;
}

const folder = import.meta.dirname;
const double = 1e-7;

const ours = (backend: string): PeerKind => ({
	name: backend === "simd" ? "SIMD" : "plain",
	tolerance: double,
	start: () =>
		new Peer(process.execPath, ["--import", "tsx", join(folder, "unrolled.ts"), backend]),
});

const python = (name: string, file: string, library: string): PeerKind => ({
	name,
	tolerance: double,
	start() {
		const command = join(venv, "bin", "python");
		if (!existsSync(command)) return "not installed: npm run bench -- --install";
		const { status } = spawnSync(command, ["-c", `import ${library}`]);
		if (status !== 0) return "not installed: npm run bench -- --install";
		return new Peer(command, [join(folder, file)]);
	},
});

/** Everything that the bench can put side by side; the first is what the others are checked against. */
export const peerKinds: readonly PeerKind[] = [
	ours("plain"),
	ours("simd"),
	{
		name: "C++",
		tolerance: double,
		start() {
			const compiler = ["g++", "clang++"].find(
				(each) => spawnSync(each, ["--version"]).status === 0,
			);
			if (compiler === undefined) return "no g++ or clang++ here";
			const binary = join(venv, "..", "bench", "training");
			mkdirSync(join(binary, ".."), { recursive: true });
			const options = ["-O3", "-march=native", "-ffast-math", "-std=c++17", "-o", binary];
			const built = spawnSync(compiler, [...options, join(folder, "training.cpp")]);
			if (built.status !== 0) return `${compiler}: ${built.stderr.toString().split("\n")[0]}`;
			return new Peer(binary, []);
		},
	},
	python("NumPy", "numpy_training.py", "numpy"),
	python("NumPy tuned", "numpy_batched_training.py", "numpy"),
	python("PyTorch", "pytorch_training.py", "torch"),
	{
		name: "TF.js",
		// It has no double precision.
		tolerance: 1e-2,
		start() {
			if (!existsSync(join(packages, "node_modules", "@tensorflow", "tfjs"))) {
				return "not installed: npm run bench -- --install";
			}
			return new Peer(process.execPath, [join(folder, "tensorflow_training.mjs"), packages]);
		},
	},
];
