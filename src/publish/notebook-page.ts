import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import type { JupyterLab } from "./jupyterlab.js";

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
	static async open(lab: JupyterLab, browser: Browser, file: string, options: PageOptions = {}) {
		const opened = await NotebookPage.arrive(browser, lab.address(file), options);
		await opened.cells().first().waitFor();
		return opened;
	}

	/** Opens a notebook, and nothing runs behind it. */
	static async openWithoutKernel(
		lab: JupyterLab,
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
		await opened.cells().first().waitFor();
		return opened;
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
		await page.evaluate(() => (window as unknown as JupyterWindow).jupyterapp.restored);
		return opened;
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

	/** Scrolls to every figure in turn, as JupyterLab leaves what is out of sight for later. */
	async seeEveryFigure(): Promise<number> {
		const figures = this.figures();
		const count = await figures.count();
		for (let index = 0; index < count; index++) await see(figures.nth(index));
		return count;
	}

	isUntrusted(): Promise<boolean> {
		return this.page.evaluate(() => {
			const panel = (window as unknown as JupyterWindow).jupyterapp.shell.currentWidget;
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
				await (window as unknown as JupyterWindow).jupyterapp.commands.execute(id, values);
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

	/** Restarts the kernel, runs every cell, and waits until the last has run. */
	async restartAndRunAll(): Promise<void> {
		await this.toolbar("notebook:restart-run-all");
		await this.acceptDialog();
		await this.untilIdle();
	}

	async acceptDialog(): Promise<void> {
		await this.page.locator(".jp-Dialog .jp-mod-accept").click();
	}

	/** Puts text in a cell in place of what is there. */
	async rewrite(cell: Locator, source: string): Promise<void> {
		await cell.scrollIntoViewIfNeeded();
		await cell.locator(".cm-content").click();
		await this.page.keyboard.press("ControlOrMeta+A");
		await this.page.keyboard.insertText(source);
	}

	async sourceOf(cell: Locator): Promise<string> {
		return (await cell.locator(".cm-content .cm-line").allTextContents()).join("\n");
	}

	/** Runs the cell that the cursor is in. */
	async runCell(cell: Locator): Promise<void> {
		await cell.scrollIntoViewIfNeeded();
		await cell.locator(".cm-content").click();
		await this.page.keyboard.press("Control+Enter");
		await this.untilIdle();
	}

	/** Waits until a kernel is there and every cell that was sent to it has run. */
	async untilIdle(timeout = 120_000): Promise<void> {
		await this.page.waitForFunction(
			() => {
				const panel = (window as unknown as JupyterWindow).jupyterapp.shell.currentWidget;
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

/** The part of JupyterLab's application that is used here. */
interface JupyterWindow {
	readonly jupyterapp: {
		readonly restored: Promise<void>;
		readonly commands: { execute(id: string, args: unknown): Promise<unknown> };
		readonly shell: {
			readonly currentWidget: {
				readonly sessionContext: {
					readonly session: {
						readonly kernel: { readonly status: string; readonly connectionStatus: string } | null;
					} | null;
				};
				readonly content: {
					readonly widgets: readonly {
						readonly model: { readonly executionState?: string; readonly trusted: boolean };
					}[];
				};
			};
		};
	};
}
