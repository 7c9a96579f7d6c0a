import {
	copyFileSync,
	cpSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { inRoot, root } from "./machine.mjs";

/** The JupyterLab extension that draws figures. */
export const renderer = "unrolled-renderer";

/** For Node. The compiler makes little garbage: a small nursery saves 20 MB. */
export const kernelFlags = ["--max-semi-space-size=1"];

const logos = ["logo-svg.svg", "logo-32x32.png", "logo-64x64.png"];

/** Draws the kernel's logo in the sizes that Jupyter wants, into `build/kernel`. */
export async function drawLogos() {
	const { default: sharp } = await import("sharp");
	const svg = inRoot("src", "kernel", "logo.svg");
	copyFileSync(svg, inRoot("build", "kernel", "logo-svg.svg"));
	for (const size of [32, 64]) {
		const file = inRoot("build", "kernel", `logo-${size}x${size}.png`);
		await sharp(svg, { density: 300 }).resize(size).png().toFile(file);
	}
}

/**
 * Tells a Jupyter of the kernel of this folder.
 *
 * @param {string} folder of Jupyter's data: `…/share/jupyter`
 * @param {string} name by which notebooks ask for the kernel
 * @param {string} displayName what people see
 */
export function writeKernelspec(folder, name, displayName) {
	const spec = {
		argv: [
			stableNode(),
			...kernelFlags,
			inRoot("build", "kernel", "main.cjs"),
			"{connection_file}",
		],
		display_name: displayName,
		language: "typescript",
		interrupt_mode: "message",
		metadata: { debugger: false, unrolled: root },
	};
	const place = join(folder, "kernels", name);
	rmSync(place, { recursive: true, force: true });
	mkdirSync(place, { recursive: true });
	writeFileSync(join(place, "kernel.json"), `${JSON.stringify(spec, null, "\t")}\n`);
	for (const logo of logos) copyFileSync(inRoot("build", "kernel", logo), join(place, logo));
}

/**
 * Puts the JupyterLab extension that draws figures in its place. Copied beside its place and then renamed: a JupyterLab that runs never sees half of it.
 *
 * @param {string} folder of Jupyter's data
 */
export function putRenderer(folder) {
	const place = join(folder, "labextensions", renderer);
	const copy = join(folder, "labextensions", `.${renderer}`);
	rmSync(copy, { recursive: true, force: true });
	cpSync(inRoot("build", "renderer", "labextension"), copy, { recursive: true });
	rmSync(place, { recursive: true, force: true });
	renameSync(copy, place);
}

/**
 * @typedef {object} Spec
 * @property {string[]} argv
 * @property {{ unrolled?: string }} [metadata] `unrolled`: the folder that a kernel of ours is in
 */

/**
 * @param {string} folder of Jupyter's data
 * @param {string} name
 * @returns {Spec | undefined} undefined where there is no kernel of this name
 */
export function readKernelspec(folder, name) {
	try {
		return JSON.parse(readFileSync(join(folder, "kernels", name, "kernel.json"), "utf8"));
	} catch {
		return undefined;
	}
}

/**
 * The path of this Node that lasts longest: a package manager moves the program itself with each
 * version, and keeps a link to it where the shell looks. What lies with temporary files is gone soon.
 *
 * @returns {string}
 */
export function stableNode() {
	const isTemporary = (/** @type {string} */ path) =>
		[tmpdir(), "/run/"].some((folder) => path.startsWith(folder)) || /multishell/.test(path);
	const program = process.platform === "win32" ? "node.exe" : "node";
	const found = (process.env.PATH ?? "")
		.split(delimiter)
		.filter((folder) => folder !== "" && !isTemporary(folder))
		.map((folder) => join(folder, program))
		.find((path) => realPath(path) === realPath(process.execPath));
	return found ?? process.execPath;
}

/** @param {string} path */
function realPath(path) {
	try {
		return realpathSync(path);
	} catch {
		return undefined;
	}
}
