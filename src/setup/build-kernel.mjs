import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot, root } from "./paths.mjs";

/**
 * Bundles `src/kernel` into `build/kernel`: the front process and its compiler's thread, the
 * executor and the thread that interrupts it.
 */
export async function buildKernel() {
	const { build } = await import("esbuild");
	await build({
		entryPoints: {
			main: inRoot("src", "kernel", "node", "main.ts"),
			"compiler-worker": inRoot("src", "kernel", "node", "compiler-worker.ts"),
			executor: inRoot("src", "kernel", "node", "executor.ts"),
			interrupt: inRoot("src", "kernel", "node", "interrupt.ts"),
		},
		outdir: inRoot("build", "kernel"),
		outExtension: { ".js": ".cjs" },
		bundle: true,
		platform: "node",
		format: "cjs",
		target: "node20",
		external: ["tslab", "@tslab/typescript-for-tslab", "zeromq"],
		logLevel: "warning",
	});
	// A third of TypeScript's size is a third of what every kernel keeps of it in memory.
	await build({
		entryPoints: [inRoot("node_modules/@tslab/typescript-for-tslab/lib/typescript.js")],
		outfile: inRoot("build", "kernel", "typescript.cjs"),
		platform: "node",
		format: "cjs",
		minify: true,
		logLevel: "error",
	});
	writeKernelspec(root);
}

/**
 * Tells Jupyter of the kernel: the virtual environment's Jupyter finds it there.
 * @param {string} root
 */
export function writeKernelspec(root) {
	const folder = join(root, ".venv", "share", "jupyter", "kernels", "tslab");
	const spec = {
		argv: [
			process.execPath,
			// The compiler makes little garbage: a small nursery saves 20 MB.
			"--max-semi-space-size=1",
			join(root, "build", "kernel", "main.cjs"),
			"{connection_file}",
		],
		display_name: "TypeScript (tslab)",
		language: "typescript",
		interrupt_mode: "message",
		metadata: { debugger: false },
	};
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, "kernel.json"), `${JSON.stringify(spec, null, "\t")}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildKernel();
