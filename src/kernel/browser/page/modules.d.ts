/** What the page's end of the kernel uses of JupyterLab and JupyterLite; they are not installed here. */
declare module "@jupyterlab/coreutils" {
	export const PageConfig: { getBaseUrl(): string };
}

declare module "@jupyterlab/services" {
	import type { Token } from "@lumino/coreutils";
	import type { ISignal } from "@lumino/signaling";

	export interface FileModel {
		path: string;
		type: string;
		format?: string;
		content?: unknown;
	}
	export interface FileChange {
		type: "new" | "save" | "rename" | "delete";
		oldValue: { path?: string } | null;
		newValue: { path?: string } | null;
	}
	/** Files as JupyterLite keeps them: the site's, and those that the browser has stored. */
	export interface IDefaultDrive {
		readonly fileChanged: ISignal<unknown, FileChange>;
		get(path: string, options?: { content?: boolean }): Promise<FileModel>;
		save(path: string, model: Partial<FileModel>): Promise<FileModel>;
		delete(path: string): Promise<void>;
		/** What the browser has stored, by its path. */
		readonly storage?: Promise<{
			keys(): Promise<string[]>;
			getItem(path: string): Promise<FileModel | null>;
			removeItem(path: string): Promise<void>;
		}>;
	}
	export const IDefaultDrive: Token<IDefaultDrive>;
}

declare module "@jupyterlite/services" {
	import type { Token } from "@lumino/coreutils";
	import type { PageMessage } from "../protocol.js";

	export interface KernelOptions {
		id: string;
		name: string;
		/** The folder of the notebook. */
		location: string;
		sendMessage(message: PageMessage): void;
	}
	export interface IKernelSpecs {
		register(options: {
			spec: Record<string, unknown>;
			create(options: KernelOptions): Promise<unknown>;
		}): void;
	}
	export const IKernelSpecs: Token<IKernelSpecs>;
	export interface IKernelClient {
		interrupt(id: string): Promise<void>;
	}
	export const IKernelClient: Token<IKernelClient>;
}

declare module "@jupyterlab/apputils" {
	export const Notification: {
		info(
			message: string,
			options: {
				autoClose: false;
				actions: { label: string; callback(): void; displayType?: "accent" }[];
			},
		): string;
	};
	export function showDialog(options: {
		title: string;
		body: string;
		buttons: unknown[];
	}): Promise<{ button: { accept: boolean } }>;
	export const Dialog: {
		cancelButton(): unknown;
		warnButton(options: { label: string }): unknown;
	};
}

declare module "@jupyterlab/mainmenu" {
	import type { Token } from "@lumino/coreutils";

	export interface IMainMenu {
		readonly fileMenu: { addGroup(items: { command: string }[], rank: number): void };
	}
	export const IMainMenu: Token<IMainMenu>;
}

/** Beside what the renderer has of it. */
declare module "@jupyterlab/notebook" {
	import type { ISignal } from "@lumino/signaling";

	/** The document behind an open notebook. */
	export interface Context {
		/** With the name of its drive before it, if it has one. */
		readonly localPath: string;
		readonly ready: Promise<void>;
		readonly saveState: ISignal<unknown, string>;
		revert(): Promise<void>;
	}
	export interface NotebookPanel {
		readonly context: Context;
	}
}
