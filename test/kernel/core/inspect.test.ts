import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cellsBeside, compiled } from "./compiling.js";

describe("inspection", () => {
	const { compiler } = cellsBeside({});
	const inspect = (code: string, detail = 0) => {
		const position = code.indexOf("|");
		return compiler.inspect(code.replace("|", ""), position, detail);
	};
	compiled(
		compiler,
		"/** Adds.\n * @param a the first\n * @param b the second */\nfunction add(a: number, b = 2): number { return a + b }",
	);

	test("of a name", () => {
		assert.equal(
			inspect("add|")?.["text/plain"],
			"function add(a: number, b?: number): number\n\nAdds.",
		);
		assert.match(
			inspect("ad|d")?.["text/markdown"] ?? "",
			/^```typescript\nfunction add\(.*\n```\n\nAdds\./,
		);
		assert.equal(inspect("1 + |"), undefined);
		assert.equal(inspect(" |"), undefined);
	});

	test("inside a call, of its signature", () => {
		assert.match(
			inspect("add(|")?.["text/plain"] ?? "",
			/^add\(a: number, b\?: number\): number\n\nAdds\./,
		);
		assert.match(inspect("add(1, |)")?.["text/markdown"] ?? "", /- `b`: the second/);
		assert.match(
			inspect("Math.max(1, |")?.["text/plain"] ?? "",
			/^max\(\.\.\.values: number\[\]\): number\n\nReturns the larger/,
		);
		assert.match(
			inspect("const own = 1; add(ow|n)")?.["text/plain"] ?? "",
			/^add\(.*Adds\.\n\nconst own: 1$/s,
		);
	});

	test("shows more when asked for more", () => {
		const code = "const shown = (n: number) => 2 * n; sho|wn";
		assert.doesNotMatch(inspect(code)?.["text/plain"] ?? "", /2 \* n/);
		assert.match(inspect(code, 1)?.["text/plain"] ?? "", /shown = \(n: number\) => 2 \* n/);
		assert.match(inspect("ad|d", 1)?.["text/plain"] ?? "", /@param\* b the second/);
	});
});
