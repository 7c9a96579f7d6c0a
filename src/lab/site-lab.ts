import { relative } from "node:path";
import { root } from "../setup/machine.mjs";
import type { Lab } from "./notebook-page.js";

/** The JupyterLab of the built site, which runs in the browser alone. */
export class SiteLab implements Lab {
	/** @param base the address of the site */
	constructor(private readonly base: string) {}

	address(file?: string): string {
		const path = file === undefined ? "" : `?path=${encodeURIComponent(this.pathOf(file))}`;
		return `${this.base}lab/index.html${path}`;
	}

	pathOf(file: string): string {
		return relative(root, file).replaceAll("\\", "/");
	}
}
