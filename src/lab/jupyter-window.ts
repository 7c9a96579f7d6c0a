/** A cell of an open notebook. */
interface JupyterCell {
	readonly node: Element;
	readonly model: {
		readonly executionState?: string;
		readonly trusted: boolean;
		readonly sharedModel: { getSource(): string };
		readonly outputs?: {
			toJSON(): readonly { readonly data?: Readonly<Record<string, unknown>> }[];
		};
	};
}

/** The part of JupyterLab's application that is used here. */
interface JupyterApp {
	readonly restored: Promise<void>;
	readonly serviceManager: {
		readonly contents: { save(path: string, model: Record<string, string>): Promise<unknown> };
	};
	readonly commands: {
		execute(id: string, args: unknown): Promise<unknown>;
		readonly commandExecuted: {
			connect(slot: (sender: unknown, args: { id: string; result: unknown }) => void): void;
		};
	};
	readonly shell: {
		widgets(area: string): Iterable<{
			readonly content?: { readonly widgets: readonly JupyterCell[] };
		}>;
		/** The notebook in front. */
		readonly currentWidget: {
			readonly revealed: Promise<void>;
			readonly sessionContext: {
				readonly session: {
					readonly kernel: { readonly status: string; readonly connectionStatus: string } | null;
				} | null;
			};
			readonly content: { readonly widgets: readonly JupyterCell[] };
		};
	};
}

declare global {
	interface Window {
		readonly jupyterapp: JupyterApp;
		/** The promises of the commands that run cells, since `NotebookPage` last looked. */
		unrolledRuns?: unknown[];
	}
}

export {};
