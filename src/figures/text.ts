/** "b = −4" for "b = -4": a hyphen is too short beside a plus, and hard to see on a slide. */
export function withMinus(text: string): string {
	return text.replace(/(^|[\s(=[])-(?=\d)/g, "$1−");
}

/** A title with a full stop behind it, unless it has an end of its own. */
export function sentence(text: string): string {
	return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** Breaks a line at spaces, with plotly's `<br>`, so that it fits a narrow window. */
export function wrap(text: string, width: number): string {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		const line = lines.at(-1);
		if (line === undefined || spoken(`${line} ${word}`).length > width) lines.push(word);
		else lines[lines.length - 1] = `${line} ${word}`;
	}
	return lines.join("<br>");
}

/** A label without plotly's tags: h<sup>t</sup> is h^t, δ<sub>h</sub> is δ_h. */
export function spoken(text: string): string {
	return text
		.replace(/<sup>(.*?)<\/sup>/g, "^$1")
		.replace(/<sub>(.*?)<\/sub>/g, "_$1")
		.replace(/<br>/g, " ")
		.replace(/<\/?[a-z][^>]*>/g, "");
}
