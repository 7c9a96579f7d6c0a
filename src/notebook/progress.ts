import { phrase } from "../words/phrase.js";
import { escaped } from "./html.js";
import { slot } from "./kernel.js";

/** How a bar reads at `done` of `total`, with `seconds` still to go (NaN: not known yet). */
function bar(label: string, done: number, total: number, seconds: number) {
	const left = Number.isFinite(seconds) ? phrase`, about ${Math.ceil(seconds)} s left` : "";
	const text = phrase`${label}: ${done} of ${total}${left}`;
	const html = `<progress max="${total}" value="${done}"></progress> ${escaped(text)}`;
	return { "text/html": `<div>${html}</div>`, "text/plain": text };
}

/**
 * Passes a source's values on, with a bar that shows how many of `total` have come and how long
 * the rest will take. At the end the bar gives way to one line without times.
 */
export async function* progress<Value>(
	label: string,
	total: number,
	source: AsyncIterable<Value> | Iterable<Value>,
): AsyncGenerator<Value, void, void> {
	const here = slot();
	const start = performance.now();
	let shownAt = start;
	let done = 0;
	here.show(bar(label, 0, total, Number.NaN));
	for await (const value of source) {
		done += 1;
		yield value;
		const now = performance.now();
		if (now - shownAt < 100) continue;
		shownAt = now;
		here.show(bar(label, done, total, ((now - start) / 1000 / done) * (total - done)));
		await new Promise<void>((resume) => setTimeout(() => resume(), 0));
	}
	const text = phrase`${label}: ${done} of ${total}, done.`;
	here.show({ "text/html": `<div>${escaped(text)}</div>`, "text/plain": text });
}

/** All values of a source, with a bar while they come. */
export async function collect<Value>(
	label: string,
	total: number,
	source: AsyncIterable<Value> | Iterable<Value>,
): Promise<Value[]> {
	const values: Value[] = [];
	for await (const value of progress(label, total, source)) values.push(value);
	return values;
}
