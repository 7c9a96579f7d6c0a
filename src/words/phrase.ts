/** What a language says for English phrases: the phrase with its places {1}, {2}…, and the same in it. */
export type Phrases = Readonly<Record<string, string>>;

/**
 * A text for the reader, in the language that the notebook has chosen:
 * phrase`from ${a} to ${b}`. The English that stands here is what is looked up, as
 * "from {1} to {2}"; a language says it with the same places, in its own order.
 */
export function phrase(words: TemplateStringsArray, ...values: readonly unknown[]): string {
	const said = spoken()[keyOf(words)];
	if (said === undefined) return String.raw({ raw: words }, ...values);
	return said.replace(/\{(\d+)\}/g, (_, place) => String(values[place - 1]));
}

/** How a phrase is looked up. */
export function keyOf(words: readonly string[]): string {
	return words.reduce((key, part, at) => `${key}{${at}}${part}`);
}

/** Says every phrase from now on as this language does; what it lacks stays English. */
export function speak(phrases: Phrases): void {
	shared[key] = phrases;
}

function spoken(): Phrases {
	return shared[key] ?? {};
}

/** Kept outside this module, which is loaded anew when `src` is edited. */
const shared = globalThis as { [key: symbol]: Phrases | undefined };
const key = Symbol.for("unrolled.phrases");
