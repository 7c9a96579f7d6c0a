import type { NotebookPanel } from "@jupyterlab/notebook";
import { Widget } from "@lumino/widgets";

/**
 * The toolbar's button that says what it will do. It is there only where there is something to do.
 * JupyterLab measures what is in a toolbar when it is put there, so each text is put there anew.
 */
export class RunButton {
	readonly #panel: NotebookPanel;
	readonly #caption: string;
	readonly #act: () => void;
	/** Tells those who do not see the button. */
	readonly #told = document.createElement("div");
	#shown: Widget | undefined;

	constructor(panel: NotebookPanel, caption: string, act: () => void) {
		this.#panel = panel;
		this.#caption = caption;
		this.#act = act;
		this.#told.className = "unrolled-told";
		this.#told.setAttribute("role", "status");
		panel.node.append(this.#told);
	}

	/** @param text empty where there is nothing to do */
	say(text: string, isBusy: boolean): void {
		if (this.#told.textContent === text) return;
		this.#told.textContent = text;
		const hadFocus = this.#shown?.node.contains(document.activeElement) ?? false;
		this.#shown?.dispose();
		this.#shown = text === "" ? undefined : this.#show(text, isBusy);
		if (hadFocus) (this.#shown?.node.firstElementChild as HTMLElement | null)?.focus();
	}

	#show(text: string, isBusy: boolean): Widget {
		const widget = new Widget();
		const button = document.createElement("button");
		button.className = "unrolled-run-button";
		button.title = this.#caption;
		button.textContent = text;
		button.disabled = isBusy;
		button.addEventListener("click", this.#act);
		widget.node.append(button);
		// Beside the other buttons that run cells: a narrow window hides what comes after them.
		const { toolbar } = this.#panel;
		const name = "unrolled-run";
		if (!toolbar.insertAfter("restart-and-run", name, widget)) toolbar.insertItem(0, name, widget);
		toolbar.processMessage(Widget.ResizeMessage.UnknownSize);
		return widget;
	}
}
