import { existsSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import type { MimeBundle } from "../../src/figures/figure.js";
import { type Cell, inOrder, type Notebook, textOf } from "../../src/lab/notebook-file.js";
import { inRoot } from "../../src/setup/machine.mjs";
import type { Claim, Claims } from "./claims.js";

/** Which lessons are tested: `LESSONS=05` takes those whose names begin so. */
export const chosen = process.env.LESSONS?.split(",");

/** What a lesson's prose claims, from the file of its name in claims/. */
export async function claimsOf(file: string): Promise<Claims | undefined> {
	const path = inRoot("test", "notebooks", "claims", `${basename(file, ".ipynb")}.ts`);
	if (!existsSync(path)) return undefined;
	return (await import(pathToFileURL(path).href)).default;
}

export function isParameters({ metadata }: Cell): boolean {
	return Array.isArray(metadata.tags) && metadata.tags.includes("parameters");
}

export function parametersCell({ cells }: Notebook): Cell {
	const cell = cells.find(isParameters);
	if (cell === undefined) throw new Error("there is no cell of hyperparameters");
	return cell;
}

/** What cells complain of: errors, and whatever goes to stderr. */
export function errorsIn({ cells }: Notebook): string[] {
	return cells.flatMap(({ id, outputs = [] }) =>
		outputs
			.filter((output) => output.output_type === "error" || output.name === "stderr")
			.map((output) => `${id}: ${output.evalue ?? textOf(output.text)}`),
	);
}

/** The answer, check and solution of an exercise go by the same number. */
export function solutionFor({ cells }: Notebook, answerId: string): string | undefined {
	const solution = cells.find(({ id }) => id === answerId.replace("answer", "solution"));
	return /```ts\n(.*?)```/s.exec(textOf(solution?.source))?.[1].trim();
}

/** A lesson's claims, those of changed runs too. */
export function allClaims({ claims, changed = [] }: Claims): Claim[] {
	return [...claims, ...changed.flatMap((each) => each.claims)];
}

/** A cell without what publishing adds to it. */
export function comparable({ id, source, outputs = [], execution_count = null }: Cell): unknown {
	const told = outputs.map(({ data, metadata, text, ...output }) => ({
		...output,
		text: textOf(text),
		data: Object.fromEntries(
			Object.entries((data ?? {}) as MimeBundle)
				.filter(([type]) => type !== "image/png" && !type.includes("widget-view"))
				.map(([type, value]) => [type, type.startsWith("text/") ? textOf(value as string) : value]),
		),
	}));
	return inOrder({ id, source: textOf(source), execution_count, outputs: told });
}
