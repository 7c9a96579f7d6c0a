import { setTimeout as sleep } from "node:timers/promises";
import type { Locator } from "playwright-core";
import "./jupyter-window.js";
import { figureMimeType } from "./notebook-file.js";
import type { NotebookPage } from "./notebook-page.js";

/** The controls in a cell's output, handled as a person handles them, and the figure below. */
export class Panel {
	constructor(
		private readonly notebook: NotebookPage,
		readonly cell: Locator,
	) {}

	/** The panels of the notebook in front, from the top down. */
	static async all(notebook: NotebookPage): Promise<Panel[]> {
		const cells = notebook.codeCells().filter({ has: notebook.page.locator(box) });
		return (await cells.all()).map((cell) => new Panel(notebook, cell));
	}

	/** What holds all controls. */
	get box(): Locator {
		return this.cell.locator(box).first();
	}

	get figure(): Locator {
		return this.cell.locator(".unrolled-figure").first();
	}

	/** The controls of a kind: where the mouse and the keyboard take hold of them. */
	all(kind: Kind): Promise<Locator[]> {
		return this.box.locator(handles[kind]).all();
	}

	/** The control with this label. */
	handle(label: string, kind: Kind): Locator {
		return this.row(label).locator(handles[kind]).first();
	}

	/** What a slider's control says its value is. */
	async readout(label: string): Promise<string> {
		return (await this.readoutOf(label).textContent()) ?? "";
	}

	/** Where a slider's value stands, and where another one can be typed. */
	readoutOf(label: string): Locator {
		return this.row(label).locator(".widget-readout").first();
	}

	private row(label: string): Locator {
		const named = this.notebook.page.locator(".widget-label", {
			hasText: new RegExp(`^${label}$`),
		});
		return this.box.locator("> .widget-hbox", { has: named });
	}

	/** The figure as the notebook holds it, as text; empty while something else stands there. */
	figureText(): Promise<string> {
		return this.cell.evaluate((element, mimeType) => {
			const { shell } = window.jupyterapp;
			const cells = [...shell.widgets("main")].flatMap(({ content }) => content?.widgets ?? []);
			const outputs = cells.find(({ node }) => node === element)?.model.outputs?.toJSON() ?? [];
			const [figure] = outputs.flatMap(({ data }) => data?.[mimeType] ?? []);
			return figure === undefined ? "" : JSON.stringify(figure);
		}, figureMimeType);
	}

	async title(): Promise<string> {
		return /"title":\{"text":"<b>(.*?)<\/b>/.exec(await this.figureText())?.[1] ?? "";
	}

	/** Does something to a control, and waits until the figure is another one. */
	async follows(what: string, act: () => Promise<void>): Promise<void> {
		const before = await this.figureText();
		await act();
		await until(what, async () => (await this.figureText()) !== before);
	}

	async reset(): Promise<void> {
		await this.box.locator("button", { hasText: "Reset" }).click();
	}

	/** Drags a slider's handle to a share of its way, in steps. */
	async drag(handle: Locator, share: number, steps = 3): Promise<void> {
		await handle.scrollIntoViewIfNeeded();
		const from = await boxOf(handle);
		const rail = await boxOf(handle.locator("xpath=ancestor::*[contains(@class,'noUi-base')]"));
		const { mouse } = this.notebook.page;
		await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
		await mouse.down();
		await mouse.move(rail.x + share * rail.width, from.y + from.height / 2, { steps });
		await mouse.up();
	}
}

type Kind = keyof typeof handles;

const box = ".widget-vbox:has(> .widget-hbox button)";
const handles = {
	slider: ".noUi-handle",
	list: "select",
	tick: 'input[type="checkbox"]',
	play: ".widget-play button:has(.fa-play)",
} as const;

async function boxOf(locator: Locator) {
	const found = await locator.boundingBox();
	if (!found) throw new Error(`${locator} is not on the screen`);
	return found;
}

/**
 * Looks again and again.
 * @throws where it does not hold within twenty seconds
 */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
	for (let attempt = 0; attempt < 400; attempt++) {
		if (await holds()) return;
		await sleep(50);
	}
	throw new Error(`waited in vain: ${what}`);
}
