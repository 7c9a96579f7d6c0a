/** What a style can fetch with, and what can hide it: CSS escapes, entities, plotly's templates. */
const FETCHES = /url|src|image|[\\&{}]/i;

/**
 * A text in plotly's pseudo-HTML without the styles that make a browser fetch something. Links
 * stay: they fetch nothing before they are clicked.
 */
export function withoutFetching(text: string): string {
	return text.replace(/<[^<>]*>/g, (tag) =>
		FETCHES.test(tag) ? tag.replace(/(^|[\s"'])style\s*=/gi, "$1data-style=") : tag,
	);
}
