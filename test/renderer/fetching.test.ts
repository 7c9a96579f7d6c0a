import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { withoutFetching } from "../../src/renderer/fetching.js";

describe("a text in plotly's pseudo-HTML", () => {
	for (const text of [
		"loss < 1 & falling",
		"<b>bold</b><br>H<sub>2</sub>",
		"<span style='color: rgb(1, 2, 3); font-size: 0.8em'>small</span>",
		"<a href='https://example.org/?url=1&style=2'>link</a>",
		"url(https://example.org)",
	]) {
		test(`stays as it is: ${text}`, () => assert.equal(withoutFetching(text), text));
	}

	for (const style of [
		"cursor:url(http://a.test/x),auto",
		"cursor:\\75rl(http://a.test/x),auto",
		"cursor:&#117;rl(http://a.test/x),auto",
		"background:image-set('http://a.test/x' 1x)",
		"fill:URL(http://a.test/x)",
		"cursor:%{meta[0]}",
	]) {
		for (const [open, close] of [
			['style="', '"'],
			['class="a"STYLE = "', '"'],
		]) {
			test(`loses a style that may fetch: ${open}${style}${close}`, () => {
				const text = withoutFetching(`<span ${open}${style}${close}>x</span>`);
				assert.doesNotMatch(text, /(^|[\s"'])style\s*=/i);
				assert.match(text, />x<\/span>$/);
			});
		}
	}
});
