import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import "./jupyter-window.js";
import { figureMimeType, inOrder } from "./notebook-file.js";

/** Where notebooks can be opened. */
export interface Lab {
	/** The address under which a file is shown, or JupyterLab itself. */
	address(file?: string): string;
	/** A file's path as JupyterLab knows it. */
	pathOf(file: string): string;
}

export interface PageOptions {
	readonly width?: number;
	readonly height?: number;
}

/** Notebooks in JupyterLab in a browser, handled as a person handles them. */
export class NotebookPage {
	/** What the page has complained of: errors in its console, and errors that nobody caught. */
	readonly complaints: string[] = [];

	private constructor(
		private readonly context: BrowserContext,
		readonly page: Page,
	) {
		page.on("console", (message) => {
			if (message.type() === "error") {
				this.complaints.push(`${message.text()} (${message.location().url})`);
			}
		});
		page.on("pageerror", (error) => {
			const complaint = error.stack ?? String(error);
			// Jupyter's widgets take it that every notebook has a kernel.
			if (!complaint.includes("/@jupyter-widgets/")) this.complaints.push(complaint);
		});
	}

	/** Opens a notebook, with the kernel that it names. */
	static async open(lab: Lab, browser: Browser, file: string, options: PageOptions = {}) {
		const opened = await NotebookPage.arrive(browser, lab.address(file), options);
		await opened.untilRevealed();
		return opened;
	}

	/** Opens a notebook, and nothing runs behind it. */
	static async openWithoutKernel(
		lab: Lab,
		browser: Browser,
		file: string,
		options: PageOptions = {},
	) {
		const opened = await NotebookPage.arrive(browser, lab.address(), options);
		await opened.command("docmanager:open", {
			path: lab.pathOf(file),
			factory: "Notebook",
			kernelPreference: { shouldStart: false, canStart: false, autoStartDefault: false },
		});
		await opened.untilRevealed();
		return opened;
	}

	/** Opens JupyterLab with a folder in its file browser, and no notebook. */
	static openFolder(lab: Lab, browser: Browser, folder: string) {
		return NotebookPage.arrive(browser, lab.address(folder), {});
	}

	private static async arrive(
		browser: Browser,
		address: string,
		{ width = 1280, height = 900 }: PageOptions,
	): Promise<NotebookPage> {
		const context = await browser.newContext({ viewport: { width, height } });
		const page = await context.newPage();
		page.setDefaultTimeout(60_000);
		const opened = new NotebookPage(context, page);
		await page.goto(address);
		await page.waitForFunction(() => "jupyterapp" in window);
		await page.evaluate(() => window.jupyterapp.restored);
		return opened;
	}

	private async untilRevealed(): Promise<void> {
		await this.cells().first().waitFor();
		await this.page.evaluate(() => window.jupyterapp.shell.currentWidget.revealed);
	}

	close(): Promise<void> {
		return this.context.close();
	}

	/** The notebook in front. */
	notebook(): Locator {
		return this.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)");
	}

	cells(): Locator {
		return this.notebook().locator(".jp-Notebook .jp-Cell");
	}

	codeCells(): Locator {
		return this.notebook().locator(".jp-Notebook .jp-CodeCell");
	}

	/** Every figure that an output holds, drawn or not yet. */
	figures(): Locator {
		return this.notebook().locator(".unrolled-figure");
	}

	/** The figures that the outputs hold, each as text, in order. */
	async figureTexts(): Promise<string[]> {
		const figures = await this.page.evaluate((mimeType) => {
			const panel = window.jupyterapp.shell.currentWidget;
			const outputs = panel.content.widgets.flatMap(({ model }) => model.outputs?.toJSON() ?? []);
			return outputs.map(({ data }) => data?.[mimeType]).filter((figure) => figure !== undefined);
		}, figureMimeType);
		return figures.map((figure) => JSON.stringify(inOrder(figure)));
	}

	/** What cells have complained of: their errors, and figures that could not be drawn. */
	errors(): Promise<string[]> {
		return this.notebook()
			.locator(
				'[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"], .unrolled-figure [role=alert]',
			)
			.allTextContents();
	}

	/** Scrolls to every figure in turn, as JupyterLab leaves what is out of sight for later. */
	async seeEveryFigure(): Promise<number> {
		const figures = this.figures();
		const count = (await this.figureTexts()).length;
		if (count > 0) await figures.nth(count - 1).waitFor({ state: "attached" });
		for (let index = 0; index < count; index++) await see(figures.nth(index));
		return count;
	}

	isUntrusted(): Promise<boolean> {
		return this.page.evaluate(() => {
			const panel = window.jupyterapp.shell.currentWidget;
			return panel.content.widgets.every(({ model }) => !model.trusted);
		});
	}

	/** The background of an element of the notebook, as rgb. */
	backgroundOf(selector: string): Promise<string> {
		return this.notebook()
			.locator(selector)
			.first()
			.evaluate((element) => {
				for (let at: Element | null = element; at; at = at.parentElement) {
					const colour = getComputedStyle(at).backgroundColor;
					if (!/, 0\)$/.test(colour)) return colour;
				}
				return "";
			});
	}

	/** Any of JupyterLab's commands, for what is no part of what is being shown. */
	command(name: string, args: Record<string, unknown> = {}): Promise<void> {
		return this.page.evaluate(
			async ([id, values]) => {
				// Awaited in the page; its result (a widget) cannot leave it.
				await window.jupyterapp.commands.execute(id, values);
			},
			[name, args] as const,
		);
	}

	/** Clicks a button of the notebook's toolbar. */
	async toolbar(command: string): Promise<void> {
		await this.notebook().locator(`.jp-Toolbar [data-command="${command}"]`).click();
	}

	async setTheme(theme: "JupyterLab Light" | "JupyterLab Dark"): Promise<void> {
		await this.command("apputils:change-theme", { theme });
		await this.page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: "attached" });
	}

	/** Brings an open notebook to the front by its tab. */
	async bringToFront(name: string): Promise<void> {
		await this.page.locator("#jp-main-dock-panel .lm-TabBar-tab", { hasText: name }).click();
		await this.untilRevealed();
	}

	/** Waits until nothing on the page has changed for a while. */
	async settle(): Promise<void> {
		await this.page.evaluate(
			() =>
				new Promise<void>((resolve) => {
					let timer = setTimeout(resolve, 500);
					new MutationObserver(() => {
						clearTimeout(timer);
						timer = setTimeout(resolve, 500);
					}).observe(document.body, { subtree: true, childList: true, attributes: true });
				}),
		);
	}

	/** Restarts the kernel, runs every cell, and waits until the last has run. */
	async restartAndRunAll(): Promise<void> {
		await this.run(async () => {
			await this.toolbar("notebook:restart-run-all");
			await this.acceptDialog();
		});
	}

	/** Runs a cell and all below it, and waits until the last has run. */
	async runFrom(cell: Locator): Promise<void> {
		await this.focus(cell);
		await this.run(() => this.start("notebook:run-all-below"));
	}

	/** Runs a cell by its shortcut, and waits until it has run. */
	async runCell(cell: Locator): Promise<void> {
		await this.run(() => this.startCell(cell));
	}

	/** Runs a cell by its shortcut. */
	async startCell(cell: Locator): Promise<void> {
		await this.focus(cell);
		await this.page.keyboard.press("Control+Enter");
	}

	/** Does what makes cells run, and waits until they have. */
	private async run(action: () => Promise<void>): Promise<void> {
		await this.page.evaluate(() => {
			if (window.unrolledRuns === undefined) {
				window.jupyterapp.commands.commandExecuted.connect((_, { id, result }) => {
					if (/run/.test(id)) window.unrolledRuns?.push(result);
				});
			}
			window.unrolledRuns = [];
		});
		await action();
		await this.page.waitForFunction(() => window.unrolledRuns?.length);
		await this.page.evaluate(async () => {
			await Promise.all(window.unrolledRuns ?? []);
		});
		await this.untilIdle();
	}

	/** A command that goes on for longer than this waits. */
	start(name: string): Promise<void> {
		return this.page.evaluate((id) => {
			void window.jupyterapp.commands.execute(id, {});
		}, name);
	}

	async acceptDialog(): Promise<void> {
		await this.page.locator(".jp-Dialog .jp-mod-accept").click();
	}

	/** Puts text in a cell in place of what is there. */
	async rewrite(cell: Locator, source: string): Promise<void> {
		await this.focus(cell);
		await this.page.keyboard.press("ControlOrMeta+A");
		await this.page.keyboard.insertText(source);
	}

	/** Puts the cursor in a cell. */
	async focus(cell: Locator): Promise<void> {
		await cell.scrollIntoViewIfNeeded();
		await cell.locator(".cm-content").click();
	}

	/** What the cell holds; its editor has only the lines in sight. */
	async sourceOf(cell: Locator): Promise<string> {
		return cell.evaluate((node) => {
			const { widgets } = window.jupyterapp.shell.currentWidget.content;
			return widgets.find((cell) => cell.node === node)?.model.sharedModel.getSource() ?? "";
		});
	}

	/** Waits until a kernel is there and every cell that was sent to it has run. */
	async untilIdle(timeout = 120_000): Promise<void> {
		await this.page.waitForFunction(
			() => {
				const panel = window.jupyterapp.shell.currentWidget;
				const session = panel.sessionContext.session;
				return (
					session?.kernel?.status === "idle" &&
					session.kernel.connectionStatus === "connected" &&
					!panel.content.widgets.some((cell) => cell.model.executionState === "running")
				);
			},
			undefined,
			{ timeout, polling: 100 },
		);
	}
}

/** Brings a figure on the screen and waits until it is drawn. */
export async function see(figure: Locator): Promise<void> {
	await figure.scrollIntoViewIfNeeded();
	await figure.locator(".main-svg").first().waitFor();
}
