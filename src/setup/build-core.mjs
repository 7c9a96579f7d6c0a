import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { main } from "assemblyscript/asc";
import { SetupError } from "./command.mjs";
import { inRoot, root } from "./paths.mjs";

const entry = "src/network/simd/assembly/index.ts";
const generated = inRoot("src", "network", "simd", "core.generated.ts");

/**
 * Compiles the WebAssembly core from AssemblyScript and writes it as a TypeScript module that holds
 * the bytes: a notebook's cells and the tests import it in the same way, and neither reads files.
 */
export async function buildCore() {
	/** @type {Uint8Array | undefined} */
	let bytes;
	const { error, stderr } = await main(
		[
			entry,
			...["--baseDir", root, "--outFile", "core.wasm"],
			...["--runtime", "stub", "--use", "abort=", "--noAssert"],
			...["--enable", "simd,bulk-memory", "-O3", "--converge"],
		],
		{
			writeFile(name, contents) {
				if (name === "core.wasm" && typeof contents !== "string") bytes = contents;
			},
		},
	);
	if (error || bytes === undefined) {
		throw new SetupError(`Compiling ${entry} did not work:\n${stderr.toString()}`);
	}
	mkdirSync(inRoot("build", "core"), { recursive: true });
	const copy = inRoot("build", "core", "core.generated.ts");
	const base64 = Buffer.from(bytes).toString("base64");
	writeFileSync(
		copy,
		`/** Made by src/setup/build-core.mjs from ./assembly. */\nexport const bytes =\n\t"${base64}";\n`,
	);
	// Written elsewhere and then renamed: nobody who imports it just now sees half of it.
	renameSync(copy, generated);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildCore();
