import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { inRoot } from "../setup/machine.mjs";
import { keyOf } from "../words/phrase.js";
import type { Entry } from "./catalogue.js";

/** The rooms whose phrases a reader sees. */
const ROOMS = ["figures", "notebook", "lessons"];

/** Every phrase`…` of the sources, once, with the first file that says it. */
export function phrasesInSources(): Entry[] {
	const files = ROOMS.flatMap((room) =>
		readdirSync(inRoot("src", room), { recursive: true, encoding: "utf8" })
			.filter((file) => file.endsWith(".ts"))
			.sort()
			.map((file) => `src/${room}/${file.replaceAll("\\", "/")}`),
	);
	const entries = new Map<string, Entry>();
	for (const file of files) {
		for (const entry of phrasesIn(readFileSync(inRoot(file), "utf8"), file)) {
			if (!entries.has(entry.text)) entries.set(entry.text, entry);
		}
	}
	return [...entries.values()];
}

/** The phrases of one source, in order. */
export function phrasesIn(source: string, file: string): Entry[] {
	const entries: Entry[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "phrase") {
			const { template } = node;
			const parts = ts.isTemplateExpression(template)
				? [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]
				: [template.text];
			const places = ts.isTemplateExpression(template)
				? template.templateSpans.map(
						({ expression }, at) => `{${at + 1}} = ${expression.getText()}`,
					)
				: [];
			entries.push({ context: "", text: keyOf(parts), note: [file, ...places].join("\n") });
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
	return entries;
}
