import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Figure } from "../../src/figures/figure.js";

const tests = join(import.meta.dirname, "..");

/** The folders with an examples.ts: that of the figures, and one for each lesson that draws its own. */
export const folders: readonly string[] = [
	join(tests, "figures"),
	...readdirSync(join(tests, "lessons"))
		.sort()
		.map((lesson) => join(tests, "lessons", lesson)),
].filter((folder) => existsSync(join(folder, "examples.ts")));

export interface Example {
	readonly name: string;
	readonly figure: Figure;
	/** Where its snapshot is, without an ending: .json is what is compared, .svg is to be looked at. */
	readonly snapshot: string;
}

/** The figures that tests look at: each folder's examples, by name. */
export async function gallery(): Promise<Example[]> {
	const examples: Example[] = [];
	for (const folder of folders) {
		const module = await import(pathToFileURL(join(folder, "examples.ts")).href);
		for (const [name, figure] of Object.entries(module.default as Record<string, Figure>)) {
			const snapshot = join(folder, "snapshots", name.replace(/[^\w]+/g, "-").toLowerCase());
			examples.push({ name, figure, snapshot });
		}
	}
	return examples;
}
