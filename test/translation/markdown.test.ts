import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { translateMarkdown } from "../../src/translation/markdown.js";

const textsOf = (markdown: string) => {
	const texts: string[] = [];
	const same = translateMarkdown(markdown, (text) => {
		texts.push(text);
		return text;
	});
	assert.equal(same, markdown, "said in its own words, Markdown is as it was");
	return texts;
};

describe("the texts of Markdown", () => {
	test("are paragraphs, headings, items, rows and summaries, without their marks", () => {
		const markdown =
			"## The gate\n\nIt *opens*.\n\n- the first;\n- $x$\n\n> | word | means |\n> | --- | :-- |\n> | $U$ | $U$ |\n\n<details><summary>Answer</summary>\n\nYes.\n\n</details>";
		assert.deepEqual(textsOf(markdown), [
			...["The gate", "It *opens*.", "the first;", "| word | means |", "Answer", "Yes."],
		]);
	});

	test("leave out formulas and blocks of code, but not what a reader sees in TypeScript", () => {
		const markdown =
			"$$\\text{if}\\quad x$$\n\n$$\\begin{aligned}\nnet &= 1\n\\end{aligned}$$\n\n```sh\nnpm start here\n```\n\n```ts\nconst a = 1; // the first one\n```\n\nThen.";
		assert.deepEqual(textsOf(markdown), ["the first one", "Then."]);
	});
});
