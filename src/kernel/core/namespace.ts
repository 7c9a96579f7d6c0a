import type { Namespace } from "./ports.js";

/** The exports of a CommonJS module, in the way that TypeScript understands them. */
export function namespaceOf(exports: unknown): Namespace {
	const names = Object.keys(Object(exports));
	const isEsModule = names.includes("default") && "__esModule" in Object(exports);
	const namespace = {};
	for (const name of names) {
		Object.defineProperty(namespace, name, {
			enumerable: true,
			get: () => (exports as Namespace)[name],
		});
	}
	if (!isEsModule)
		Object.defineProperty(namespace, "default", { enumerable: true, value: exports });
	return namespace;
}
