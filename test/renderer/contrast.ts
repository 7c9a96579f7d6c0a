/** The contrast of two colours by WCAG 2.2; a transparent one is laid on the other. */
export function contrast(over: string, under: string): number {
	const [dark = 0, light = 0] = [over, under]
		.map((colour) => luminance(channels(colour), channels(under)))
		.sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: readonly number[], under: readonly number[]): number {
	const alpha = colour[3] ?? 1;
	const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => {
		const value = (alpha * (colour[channel] ?? 0) + (1 - alpha) * (under[channel] ?? 0)) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
