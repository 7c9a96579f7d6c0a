import type { IDefaultDrive } from "@jupyterlab/services";

/** The site's notebooks, by their paths, and what they are in this build. */
export type Versions = Readonly<Record<string, string>>;

/**
 * The reader's copies of lessons. JupyterLite shows a copy in the place of the site's notebook for
 * ever: so it is remembered which version a copy was made of.
 */
export class LessonCopies {
	readonly #drive: IDefaultDrive;
	readonly #versions: Versions;
	readonly #site: string;

	/** @param site the address of the site: others may be on the same host */
	constructor(drive: IDefaultDrive, versions: Versions, site: string) {
		this.#drive = drive;
		this.#versions = versions;
		this.#site = site;
	}

	isLesson(path: string): boolean {
		return Object.hasOwn(this.#versions, path);
	}

	/** The reader has saved a lesson. */
	saved(path: string): void {
		const version = this.#versions[path];
		if (version === undefined || localStorage.getItem(this.#key(path)) !== null) return;
		localStorage.setItem(this.#key(path), version);
	}

	/** Whether the site has another version than the one that the reader has changed. */
	async isOutdated(path: string): Promise<boolean> {
		const version = localStorage.getItem(this.#key(path));
		if (version === null || version === this.#versions[path]) return false;
		const stored = await this.#drive.storage;
		return ((await stored?.getItem(path)) ?? null) !== null;
	}

	/** Forgets the copy: what is loaded from now on is the site's. */
	async forget(path: string): Promise<void> {
		await (await this.#drive.storage)?.removeItem(path);
		localStorage.removeItem(this.#key(path));
	}

	#key(path: string): string {
		return `unrolled ${this.#site} ${path}`;
	}
}
