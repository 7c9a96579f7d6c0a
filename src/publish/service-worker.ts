/**
 * Keeps the site in the browser: after the first visit it opens without a network. It also says what
 * isolates the page from others, whatever the host says: then pages share memory with their workers.
 */

/** Put here when the site is built: its fingerprint, and all its files. */
declare const version: string;
declare const files: readonly string[];

interface WorkerEvent extends Event {
	waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends WorkerEvent {
	readonly request: Request;
	respondWith(response: Promise<Response>): void;
}
interface Scope {
	readonly registration: { readonly scope: string };
	readonly clients: { claim(): Promise<void> };
	addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
	addEventListener(type: "install" | "activate", listener: (event: WorkerEvent) => void): void;
}

const scope = globalThis as unknown as Scope;
const base = new URL(scope.registration.scope);
const prefix = `unrolled ${base.pathname} `;
const name = prefix + version;

scope.addEventListener("install", (event) => event.waitUntil(keepAll()));
// Reached when no page of an earlier site is open any more: what that has kept may go.
scope.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
scope.addEventListener("fetch", (event) => {
	const { method, url } = event.request;
	const { origin, pathname } = new URL(url);
	if (method !== "GET" || origin !== base.origin) return;
	// JupyterLite asks now and then, so that browsers do not put this worker to sleep.
	if (pathname === "/api/service-worker-heartbeat") {
		event.respondWith(Promise.resolve(new Response("ok")));
	} else if (pathname.startsWith(base.pathname))
		event.respondWith(answer(event.request, pathname.slice(base.pathname.length)));
});

async function keepAll(): Promise<void> {
	const cache = await caches.open(name);
	const left = [...files];
	while (left.length > 0) {
		const some = left.splice(0, 16).map((file) => new Request(file, { cache: "no-cache" }));
		await cache.addAll(some);
	}
}

async function forgetOthers(): Promise<void> {
	for (const other of await caches.keys()) {
		if (other.startsWith(prefix) && other !== name) await caches.delete(other);
	}
	await scope.clients.claim();
}

async function answer(request: Request, path: string): Promise<Response> {
	const cache = await caches.open(name);
	const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
	const kept = await cache.match(new URL(file, base), { ignoreSearch: true });
	return isolated(kept ?? (await fetch(request)));
}

function isolated(response: Response): Response {
	if (response.type === "opaque" || response.status === 0 || response.redirected) return response;
	const headers = new Headers(response.headers);
	headers.set("Cross-Origin-Opener-Policy", "same-origin");
	headers.set("Cross-Origin-Embedder-Policy", "require-corp");
	const { status, statusText } = response;
	// Some answers have no body, and may have none.
	const body = [204, 304].includes(status) ? null : response.body;
	return new Response(body, { status, statusText, headers });
}

export {};
