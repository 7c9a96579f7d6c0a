import { type Displayable, display, type MimeBundle, plotlyMimeType } from "../figures/figure.js";
import type { Controls } from "./controls.js";
import { escaped } from "./html.js";
import { kernel, type Slot, slot } from "./kernel.js";

/** The picture of values. It is no longer wanted when `signal` is aborted. */
export type Compute<V> = (values: V, signal: AbortSignal) => Displayable | Promise<Displayable>;

/**
 * How long, in milliseconds, a front end waits for the picture of one value before it sends the
 * next. A picture that is ready by then is always shown; what takes longer gives way to newer values.
 */
const patience = 200;

/**
 * Shows controls, and below them the picture of their values, which follows when they are moved.
 *
 * A newer value ends the computation of an older one; at most one more is waiting. What `compute`
 * throws stands in the picture's place until the next good value.
 *
 * @returns when the first picture stands. It is the cell's own: its errors are, too, but for those
 * that values cause (RangeError, DivergenceError), which stand in its place.
 */
export async function explore<V>(controls: Controls<V>, compute: Compute<V>): Promise<void> {
	const exploration = new Exploration(compute);
	controls.show((values, complaint) => exploration.follow(values, complaint));
	await exploration.begin(controls.values);
}

interface Wanted<V> {
	readonly values: V;
	readonly complaint: string | undefined;
}

/** One figure that follows values, one computation at a time. */
class Exploration<V> {
	readonly #compute: Compute<V>;
	readonly #picture = new Picture(slot());
	/** The newest values whose computation has not begun. */
	#wanted: Wanted<V> | undefined;
	#work: Work | undefined;

	constructor(compute: Compute<V>) {
		this.#compute = compute;
	}

	async begin(values: V): Promise<void> {
		this.#wanted = { values, complaint: undefined };
		const work = this.#start();
		await work.done;
		if (work.error !== undefined && !isAboutValues(work.error)) throw work.error;
	}

	/** Draws the values next. The promise ends when they are drawn, or when `patience` has run out. */
	follow(values: V, complaint: string | undefined): Promise<void> {
		this.#wanted = { values, complaint };
		this.#work?.computation.abort();
		const work = this.#work ?? this.#start();
		return Promise.race([work.done, rest(patience)]);
	}

	#start(): Work {
		const cell = kernel()?.signal;
		const work: Work = { computation: new AbortController(), done: Promise.resolve() };
		// The stop button ends the work; the next value has to begin anew.
		cell?.addEventListener(
			"abort",
			() => {
				work.computation.abort();
				if (this.#work === work) this.#work = undefined;
			},
			{ once: true },
		);
		this.#work = work;
		work.done = this.#drawAll(work);
		return work;
	}

	async #drawAll(work: Work): Promise<void> {
		while (this.#wanted !== undefined && this.#work === work) {
			// Values that have arrived by now are as good as one.
			await rest(0);
			const { values, complaint } = this.#wanted;
			this.#wanted = undefined;
			work.computation = new AbortController();
			const { signal } = work.computation;
			try {
				if (complaint !== undefined) throw new RangeError(complaint);
				const shown = (await this.#compute(values, signal))[display]();
				if (!signal.aborted) this.#picture.show(shown);
			} catch (error) {
				if (signal.aborted) continue;
				work.error = error;
				this.#picture.fail(error);
			}
		}
		if (this.#work === work) this.#work = undefined;
	}
}

interface Work {
	/** What ends the computation under way. */
	computation: AbortController;
	done: Promise<void>;
	error?: unknown;
}

/** What stands below the controls. */
class Picture {
	readonly #slot: Slot;
	#height = 0;

	constructor(slot: Slot) {
		this.#slot = slot;
	}

	show(bundle: MimeBundle): void {
		const figure = bundle[plotlyMimeType] as { layout?: { height?: number } } | undefined;
		this.#height = figure?.layout?.height ?? 0;
		this.#slot.show(bundle);
	}

	/** As high as the picture before it, so that nothing jumps. */
	fail(error: unknown): void {
		const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
		const height = this.#height > 0 ? ` style="min-height:${this.#height}px"` : "";
		const lines = escaped(text).replace(/\n/g, "<br>");
		this.#slot.show({
			"text/html": `<div role="alert"${height}><p><b>✗</b> ${lines}</p></div>`,
			"text/plain": `✗ ${text}`,
		});
	}
}

/** By name: an error may come from a module that has been loaded anew since. */
function isAboutValues(error: unknown): boolean {
	return error instanceof Error && ["RangeError", "DivergenceError"].includes(error.name);
}

function rest(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(() => resolve(), milliseconds));
}
