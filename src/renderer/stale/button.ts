import { Widget } from "@lumino/widgets";

/** A button of the toolbar that says what it will do, and is not there when there is nothing to do. */
export class Button extends Widget {
	readonly #button = document.createElement("button");

	constructor(caption: string, act: () => void) {
		super();
		this.addClass("unrolled-run");
		this.#button.className = "unrolled-run-button jp-ToolbarButtonComponent";
		this.#button.title = caption;
		this.#button.addEventListener("click", act);
		// What it says is told to those who do not see it.
		this.node.setAttribute("role", "status");
		this.hide();
		this.node.append(this.#button);
	}

	/** @param text empty where there is nothing to do */
	say(text: string, isBusy: boolean): void {
		this.setHidden(text === "");
		this.#button.disabled = isBusy;
		if (this.#button.textContent !== text) this.#button.textContent = text;
	}
}
