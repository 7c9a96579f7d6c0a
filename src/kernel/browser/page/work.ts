import { Dialog, Notification, showDialog } from "@jupyterlab/apputils";
import { PageConfig } from "@jupyterlab/coreutils";
import { IMainMenu } from "@jupyterlab/mainmenu";
import { type Context, INotebookTracker } from "@jupyterlab/notebook";
import { type FileModel, IDefaultDrive } from "@jupyterlab/services";
import { LessonCopies, type Versions } from "./lesson-copies.js";
import { zip } from "./zip.js";

/** Put here when the site is built. */
declare const lessonVersions: Versions;

interface App {
	readonly commands: {
		addCommand(id: string, options: Record<string, unknown>): void;
		execute(id: string): Promise<unknown>;
	};
}

const restoreCommand = "unrolled:restore-lesson";
const downloadCommand = "unrolled:download-all";

/** What becomes of the reader's work: lessons can be had back as they were, and files taken away. */
export const workPlugin = {
	id: "unrolled-kernel:work",
	description: "Restores lessons, says when the site has newer ones, downloads what was changed.",
	autoStart: true,
	requires: [IDefaultDrive, INotebookTracker, IMainMenu],
	activate(app: App, drive: IDefaultDrive, tracker: INotebookTracker, menu: IMainMenu): void {
		const copies = new LessonCopies(drive, lessonVersions, PageConfig.getBaseUrl());
		const current = () => tracker.currentWidget?.context;
		app.commands.addCommand(restoreCommand, {
			label: "Restore This Lesson…",
			isEnabled: () => copies.isLesson(current()?.localPath ?? ""),
			execute: async () => {
				const context = current();
				if (context && (await isMeant())) await restore(copies, context);
			},
		});
		app.commands.addCommand(downloadCommand, {
			label: "Download All That I Have Changed",
			execute: () => downloadAll(drive),
		});
		menu.fileMenu.addGroup([{ command: restoreCommand }, { command: downloadCommand }], 30);
		tracker.widgetAdded.connect((_, { context }) => {
			context.saveState.connect((__, state) => {
				if (state === "completed") copies.saved(context.localPath);
			});
			void context.ready.then(async () => {
				if (await copies.isOutdated(context.localPath)) offer(copies, context);
			});
		});
	},
};

async function isMeant(): Promise<boolean> {
	const { button } = await showDialog({
		title: "Restore this lesson?",
		body: "The lesson will be as the site has it. What you have changed in it is lost.",
		buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: "Restore" })],
	});
	return button.accept;
}

async function restore(copies: LessonCopies, context: Context): Promise<void> {
	await copies.forget(context.localPath);
	await context.revert();
}

function offer(copies: LessonCopies, context: Context): void {
	const message = `The site has a newer ${context.localPath} than the one that you have changed, and see here.`;
	const take = async () => {
		if (await isMeant()) await restore(copies, context);
	};
	Notification.info(message, {
		autoClose: false,
		actions: [{ label: "Take the new one…", callback: () => void take(), displayType: "accent" }],
	});
}

async function downloadAll({ storage }: IDefaultDrive): Promise<void> {
	const stored = await storage;
	const models = await Promise.all(
		((await stored?.keys()) ?? []).map((path) => stored?.getItem(path)),
	);
	const files = models.flatMap((model) =>
		model && model.type !== "directory" ? [{ path: model.path, bytes: bytesOf(model) }] : [],
	);
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob([zip(files)], { type: "application/zip" }));
	link.download = "unrolled.zip";
	link.click();
	URL.revokeObjectURL(link.href);
}

function bytesOf({ content, format }: FileModel): Uint8Array {
	if (typeof content === "string" && format === "base64") {
		return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
	}
	const text = typeof content === "string" ? content : JSON.stringify(content, null, 1);
	return new TextEncoder().encode(text);
}
