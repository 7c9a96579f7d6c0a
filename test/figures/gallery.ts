import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Figure } from "../../src/figures/figure.js";

const here = dirname(fileURLToPath(import.meta.url));

export const snapshotFolder = join(here, "snapshots");

/**
 * The figures that tests look at: each file in examples/ exports some as its default, by name.
 * A name is used once, whatever file it stands in.
 */
export async function gallery(): Promise<Map<string, Figure>> {
	const figures = new Map<string, Figure>();
	for (const file of readdirSync(join(here, "examples")).sort()) {
		const module = await import(pathToFileURL(join(here, "examples", file)).href);
		for (const [name, figure] of Object.entries(module.default as Record<string, Figure>)) {
			if (figures.has(name)) throw new Error(`two examples are called ${name}`);
			figures.set(name, figure);
		}
	}
	return figures;
}
