import type { ImportRequest } from "./protocol.js";
import type { Ts, TypeScript } from "./typescript.js";

/** The imports of an emitted cell, and what its rewritten code has in their place. */
export class CellImports {
	readonly requests: ImportRequest[] = [];
	/** Imported names, and the expressions that stand for them. */
	readonly values = new Map<string, string>();
	readonly #ts: Ts;
	/** See `runtimeName` in `cells.ts`. */
	readonly #runtime: string;
	readonly #reexports: string[] = [];
	readonly #reexported = new Map<string, string>();

	constructor(ts: Ts, runtime: string) {
		this.#ts = ts;
		this.#runtime = runtime;
	}

	/** The names that later cells may use. */
	get declared(): string[] {
		return [...this.values.keys(), ...this.#reexported.keys()];
	}

	/** The modules that these names are from, as the cell calls them. */
	get sources(): Record<string, string> {
		const source = (value: string) =>
			this.requests[Number.parseInt(value.slice(this.#runtime.length + 1), 10)]?.specifier ?? "";
		const values = [...this.values, ...this.#reexported];
		return Object.fromEntries(values.map(([name, value]) => [name, source(value)]));
	}

	add({ importClause, moduleSpecifier, attributes }: TypeScript.ImportDeclaration): void {
		const module = this.#module(moduleSpecifier as TypeScript.StringLiteral, attributes);
		if (!importClause) return;
		const { name, namedBindings } = importClause;
		if (name) this.values.set(name.text, `${module}.default`);
		if (!namedBindings) return;
		if (this.#ts.isNamespaceImport(namedBindings)) {
			this.values.set(namedBindings.name.text, module);
			return;
		}
		for (const element of namedBindings.elements) {
			this.values.set(element.name.text, member(module, element.propertyName ?? element.name));
		}
	}

	addReexport({ moduleSpecifier, exportClause, attributes }: TypeScript.ExportDeclaration): void {
		if (!moduleSpecifier) return;
		const module = this.#module(moduleSpecifier as TypeScript.StringLiteral, attributes);
		if (!exportClause) {
			this.#reexports.push(`${this.#runtime}.reexport(${module});`);
		} else if (this.#ts.isNamespaceExport(exportClause)) {
			this.#share(exportClause.name.text, module);
		} else {
			for (const { name, propertyName } of exportClause.elements) {
				this.#share(name.text, member(module, propertyName ?? name));
			}
		}
	}

	/** Statements for the head of the cell. */
	code(): string[] {
		return [
			...this.requests.map(
				(_, i) => `const ${this.#runtime}m${i} = ${this.#runtime}.modules[${i}];`,
			),
			...[...this.values].map(([name, value]) => liveCode(this.#runtime, name, value, false)),
			...this.#reexports,
		];
	}

	/** The local for the module that a statement names. */
	#module(
		{ text: specifier }: TypeScript.StringLiteral,
		attributes: TypeScript.ImportAttributes | undefined,
	): string {
		const pairs = attributes?.elements.map(({ name, value }) => [
			name.text,
			(value as TypeScript.StringLiteral).text,
		]);
		const request = pairs ? { specifier, attributes: Object.fromEntries(pairs) } : { specifier };
		return `${this.#runtime}m${this.requests.push(request) - 1}`;
	}

	#share(name: string, value: string): void {
		this.#reexported.set(name, value);
		this.#reexports.push(liveCode(this.#runtime, name, value, false));
	}
}

/** A statement that hands a value over that may change at any time. */
export function liveCode(
	runtime: string,
	name: string,
	value: string,
	isVariable: boolean,
): string {
	const set = isVariable ? `, (${runtime}v) => (${value} = ${runtime}v)` : "";
	return `${runtime}.live(${JSON.stringify(name)}, () => ${value}${set});`;
}

/** A module's export, which may have any text as its name. */
function member(module: string, { text }: { text: string }): string {
	return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text)
		? `${module}.${text}`
		: `${module}[${JSON.stringify(text)}]`;
}
