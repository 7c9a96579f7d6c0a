import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Editor } from "../../../src/kernel/core/editor.js";
import type { CellScript } from "../../../src/kernel/core/protocol.js";
import { originalPosition } from "../../../src/kernel/core/source-map.js";

const script = { name: "In[1]", source: "", prefixLines: 0 };

describe("a place in the code that runs", () => {
	test("is the one at or before it in the source map", () => {
		// Line 1 is source line 1 from column 4 on; line 2 is source line 3, and its column 6 column 2.
		const mapped = { ...script, code: "abcdef\nabcdefgh", mappings: "AAAI;AAEJ,MAAE" };
		const at = (line: number, column: number) => originalPosition(mapped, line, column);
		assert.deepEqual(at(1, 1), { line: 1, column: 5 });
		assert.deepEqual(at(1, 6), { line: 1, column: 5 });
		assert.deepEqual(at(2, 1), { line: 3, column: 1 });
		assert.deepEqual(at(2, 7), { line: 3, column: 3 });
	});

	test("stays where it is without a source map", () => {
		assert.deepEqual(originalPosition({ ...script, code: "a\nb", mappings: "" }, 2, 1), {
			line: 2,
			column: 1,
		});
	});

	test("is found through what was put into it, taken out and replaced", () => {
		const emitted = "let s = 0;\nimport x;\nfoo(s) + bar;";
		const editor = new Editor(emitted);
		editor.replace(0, 3, "  (");
		editor.insert(9, ")");
		editor.replace(11, 20, "");
		editor.replace(21, 24, "(0, $$m0.foo)");
		const { code, edits } = editor.finish("(function ($$) {\n", "\n})");
		assert.equal(code, "(function ($$) {\n  ( s = 0);\n\n(0, $$m0.foo)(s) + bar;\n})");
		const cell: CellScript = {
			...script,
			...{ code, edits, emitted, mappings: "", imports: [], paths: {}, prefixLines: 1 },
		};
		assert.deepEqual(originalPosition(cell, 2, 5), { line: 1, column: 5 });
		assert.deepEqual(originalPosition(cell, 4, 15), { line: 2, column: 5 });
		assert.deepEqual(originalPosition(cell, 4, 20), { line: 2, column: 10 });
	});
});
