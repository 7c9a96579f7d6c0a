import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { readNotebook, textOf } from "../../src/lab/notebook-file.js";
import { type Entry, translationIn } from "../../src/translation/catalogue.js";
import { changedNeeds, withoutWords } from "../../src/translation/code.js";
import {
	catalogueOf,
	documents,
	translated,
	untranslated,
} from "../../src/translation/documents.js";
import { otherTerms, readGlossary } from "../../src/translation/glossary.js";
import { MESSAGES, phrasesFile, TOP_IDS, translatedFile } from "../../src/translation/language.js";
import { phrasesInSources } from "../../src/translation/messages.js";
import { entriesOf, proseOf } from "../../src/translation/notebook.js";
import { differences } from "../../src/translation/same.js";
import { englishIn } from "./english.js";
import { numbersIn } from "./numbers.js";

const glossary = readGlossary();
const todo = "run `npm run translate`, then look at what it lists";

/** That every entry is translated, and says the same with the glossary's terms. */
function assertTranslated(name: string, entries: readonly Entry[]) {
	const catalogue = catalogueOf(name);
	const left = untranslated(catalogue, entries);
	assert.deepEqual(left, [], `translations/zh/${name}.po: ${todo}`);
	const wrong = entries.flatMap((entry) => {
		const said = translationIn(catalogue, entry) ?? "";
		const complaints = [...differences(entry, said), ...otherTerms(said, glossary)];
		return complaints.map((each) => `${entry.context}: ${entry.text.slice(0, 60)}: ${each}`);
	});
	assert.deepEqual(wrong, []);
}

describe("the glossary", () => {
	test("has one Chinese term for each English one, and uses no term that it rules out", () => {
		for (const words of [
			glossary.map(({ english }) => english),
			glossary.map(({ translation }) => translation),
		]) {
			const twice = words.filter((word, at) => words.indexOf(word) !== at);
			// A check and an exercise's heading are the only words that stand in both tables.
			assert.deepEqual(
				twice.filter((word) => word !== "练习"),
				[],
			);
		}
		for (const { translation } of glossary) assert.deepEqual(otherTerms(translation, glossary), []);
	});

	test("finds a term of another name, but not in a quotation", () => {
		assert.equal(otherTerms("隐层有三个单元", glossary).length, 1);
		assert.deepEqual(otherTerms("文档说“隐层节点”", glossary), []);
	});
});

test("all that the sources say has a Chinese phrase, the one that notebooks load", () => {
	const phrases = phrasesInSources();
	assert.ok(phrases.length > 100, `${phrases.length} phrases`);
	assertTranslated(MESSAGES, phrases);
	const catalogue = catalogueOf(MESSAGES);
	const loaded = JSON.parse(readFileSync(phrasesFile, "utf8"));
	for (const entry of phrases) {
		assert.equal(loaded[entry.text], translationIn(catalogue, entry), todo);
	}
});

const all = documents();
for (const document of all) {
	const { name, notebook, target, isPage } = document;
	describe(`${name} in Chinese`, () => {
		test("says every paragraph with the same formulas, code, links and numbers", () => {
			assertTranslated(name, entriesOf(notebook, name));
		});

		test("is what its catalogue makes of it", () => {
			const made = translated(document, all);
			if (isPage) return assert.equal(readFileSync(target, "utf8"), proseOf(made), todo);
			const saved = readNotebook(target);
			assert.deepEqual(
				saved.cells.map(({ id }) => id),
				made.cells.map(({ id }) => id),
				todo,
			);
			for (const [at, { id, source }] of saved.cells.entries()) {
				assert.equal(textOf(source), textOf(made.cells[at].source), `${id}: ${todo}`);
			}
		});

		test("links to files that there are", () => {
			const prose = isPage ? readFileSync(target, "utf8") : proseOf(readNotebook(target));
			for (const [, path] of prose.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
				if (/^\w+:/.test(path)) continue;
				assert.ok(existsSync(join(dirname(target), path)), path);
			}
		});

		if (isPage) return;
		const chinese = readNotebook(target);

		test("runs the same programs, token for token", () => {
			const own = chinese.cells.filter(({ id }) => !TOP_IDS.includes(id));
			own.forEach(({ cell_type, source, id }, at) => {
				if (cell_type !== "code") return;
				const [english, other] = [textOf(notebook.cells[at].source), textOf(source)];
				assert.equal(withoutWords(other), withoutWords(english), id);
				assert.deepEqual(changedNeeds(english, other), [], id);
			});
		});

		test("says nothing in English in its outputs", () => {
			assert.deepEqual(englishIn(chinese, notebook), []);
		});

		test("has the same numbers in its outputs", () => {
			assert.deepEqual(numbersIn(chinese), numbersIn(notebook));
		});
	});
}

test("each lesson and page has its translation, and each translation its source", () => {
	const folder = dirname(translatedFile("lesson.ipynb"));
	const files = readdirSync(folder).filter((file) => /\.(ipynb|md)$/.test(file));
	assert.deepEqual(
		new Set(files.map((file) => join(folder, file))),
		new Set(all.map(({ target }) => target)),
	);
});
