import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".mjs": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".json": "application/json",
	".ipynb": "application/json",
	".svg": "image/svg+xml",
	".png": "image/png",
	".woff2": "font/woff2",
	".wasm": "application/wasm",
};

/** With these a browser isolates a page from others, and lets it share memory with its workers. */
const isolation = {
	"Cross-Origin-Opener-Policy": "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "same-origin",
};

export interface ServeOptions {
	isolated?: boolean;
	/** 0 for any. */
	port?: number;
	/** The path below which the folder lies: `/courses/rnn`. */
	below?: string;
}

export interface Served {
	readonly address: string;
	stop(): Promise<void>;
}

/** Serves a folder on this machine alone, as any web server would. */
export async function serve(
	folder: string,
	{ isolated = false, port = 0, below = "" }: ServeOptions = {},
): Promise<Served> {
	const server = createServer(({ url = "/" }, response) => {
		const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
		if (path === "/favicon.ico") {
			// Browsers ask the host for it, whatever the page says.
			response.writeHead(204).end();
			return;
		}
		const found = path.startsWith(`${below}/`)
			? fileOf(folder, path.slice(below.length))
			: undefined;
		if (found === undefined) {
			response.writeHead(404, isolated ? isolation : {}).end();
			return;
		}
		response.writeHead(200, {
			"Content-Type": types[extname(found)] ?? "application/octet-stream",
			"Cache-Control": "no-cache",
			...(isolated ? isolation : {}),
		});
		createReadStream(found).pipe(response);
	});
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject).listen(port, "127.0.0.1", resolve);
	});
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${below}/`;
	return {
		address,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function fileOf(folder: string, path: string): string | undefined {
	const file = join(folder, normalize(path));
	if (!existsSync(file)) return undefined;
	const named = statSync(file).isDirectory() ? join(file, "index.html") : file;
	return existsSync(named) ? named : undefined;
}
