import type { FileModel, IDefaultDrive } from "@jupyterlab/services";

/** Whether cells can import a file. */
const isCode = (path: string) => /\.([cm]?[jt]sx?|json)$/.test(path);

/** The files of the reader's that cells can import, by their paths. */
export async function editedFiles({ storage }: IDefaultDrive): Promise<Record<string, string>> {
	const edited: Record<string, string> = {};
	const stored = await storage;
	for (const path of (await stored?.keys()) ?? []) {
		const text = isCode(path) ? textOf(await stored?.getItem(path)) : undefined;
		if (text !== undefined) edited[path] = text;
	}
	return edited;
}

/** Says of each file that cells can import when it is saved, moved or deleted. */
export function watchFiles(
	drive: IDefaultDrive,
	write: (path: string, text: string | undefined) => void,
): void {
	drive.fileChanged.connect((_, { oldValue, newValue }) => {
		for (const path of new Set([oldValue?.path, newValue?.path])) {
			if (path === undefined || !isCode(path)) continue;
			void drive.storage?.then(async (stored) => write(path, textOf(await stored.getItem(path))));
		}
	});
}

function textOf(model: FileModel | null | undefined): string | undefined {
	if (model?.type !== "file") return undefined;
	const { content } = model;
	return typeof content === "string" ? content : JSON.stringify(content);
}
