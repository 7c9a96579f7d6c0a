import { ICommandPalette } from "@jupyterlab/apputils";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { ITranslator } from "@jupyterlab/translation";
import type { CommandRegistry } from "@lumino/commands";
import { NotebookMarks } from "./notebook-marks.js";
import { wordsFor } from "./words.js";
import "./style.css";

const id = "unrolled-renderer:out-of-date";
const run = "unrolled:run-out-of-date";
const mark = "unrolled:mark-out-of-date";

/** Marks the cells whose outputs are out of date, and runs them when the reader says so. */
export const outOfDateCells = {
	id,
	description: "Says which cells are out of date, and runs them.",
	autoStart: true,
	requires: [INotebookTracker, ISettingRegistry, ITranslator],
	optional: [ICommandPalette],
	async activate(
		{ commands }: { readonly commands: CommandRegistry },
		tracker: INotebookTracker,
		registry: ISettingRegistry,
		{ languageCode }: ITranslator,
		palette: ICommandPalette | null,
	): Promise<void> {
		const words = wordsFor(languageCode);
		const open = new Map<NotebookPanel, NotebookMarks>();
		const current = () => tracker.currentWidget && open.get(tracker.currentWidget);
		const settings = await registry.load(id);
		const isOn = () => settings.composite.marks !== false;
		tracker.forEach(take);
		tracker.widgetAdded.connect((_, panel) => take(panel));
		tracker.currentChanged.connect(() => current()?.look());
		window.addEventListener("focus", () => current()?.look());
		settings.changed.connect(() => {
			for (const notebook of open.values()) notebook.isOn = isOn();
			commands.notifyCommandChanged(mark);
		});
		commands.addCommand(run, {
			label: words.runCommand,
			caption: words.runCaption,
			isEnabled: () => isOn() && tracker.currentWidget !== null,
			execute: () => current()?.run(),
		});
		commands.addCommand(mark, {
			label: words.markCommand,
			caption: words.markCaption,
			isToggled: isOn,
			execute: () => settings.set("marks", !isOn()),
		});
		for (const command of [run, mark]) palette?.addItem({ command, category: "Notebook" });

		function take(panel: NotebookPanel): void {
			open.set(panel, new NotebookMarks(panel, words, isOn()));
			panel.disposed.connect(() => open.delete(panel));
		}
	},
};
