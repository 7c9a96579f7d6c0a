import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { changedNeeds, translateCode, withoutWords } from "../../src/translation/code.js";

const program = `import { lines } from "./src/figures/lines";

const left = (t: number) => S(net) ** t; // what is left
lines({
	title: \`After \${T} steps \${left(T) < 0.5 ? "half is gone" : "some is left"}\`,
	mode: "lines", yTitle: "what is left",
	series: kinds.map((kind) => ({ name: kind === "rnn" ? "the RNN" : "H = 16", x: [1] })),
	pattern: /\\/\\/ no comment/,
});`;

const question = 'left(T) < 0.5 ? "half is gone" : "some is left"';
const chinese: Readonly<Record<string, string>> = {
	"what is left": "剩下的",
	"half is gone": "一半没了",
	"some is left": "还有一些",
	"the RNN": "这个 RNN",
	[`After \${T} steps \${${question}}`]: `\${${question}}，在 \${T} 步之后`,
};

describe("a program in another language", () => {
	test("says titles, labels and comments in it, and computes the same", () => {
		const said: string[] = [];
		const translation = translateCode(program, (text) => {
			said.push(text);
			return chinese[text] ?? text;
		});
		assert.deepEqual(new Set(said), new Set(Object.keys(chinese)));
		assert.ok(translation.includes("S(net) ** t; // 剩下的"), translation);
		const title = 'left(T) < 0.5 ? "一半没了" : "还有一些"}，在 ';
		assert.ok(translation.includes(title), translation);
		assert.equal(withoutWords(translation), withoutWords(program));
		assert.deepEqual(changedNeeds(program, translation), []);
		assert.deepEqual(changedNeeds(program, translation.replace('"rnn"', '"循环"')), ["rnn"]);
	});

	test("is not the same program where anything but its words differs", () => {
		const others = [
			program.replace("** t", "* t"),
			program.replace("{T}", "{2 * T}"),
			program.replace("< 0.5", "> 0.5"),
		];
		for (const other of others) assert.notEqual(withoutWords(other), withoutWords(program));
	});
});
