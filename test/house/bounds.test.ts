import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import ts from "typescript";

const root = join(import.meta.dirname, "..", "..");

const texts = ["src", "bench"].flatMap((folder) =>
	readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
		.filter((file) => /\.(ts|mjs|cjs|py|css)$/.test(file) && !file.includes(".generated."))
		.map((file) => ({
			file: `${folder}/${file}`,
			text: readFileSync(join(root, folder, file), "utf8"),
		})),
);

describe("what fits on a page", () => {
	test("is a file: 300 lines at most", () => {
		const long = texts
			.map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }))
			.filter(({ lines }) => lines > 300);
		assert.deepEqual(long, []);
	});

	test("is a function: 60 lines at most", () => {
		const long = texts
			.filter(({ file }) => /\.(ts|mjs)$/.test(file))
			.flatMap(({ file, text }) => functionsIn(file, text))
			.filter(({ lines }) => lines > 60);
		assert.deepEqual(long, []);
	});
});

function functionsIn(file: string, text: string): { where: string; lines: number }[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
	const found: { where: string; lines: number }[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isFunctionLike(node)) {
			const first = lineAt(node.getStart());
			found.push({ where: `${file}:${first}`, lines: lineAt(node.end) - first + 1 });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}
