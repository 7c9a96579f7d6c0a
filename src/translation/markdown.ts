import { type Say, translateCode } from "./code.js";

/**
 * Markdown in another language, line by line: a paragraph, a list's item, a heading, a table's row
 * and a fold's summary are a text each, without the marks before them. Formulas that stand alone
 * stay. In blocks of TypeScript, what a reader sees is said.
 */
export function translateMarkdown(markdown: string, say: Say, code: Say = inCode(say)): string {
	const lines = markdown.split("\n");
	const said: string[] = [];
	for (let at = 0; at < lines.length; at++) {
		const block = blockAt(lines, at);
		if (block === undefined) {
			said.push(translateLine(lines[at], say));
			continue;
		}
		at += block.length - 1;
		const isCode = /^\s*```ts\b/.test(block[0]);
		said.push(
			...(isCode ? [block[0], code(block.slice(1, -1).join("\n")), ...block.slice(-1)] : block),
		);
	}
	return said.join("\n");
}

const inCode = (say: Say) => (source: string) => translateCode(source, say);

/** A fenced block or a formula on lines of its own that begins here. */
function blockAt(lines: readonly string[], at: number): string[] | undefined {
	const marks = ["```", "$$"].find((each) => lines[at].replace(/^[\s>]*/, "").startsWith(each));
	if (marks === undefined) return undefined;
	const isAlone =
		marks === "$$" && lines[at].trim().length > 2 && lines[at].trimEnd().endsWith("$$");
	if (isAlone) return [lines[at]];
	const end = lines.findIndex((line, k) => k > at && line.trimEnd().endsWith(marks));
	return lines.slice(at, end < 0 ? lines.length : end + 1);
}

/** The marks of quotes, lists and headings; a summary's tags; the end of a line. */
const PARTS =
	/^([\s>]*(?:[-*+] |\d+\. |#{1,6} )?(?:<details><summary>)?)(.*?)((?:<\/summary>)?\s*)$/s;

function translateLine(line: string, say: Say): string {
	const [, before, text, after] = PARTS.exec(line) ?? ["", "", line, ""];
	return hasWords(text) ? `${before}${say(text)}${after}` : line;
}

/** Whether there is anything to say beside formulas, code, addresses and tags. */
function hasWords(text: string): boolean {
	return /\p{L}{2}/u.test(wordsOnly(text));
}

/** What stands in Markdown and is the same in every language. */
export const CODE = /`[^`]+`/g;
export const FORMULA = /\$\$.*?\$\$|\$[^$]+\$/gs;
export const ADDRESS = /\]\(([^)\s]+)\)/g;
export const TAG = /<[^>]*>/g;

/** Markdown without these. */
export function wordsOnly(text: string): string {
	return [CODE, FORMULA, ADDRESS, TAG].reduce((rest, each) => rest.replace(each, " "), text);
}

/** The anchors of Markdown's headings, in order, as JupyterLab makes them. */
export function anchorsIn(markdown: string): string[] {
	return (markdown.match(/^#{1,6} .*$/gm) ?? []).map((line) =>
		line.replace(/^#+ /, "").replace(/ /g, "-"),
	);
}
