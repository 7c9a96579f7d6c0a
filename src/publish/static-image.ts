import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { openPlotly } from "../lab/page-script.js";

export interface StaticImage {
	/** A PNG, in base64. */
	readonly png: string;
	/** The size at which it is meant to be shown, in CSS pixels. */
	readonly width: number;
	readonly height: number;
}

const WIDTH = 720;
const DEFAULT_HEIGHT = 400;
/** Sharp enough for dense screens, small enough for a notebook with a dozen figures. */
const SCALE = 1.25;

/** Draws figures as images, with plotly.js in a Chromium: what is seen where nothing can be run. */
export class Illustrator {
	private constructor(
		private readonly browser: Browser,
		private readonly page: Page,
	) {}

	static async start(): Promise<Illustrator> {
		const { browser, page } = await openPlotly();
		return new Illustrator(browser, page);
	}

	async draw(figure: StillFigure): Promise<StaticImage> {
		const { data, layout } = still(figure);
		const height = typeof layout.height === "number" ? layout.height : DEFAULT_HEIGHT;
		const url = await this.page.evaluate(
			([picture, options]) =>
				(globalThis as unknown as PlotlyWindow).plotly.toImage(picture, options),
			[
				{ data, layout },
				{ format: "png", width: WIDTH, height, scale: SCALE },
			] as const,
		);
		const png = await sharp(Buffer.from(url.slice(url.indexOf(",") + 1), "base64"))
			.removeAlpha()
			// 256 colours: a third of the size that browsers give it, and for charts the same to the eye.
			.png({ palette: true, dither: 0, effort: 10, compressionLevel: 9 })
			.toBuffer();
		return { png: png.toString("base64"), width: WIDTH, height };
	}

	close(): Promise<void> {
		return this.browser.close();
	}
}

export interface StillFigure {
	readonly data: readonly unknown[];
	readonly layout?: Readonly<Record<string, unknown>>;
}

interface PlotlyWindow {
	readonly plotly: {
		toImage(figure: StillFigure, options: Readonly<Record<string, unknown>>): Promise<string>;
	};
}

/** The figure without its slider and buttons, which do nothing on paper, nor the room they take. */
function still(figure: StillFigure): Required<StillFigure> {
	const { sliders, updatemenus, ...layout } = figure.layout ?? {};
	const { margin, height } = layout as { margin?: { b?: number }; height?: number };
	const hasControls = sliders !== undefined || updatemenus !== undefined;
	if (!hasControls || margin?.b === undefined) return { data: figure.data, layout };
	const { b, ...others } = margin;
	return {
		data: figure.data,
		layout: {
			...layout,
			margin: others,
			...(height !== undefined && { height: height - Math.max(0, b - 64) }),
		},
	};
}
