import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { NotebookPage } from "../../src/publish/notebook-page.js";
import { waitUntil } from "./looks.js";

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
		return this.box.locator(".jupyter-widgets", { hasText: label }).locator(handles[kind]).first();
	}

	/** What a slider's control says its value is. */
	async readout(label: string): Promise<string> {
		const slider = this.box.locator(".widget-slider", { hasText: label }).first();
		return (await slider.locator(".widget-readout").textContent()) ?? "";
	}

	/** The figure as the notebook holds it, as text. */
	async figureText(): Promise<string> {
		const [text = ""] = await this.notebook.figureTextsOf(this.cell);
		return text;
	}

	async title(): Promise<string> {
		return JSON.parse(await this.figureText()).layout.title.text;
	}

	/** Does something to a control, and waits until the figure is another one. */
	async follows(what: string, act: () => Promise<void>): Promise<void> {
		const before = await this.figureText();
		await act();
		await waitUntil(async () => (await this.figureText()) !== before, what);
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

/** Moves every control of a lesson that has run, with the mouse and with the keyboard. */
export async function moveEveryControl(notebook: NotebookPage): Promise<number> {
	let moved = 0;
	const { keyboard } = notebook.page;
	for (const panel of await Panel.all(notebook)) {
		await panel.box.scrollIntoViewIfNeeded();
		const first = await panel.figureText();
		for (const [at, handle] of (await panel.all("slider")).entries()) {
			const share = Number(await handle.getAttribute("aria-valuenow")) > 50 ? 0.2 : 0.7;
			await panel.follows(`slider ${at}, mouse`, () => panel.drag(handle, share));
			await panel.follows(`slider ${at}, keyboard`, async () => {
				await handle.focus();
				await keyboard.press("ArrowLeft");
			});
			moved++;
		}
		for (const [at, list] of (await panel.all("list")).entries()) {
			const length = await list.locator("option").count();
			const chosen = await list.evaluate((element: HTMLSelectElement) => element.selectedIndex);
			await panel.follows(`list ${at}, mouse`, async () => {
				await list.click();
				await list.selectOption({ index: (chosen + 1) % length });
			});
			await panel.follows(`list ${at}, keyboard`, async () => {
				await list.focus();
				await keyboard.press(chosen + 1 < length ? "ArrowUp" : "ArrowDown");
			});
			moved++;
		}
		for (const [at, tick] of (await panel.all("tick")).entries()) {
			await panel.follows(`box ${at}, mouse`, () => tick.click());
			await panel.follows(`box ${at}, keyboard`, async () => {
				await tick.focus();
				await keyboard.press("Space");
			});
			moved++;
		}
		for (const [at, play] of (await panel.all("play")).entries()) {
			await panel.follows(`play ${at}`, () => play.click());
			moved++;
		}
		await panel.reset();
		await waitUntil(async () => (await panel.figureText()) === first, "the reset");
	}
	return moved;
}

async function boxOf(locator: Locator) {
	const found = await locator.boundingBox();
	assert.ok(found, "it is on the screen");
	return found;
}
