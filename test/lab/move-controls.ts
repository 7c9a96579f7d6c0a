import assert from "node:assert/strict";
import type { NotebookPage } from "../../src/lab/notebook-page.js";
import { Panel, until } from "../../src/lab/panel.js";

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
