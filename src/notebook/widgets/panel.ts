import { widthOf } from "../../figures/text.js";
import { phrase } from "../../words/phrase.js";
import type { Ranges } from "../hyperparameters.js";
import type { Data, Kernel } from "../kernel.js";
import { control } from "./control.js";
import { showWidget, Widget } from "./widget.js";

export interface Labelled {
	readonly label: string;
	readonly range: Ranges[string];
}

/**
 * Shows a control for each range, in a column, and a button that puts all of them back.
 *
 * @param moved gets the values that a reader has changed, or all of them after a reset. The kernel
 * is busy until the promise that it may return has ended.
 * @param otherwise a mime bundle for a front end without widgets
 */
export function showPanel(
	kernel: Kernel,
	labelled: Readonly<Record<string, Labelled>>,
	moved: (changes: Readonly<Record<string, unknown>>) => unknown,
	otherwise: Data,
): void {
	const layout = (state: Data) => new Widget(kernel, "LayoutModel", state).reference;
	const longest = Math.max(...Object.values(labelled).map(({ label }) => widthOf(label)));
	const looks = {
		style: new Widget(kernel, "SliderStyleModel", { description_width: `${longest + 1}ch` }),
		layout: new Widget(kernel, "LayoutModel", { flex: "0 1 520px", width: "auto" }),
	};
	const controls = Object.entries(labelled).map(([name, { label, range }]) => {
		const made = control(kernel, label, range, looks);
		made.widget.onMove((changes) => {
			const value = made.read(changes);
			return value === undefined ? undefined : moved({ [name]: value });
		});
		return [name, made, range.value] as const;
	});
	const box = (model: string, children: readonly Widget[], state: Data = {}) =>
		new Widget(kernel, model, { children: children.map(({ reference }) => reference), ...state });
	const rows = controls.map(([, { row }]) => box("HBoxModel", row));
	const reset = new Widget(kernel, "ButtonModel", { description: phrase`Reset` });
	reset.onClick(() => {
		for (const [, made, value] of controls) made.set(value);
		return moved(Object.fromEntries(controls.map(([name, , value]) => [name, value])));
	});
	const note = new Widget(kernel, "LabelModel", {
		value: phrase`The figure follows. If it does not, run this cell again.`,
	});
	const foot = box("HBoxModel", [reset, note], {
		layout: layout({ margin: "0 0 0 2px" }),
	});
	const panel = box("VBoxModel", [...rows, foot], { layout: layout({ margin: "4px 0" }) });
	showWidget(kernel, panel, otherwise);
}
