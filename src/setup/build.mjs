import {
	copyFileSync,
	cpSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { build } from "esbuild";
import { jupyterEnvironment } from "./jupyter.mjs";
import { drawLogos, kernelFlags, putRenderer, stableNode, writeKernelspec } from "./kernelspec.mjs";
import { inRoot, root, runCommand, SetupError, venvCommand } from "./machine.mjs";

const assembly = "src/network/training/simd/assembly/index.ts";
const generated = inRoot("src", "network", "training", "simd", "core.generated.ts");

/**
 * Compiles the WebAssembly core from AssemblyScript and writes it as a TypeScript module that holds
 * the bytes, and the type of what they export: a notebook's cells and the tests import it in the
 * same way, and neither reads files.
 */
export async function buildCore() {
	const { main } = await import("assemblyscript/asc");
	/** @type {Uint8Array | undefined} */
	let bytes;
	let types = "";
	const { error, stderr } = await main(
		[
			assembly,
			...["--baseDir", root, "--outFile", "core.wasm", "--bindings", "raw"],
			...["--runtime", "stub", "--use", "abort=", "--noAssert"],
			...["--enable", "simd,bulk-memory", "-O3", "--converge"],
		],
		{
			writeFile(name, contents) {
				if (name === "core.wasm" && typeof contents !== "string") bytes = contents;
				if (name === "core.d.ts") types = coreType(String(contents));
			},
		},
	);
	if (error || bytes === undefined) {
		throw new SetupError(`Compiling ${assembly} did not work:\n${stderr.toString()}`);
	}
	mkdirSync(inRoot("build", "core"), { recursive: true });
	const copy = inRoot("build", "core", "core.generated.ts");
	const base64 = Buffer.from(bytes).toString("base64");
	const made = "/** Made by src/setup/build.mjs from ./assembly. */";
	writeFileSync(copy, `${made}\nexport const bytes =\n\t"${base64}";\n\n${types}`);
	// Written elsewhere and then renamed: nobody who imports it just now sees half of it.
	renameSync(copy, generated);
}

/**
 * The exports as a type, from the declarations that the compiler writes for its own bindings.
 * @param {string} declarations
 */
function coreType(declarations) {
	const [exports] = /declare namespace \w+ \{[\s\S]*?\n\}/.exec(declarations) ?? [""];
	const body = exports
		.replaceAll(/\s*\/\*\*[\s\S]*?\*\//g, "")
		.replace("WebAssembly.Memory", "{ readonly buffer: ArrayBuffer; grow(pages: number): number }")
		.replaceAll(/get value\(\): number;\s*set value\(value: number\);/g, "value: number")
		.replaceAll("get value(): number", "readonly value: number")
		.replaceAll(/\{\s*((?:readonly )?value: number)\s*\}/g, "{ $1 }");
	const name = /namespace (\w+)/.exec(body)?.[1];
	return `${body}\nexport type Core = typeof ${name};\n`;
}

/**
 * Bundles `src/kernel` into `build/kernel`: the front process and its compiler's thread, the
 * executor and the thread that interrupts it.
 */
export async function buildKernel() {
	await build({
		entryPoints: {
			main: inRoot("src", "kernel", "node", "main.ts"),
			"compiler-worker": inRoot("src", "kernel", "node", "compiler-worker.ts"),
			executor: inRoot("src", "kernel", "node", "executor.ts"),
			interrupt: inRoot("src", "kernel", "node", "interrupt.ts"),
			"make-code-cache": inRoot("src", "kernel", "node", "make-code-cache.ts"),
		},
		outdir: inRoot("build", "kernel"),
		outExtension: { ".js": ".cjs" },
		bundle: true,
		platform: "node",
		format: "cjs",
		target: "node20",
		external: ["zeromq"],
		logLevel: "warning",
	});
	// What V8 has kept of another TypeScript is none of this one's.
	rmSync(inRoot("build", "kernel", "typescript.cache"), { force: true });
	// A third of TypeScript's size is a third of what every kernel keeps of it in memory.
	await build({
		entryPoints: [inRoot("node_modules/typescript/lib/typescript.js")],
		outfile: inRoot("build", "kernel", "typescript.cjs"),
		platform: "node",
		format: "cjs",
		minify: true,
		logLevel: "error",
	});
	const core = inRoot("src", "kernel", "core");
	copyFileSync(`${core}/globals.d.ts`, inRoot("build", "kernel", "globals.d.ts"));
	const always = readFileSync(`${core}/host-globals.d.ts`, "utf8") + webAssemblyTypes();
	writeFileSync(inRoot("build", "kernel", "always.d.ts"), always);
	await runCommand(
		stableNode(),
		[...kernelFlags, inRoot("build", "kernel", "make-code-cache.cjs")],
		{
			...{ log: "code-cache.log", what: "Compiling TypeScript for the kernel" },
		},
	);
	await drawLogos();
	// The lessons ask for tslab, and run with stock tslab as well: here they find this kernel by that
	// name. In other Jupyters it has a name of its own.
	writeKernelspec(inRoot(".venv", "share", "jupyter"), "tslab", "TypeScript (tslab)");
}

/** The types of Node have no WebAssembly; those of a browser's page have it, and much else. */
function webAssemblyTypes() {
	const dom = readFileSync(inRoot("node_modules", "typescript", "lib", "lib.dom.d.ts"), "utf8");
	const [types] = /^declare namespace WebAssembly \{.*?^\}/ms.exec(dom) ?? [];
	if (types === undefined) throw new SetupError("lib.dom.d.ts has no namespace WebAssembly");
	// Any function may be exported, and is called.
	const callable = types.replace(/type ExportValue = .*;/, "type ExportValue = any;");
	const bytes = "type BufferSource = ArrayBufferView<ArrayBuffer> | ArrayBuffer;";
	return `${callable.slice(0, -1)}    ${bytes}\n}\n`;
}

/**
 * Builds the JupyterLab extension that draws figures with JupyterLab's own builder, and installs
 * it in the virtual environment.
 */
export async function buildRenderer() {
	const built = inRoot("build", "renderer");
	rmSync(built, { recursive: true, force: true });
	// The builder would install packages of its own where this folder is missing.
	mkdirSync(`${built}/node_modules`, { recursive: true });
	copyFileSync(inRoot("src", "renderer", "package.json"), `${built}/package.json`);
	cpSync(inRoot("src", "renderer", "schema"), `${built}/schema`, { recursive: true });
	// The builder takes JavaScript modules. Types are checked elsewhere, by `npm run check`.
	await build({
		entryPoints: ["ts", "css"].map((kind) => inRoot("src", "renderer", "**", `*.${kind}`)),
		outdir: `${built}/lib`,
		target: "es2022",
		logLevel: "warning",
	});
	const data = inRoot(".venv", "share", "jupyter");
	await runCommand(
		venvCommand("jupyter-builder"),
		["build", built, "--core-package-file", `${data}/lab/static/package.json`],
		{ log: "renderer.log", env: jupyterEnvironment(), what: "Building the figure renderer" },
	);
	putRenderer(data);
}
