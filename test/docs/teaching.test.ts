import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { computed } from "./worksheets.js";

const root = join(import.meta.dirname, "..", "..");
const lessons = readdirSync(join(root, "notebooks")).filter((name) => name.endsWith(".ipynb"));
const notes = (number: string) =>
	readFileSync(join(root, "docs", "teaching", `${number}.md`), "utf8");

/** What stands below a heading, up to the next one of the same depth or less. */
function section(text: string, heading: string): string {
	const [, depth, body] = new RegExp(`^(#+) ${heading}\\n(.*)`, "ms").exec(text) ?? [];
	assert.ok(body !== undefined, `no section ${heading}`);
	return body.split(new RegExp(`^#{1,${depth.length}} `, "m"))[0];
}

function headingsOf(lesson: string): string[] {
	const { cells } = JSON.parse(readFileSync(join(root, "notebooks", lesson), "utf8")) as {
		cells: { cell_type: string; source: string[] | string }[];
	};
	const texts = cells.filter(({ cell_type }) => cell_type === "markdown");
	const source = texts.map((cell) => [cell.source].flat().join("")).join("\n");
	return [...source.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
}

describe("the teacher's notes", () => {
	test("there are some for every lesson", () => {
		assert.deepEqual(Object.keys(computed).sort(), lessons.map((name) => name.slice(0, 2)).sort());
	});

	for (const lesson of lessons) {
		const number = lesson.slice(0, 2);
		const text = notes(number);

		test(`${number}: the plan has ninety minutes, and names sections that the lesson has`, () => {
			const plan = section(text, "Ninety minutes");
			const minutes = [...plan.matchAll(/^\| (\d+) \|/gm)].map(([, m]) => Number(m));
			assert.equal(
				minutes.reduce((sum, m) => sum + m, 0),
				90,
			);
			const headings = headingsOf(lesson);
			for (const [, name] of plan.matchAll(/(?<!\*)\*([^*"]+)\*(?!\*)/g)) {
				if (plan.includes(`**${name}`) || text.includes(`**${name}.**`)) continue;
				assert.ok(
					headings.some((heading) => heading.replace(/^.* · /, "").startsWith(name)),
					`the lesson has no section “${name}”`,
				);
			}
		});

		test(`${number}: the worksheet's solution and the answers are what the course computes`, () => {
			const answers =
				section(text, "Five questions, before and after").match(/\([^()]*\.\)/g) ?? [];
			const solved = `${section(text, "Solution")}\n${answers.join("\n")}`;
			let rest = solved;
			for (const words of computed[number]()) {
				assert.ok(words !== "" && text.includes(words), `the notes do not say “${words}”`);
				rest = rest.replaceAll(words, "");
			}
			// What is asked for is no result: the head of a table.
			rest = rest.replace(/^\|.*\n\| ?-.*$/gm, "");
			assert.deepEqual(rest.match(/.{0,30}\d.{0,30}/g), null, "numbers that nothing computes");
		});
	}
});
