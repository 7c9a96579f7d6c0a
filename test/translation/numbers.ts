import { figureMimeType, type Notebook, type Output, textOf } from "../../src/lab/notebook-file.js";
import { TOP_IDS } from "../../src/translation/language.js";
import { numbersIn as numbersInWords } from "../../src/translation/same.js";

/** What of a notebook's outputs is the same in every language: their numbers, by cell. */
export function numbersIn({ cells }: Notebook): Readonly<Record<string, unknown>> {
	return Object.fromEntries(
		cells
			.filter(({ cell_type, id }) => cell_type === "code" && !TOP_IDS.includes(id))
			.map(({ id, outputs = [] }) => [id, outputs.map(numbersOf)]),
	);
}

function numbersOf({ data, text, ename }: Output): unknown {
	const figure = data?.[figureMimeType];
	if (figure !== undefined) return numeric(figure);
	const said = textOf(text ?? (data?.["text/plain"] as string | undefined));
	return { ename, numbers: numbersInText(said) };
}

/** How much room a figure's words take is their language's. */
const ROOM = ["height", "margin", "title"];

/** A figure with the numbers of its texts in their place, without the room that its words take. */
function numeric(value: unknown): unknown {
	if (typeof value === "string") return numbersInText(value);
	if (Array.isArray(value)) return value.map(numeric);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !ROOM.includes(key))
			.map(([key, item]) => [key, numeric(item)]),
	);
}

/** In order of size: another language has them in another order. */
const numbersInText = (text: string) => numbersInWords(text).sort();
