import type { Comm, Data, Kernel } from "../kernel.js";

/**
 * One model of Jupyter's widgets: the kernel's end of what a front end's widget manager keeps.
 * https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */
export class Widget {
	readonly #comm: Comm;
	readonly #state: Record<string, unknown>;
	#moved: ((changes: Data) => unknown) | undefined;
	#clicked: (() => unknown) | undefined;

	/**
	 * @param model the model's name: "FloatSliderModel"
	 * @param state what differs from the model's defaults
	 */
	constructor(kernel: Kernel, model: string, state: Data) {
		this.#state = { ...identity(model), ...state };
		const metadata = { version: "2.1.0" };
		this.#comm = kernel.openComm(
			"jupyter.widget",
			{ state: this.#state, buffer_paths: [] },
			{ metadata },
		);
		this.#comm.onMessage((data) => this.#receive(data));
		this.#comm.onClose(() => {
			alive().delete(this.#comm.id);
		});
		alive().set(this.#comm.id, this);
	}

	get id(): string {
		return this.#comm.id;
	}

	/** How another widget's state names this one. */
	get reference(): string {
		return `IPY_MODEL_${this.id}`;
	}

	get state(): Data {
		return this.#state;
	}

	/** Changes the widget wherever it is shown. */
	set(changes: Data): void {
		Object.assign(this.#state, changes);
		this.#comm.send({ method: "update", state: changes, buffer_paths: [] });
	}

	/** Calls back when a reader has changed the widget; the kernel is busy until that has ended. */
	onMove(moved: (changes: Data) => unknown): void {
		this.#moved = moved;
	}

	onClick(clicked: () => unknown): void {
		this.#clicked = clicked;
	}

	#receive(data: Data): unknown {
		switch (data.method) {
			case "update": {
				const changes = isData(data.state) ? data.state : {};
				Object.assign(this.#state, changes);
				// Other front ends on this kernel learn of it from here.
				this.#comm.send({ method: "echo_update", state: changes, buffer_paths: [] });
				return this.#moved?.(changes);
			}
			case "request_state":
				this.#comm.send({ method: "update", state: this.#state, buffer_paths: [] });
				return undefined;
			case "custom":
				return isData(data.content) && data.content.event === "click"
					? this.#clicked?.()
					: undefined;
			default:
				return undefined;
		}
	}
}

/** Shows a widget, or `otherwise` wherever there is none: no widget manager, no kernel. */
export function showWidget(kernel: Kernel, widget: Widget, otherwise: Data): void {
	answerRequests(kernel);
	const view = { version_major: 2, version_minor: 0, model_id: widget.id };
	kernel.display({ "application/vnd.jupyter.widget-view+json": view, ...otherwise });
}

function identity(model: string): Data {
	if (model === "LayoutModel") return { _model_name: model, ...of("_model", "base") };
	const named = { _model_name: model, ...of("_model", "controls") };
	// Nobody sees a style or a link: they have no view of their own.
	if (/Style|Link/.test(model)) return named;
	return { ...named, _view_name: model.replace("Model", "View"), ...of("_view", "controls") };
}

function of(part: string, module: "base" | "controls"): Data {
	return { [`${part}_module`]: `@jupyter-widgets/${module}`, [`${part}_module_version`]: "2.0.0" };
}

/** All widgets. Kept outside this module, which is loaded anew when `src` is edited. */
function alive(): Map<string, Widget> {
	const shared = globalThis as { [key: symbol]: Map<string, Widget> | undefined };
	const key = Symbol.for("unrolled.widgets");
	shared[key] ??= new Map();
	return shared[key];
}

/** A front end that has lost its widgets, or is new, asks for all of them at once. */
function answerRequests(kernel: Kernel): void {
	kernel.onComm("jupyter.widget.control", (comm) => {
		comm.onMessage(({ method }) => {
			if (method !== "request_states") return;
			const states: Record<string, Data> = {};
			for (const [id, { state }] of alive()) {
				states[id] = {
					model_name: state._model_name,
					model_module: state._model_module,
					model_module_version: state._model_module_version,
					state,
				};
			}
			comm.send({ method: "update_states", states, buffer_paths: [] });
		});
	});
}

function isData(value: unknown): value is Data {
	return typeof value === "object" && value !== null;
}
