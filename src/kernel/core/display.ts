import type { Host } from "./host.js";

/** What `import { display } from "tslab"` gives: tslab's own interface, on this kernel's host. */
export function tslabModule(host: Host, versions: Record<string, string>) {
	class Display {
		readonly #id: string | undefined;
		#shown = false;

		constructor(id?: string) {
			this.#id = id;
		}

		javascript(code: string): void {
			this.raw("text/javascript", code);
		}
		html(html: string): void {
			this.raw("text/html", html);
		}
		markdown(markdown: string): void {
			this.raw("text/markdown", markdown);
		}
		latex(latex: string): void {
			this.raw("text/latex", latex);
		}
		svg(svg: string): void {
			this.raw("image/svg+xml", svg);
		}
		png(bytes: Uint8Array): void {
			this.raw("image/png", bytes);
		}
		jpeg(bytes: Uint8Array): void {
			this.raw("image/jpeg", bytes);
		}
		gif(bytes: Uint8Array): void {
			this.raw("image/gif", bytes);
		}
		pdf(bytes: Uint8Array): void {
			this.raw("application/pdf", bytes);
		}
		text(text: string): void {
			this.raw("text/plain", text);
		}
		raw(contentType: string, content: string | Uint8Array): void {
			const displayId = this.#id;
			const update = this.#shown;
			this.#shown = displayId !== undefined;
			host.display(
				{ [contentType]: content },
				displayId === undefined ? {} : { displayId, update },
			);
		}
	}
	return {
		__esModule: true,
		display: new Display(),
		newDisplay: () => new Display(crypto.randomUUID()),
		versions,
	};
}
