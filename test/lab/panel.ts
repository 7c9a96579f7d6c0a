import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { figureMimeType } from "../../src/publish/notebook.js";
import type { NotebookPage } from "../../src/publish/notebook-page.js";

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
			const { shell } = (window as unknown as LabWindow).jupyterapp;
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

/** Moves every control in every one of so many panels, with the mouse and with the keyboard. */
export async function moveEveryControl(notebook: NotebookPage, panels: number): Promise<void> {
	const { keyboard } = notebook.page;
	const all = await Panel.all(notebook);
	assert.equal(all.length, panels, "panels of controls");
	for (const panel of all) {
		await panel.box.scrollIntoViewIfNeeded();
		const first = await panel.figureText();
		for (const [at, handle] of (await panel.all("slider")).entries()) {
			const share = Number(await handle.getAttribute("aria-valuenow")) > 50 ? 0.2 : 0.7;
			await panel.follows(`slider ${at}, mouse`, () => panel.drag(handle, share));
			await panel.follows(`slider ${at}, keyboard`, async () => {
				await handle.focus();
				await keyboard.press("ArrowLeft");
			});
		}
		for (const [at, list] of (await panel.all("list")).entries()) {
			const isFirst = (await list.evaluate((e: HTMLSelectElement) => e.selectedIndex)) === 0;
			const [there, back] = isFirst ? ["ArrowDown", "ArrowUp"] : ["ArrowUp", "ArrowDown"];
			// What opens is the system's own list, in which a test has no mouse.
			await panel.follows(`list ${at}, mouse`, async () => {
				await list.click();
				await keyboard.press(there);
				await keyboard.press("Enter");
			});
			await panel.follows(`list ${at}, keyboard`, async () => {
				await list.focus();
				// A closed list leaves the arrows to JupyterLab, which goes to the next cell.
				for (const key of ["Space", back, "Enter"]) await keyboard.press(key);
			});
		}
		for (const [at, tick] of (await panel.all("tick")).entries()) {
			await panel.follows(`box ${at}, mouse`, () => tick.click());
			await panel.follows(`box ${at}, keyboard`, async () => {
				await tick.focus();
				await keyboard.press("Space");
			});
		}
		for (const [at, play] of (await panel.all("play")).entries()) {
			await panel.follows(`play ${at}`, () => play.click());
		}
		await panel.reset();
		await until("the reset", async () => (await panel.figureText()) === first);
	}
}

async function boxOf(locator: Locator) {
	const found = await locator.boundingBox();
	assert.ok(found, "it is on the screen");
	return found;
}

/** Looks again and again, for twenty seconds at most. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
	for (let attempt = 0; attempt < 400; attempt++) {
		if (await holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	assert.fail(`waited in vain: ${what}`);
}

/** The part of JupyterLab's application that is used here. */
interface LabWindow {
	readonly jupyterapp: {
		readonly shell: {
			widgets(area: string): Iterable<{ readonly content?: { readonly widgets: Cell[] } }>;
		};
	};
}

interface Cell {
	readonly node: Element;
	readonly model: {
		readonly outputs?: {
			toJSON(): readonly { readonly data?: Readonly<Record<string, unknown>> }[];
		};
	};
}
