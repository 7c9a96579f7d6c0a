interface Resource {
	dispose: (() => unknown) | undefined;
	isAsync: boolean;
}

/** What `using` and `await using` at the top level of a cell have to dispose of at its end. */
export class DisposalStack {
	readonly #resources: Resource[] = [];
	#failure: { error: unknown } | undefined;

	/** @throws {TypeError} if the resource cannot be disposed of */
	add(resource: unknown, isAsync: boolean): void {
		if (resource === null || resource === undefined) {
			if (isAsync) this.#resources.push({ dispose: undefined, isAsync });
			return;
		}
		const object = Object(resource) as Partial<Record<symbol, unknown>>;
		const method = (isAsync ? object[Symbol.asyncDispose] : undefined) ?? object[Symbol.dispose];
		if (typeof method !== "function") {
			throw new TypeError(
				`using takes an object with [Symbol.${isAsync ? "asyncDispose" : "dispose"}], null or undefined`,
			);
		}
		this.#resources.push({ dispose: () => method.call(resource), isAsync });
	}

	fail(error: unknown): void {
		this.#failure = { error };
	}

	dispose(): void {
		for (let next = this.#resources.pop(); next; next = this.#resources.pop()) {
			try {
				next.dispose?.();
			} catch (error) {
				this.#suppress(error);
			}
		}
		if (this.#failure) throw this.#failure.error;
	}

	async disposeAsync(): Promise<void> {
		for (let next = this.#resources.pop(); next; next = this.#resources.pop()) {
			try {
				const disposed = next.dispose?.();
				if (next.isAsync) await disposed;
			} catch (error) {
				this.#suppress(error);
			}
		}
		if (this.#failure) throw this.#failure.error;
	}

	/** An error on top of another one: both are shown. */
	#suppress(error: unknown): void {
		if (!this.#failure) {
			this.#failure = { error };
			return;
		}
		const suppressed = this.#failure.error;
		const both = new Error("An error was suppressed during disposal.", { cause: error });
		both.name = "SuppressedError";
		this.#failure = { error: Object.assign(both, { error, suppressed }) };
	}
}
