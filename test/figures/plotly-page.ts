import type { Browser, Page } from "playwright-core";
import type { Attributes, Frame } from "../../src/figures/figure.js";
import { openPlotly } from "../../src/lab/page-script.js";
import { unpacked } from "./unpacked.js";

/** A figure as a mime bundle holds it. */
export interface PlainFigure {
	readonly data: readonly Attributes[];
	readonly layout: Attributes;
	readonly frames?: readonly Frame[];
}

type Traces = Record<string, unknown>[];

/** plotly.js with the trace types of the renderer, in a page of Chromium. */
export class PlotlyPage {
	readonly #browser: Browser;
	readonly #page: Page;

	private constructor(browser: Browser, page: Page) {
		this.#browser = browser;
		this.#page = page;
	}

	static async start(): Promise<PlotlyPage> {
		const { browser, page } = await openPlotly();
		return new PlotlyPage(browser, page);
	}

	close(): Promise<void> {
		return this.#browser.close();
	}

	/** The figure as plotly.js draws it, 720 pixels wide: the same text on the same machine. */
	picture({ data, layout }: PlainFigure): Promise<string> {
		const height = typeof layout.height === "number" ? layout.height : 420;
		return this.#page.evaluate(
			([figure, options]) => {
				// Names of clip paths are drawn by lot: here, always the same lots.
				let lot = 0;
				Math.random = () => {
					lot = (lot * 16807 + 11) % 2147483647;
					return lot / 2147483647;
				};
				type ToImage = (figure: unknown, options: unknown) => Promise<string>;
				const { toImage } = (globalThis as unknown as { plotly: { toImage: ToImage } }).plotly;
				return toImage(figure, options);
			},
			[
				{ data, layout },
				{ format: "svg", imageDataOnly: true, width: 720, height },
			] as const,
		);
	}

	/** What validate says of the figure, and of the figure at its first and at its last frame. */
	async complaintsAbout(figure: PlainFigure): Promise<string[]> {
		const { data, layout, frames = [] } = figure;
		const pictures = [data.map((trace) => ({ ...trace })) as Traces];
		const ends = frames.filter((_, at) => at === 0 || at === frames.length - 1);
		for (const frame of ends) {
			const changed: Traces = data.map((trace) => ({ ...trace }));
			frame.data.forEach((change, at) => {
				const trace = changed[frame.traces?.[at] ?? at];
				// As plotly.animate does it: containers are merged, everything else is replaced.
				for (const [name, value] of Object.entries(change)) {
					const isContainer = typeof value === "object" && !Array.isArray(value);
					trace[name] = isContainer ? { ...(trace[name] as object), ...value } : value;
				}
			});
			pictures.push(changed);
		}
		const complaints = await this.#page.evaluate(
			([pictures, layout]) => {
				type Validate = (data: Traces, layout: unknown) => { msg: string }[] | undefined;
				const { validate } = (globalThis as unknown as { plotly: { validate: Validate } }).plotly;
				// What a frame leaves empty it hides, and what belongs to that is then of no use.
				const isIdle = /got defaulted to be not visible|did not get coerced/;
				return pictures.flatMap((picture, at) =>
					(validate(picture, layout) ?? [])
						.map(({ msg }) => msg)
						.filter((message) => at === 0 || !isIdle.test(message)),
				);
			},
			// validate knows nothing of bytes in base64, which plotly.js reads in the place of arrays.
			[unpacked(pictures) as Traces[], layout] as const,
		);
		// validate copies what it is given and then compares the objects in a button's args by
		// identity, so it says of each that it "got reset to" itself.
		const isSame = /args\[\d\] \(set to '(.*)'\) got reset to '\1' during defaults/;
		return complaints.filter((message) => !isSame.test(message));
	}
}
