import type { Comm, Data, Kernel } from "../../src/notebook/kernel.js";

/** What a front end keeps of a widget: its model's state, as messages have made it. */
interface Model {
	readonly id: string;
	readonly state: Record<string, unknown>;
}

interface Shown {
	readonly bundle: Data;
	readonly displayId: string | undefined;
	readonly update: boolean;
}

interface Channel extends Comm {
	handler: ((data: Data) => unknown) | undefined;
}

const key = Symbol.for("Jupyter.host");

/**
 * A kernel's host with the front end's side of its comms, which keeps models as Jupyter's widget
 * manager does, and moves them as a reader does.
 */
export class FrontEnd implements Kernel {
	readonly models = new Map<string, Model>();
	/** Everything that was shown, in order. */
	readonly shown: Shown[] = [];
	/** Every message from the kernel, in order. */
	readonly messages: Data[] = [];
	readonly opened: { readonly target: string; readonly data: Data; readonly metadata: Data }[] = [];
	stop = new AbortController();
	readonly #channels = new Map<string, Channel>();
	readonly #targets = new Map<string, (comm: Comm, data: Data) => unknown>();

	/** Runs `work` as a cell that this front end has sent. */
	async run<T>(work: () => Promise<T> | T): Promise<T> {
		const holder = globalThis as { [key: symbol]: Kernel | undefined };
		holder[key] = this;
		try {
			return await work();
		} finally {
			delete holder[key];
		}
	}

	get signal(): AbortSignal {
		return this.stop.signal;
	}

	display(bundle: Data, { displayId, update = false }: Partial<Shown> = {}): void {
		this.shown.push({ bundle, displayId, update });
	}

	openComm(target: string, data: Data = {}, { metadata = {} }: { metadata?: Data } = {}): Comm {
		const channel = this.#channel(`comm ${this.#channels.size}`);
		this.opened.push({ target, data, metadata });
		const state = JSON.parse(JSON.stringify(data.state));
		this.models.set(channel.id, { id: channel.id, state });
		return channel;
	}

	onComm(target: string, handler: (comm: Comm, data: Data) => unknown): void {
		this.#targets.set(target, handler);
	}

	/** Opens a channel to the kernel, and sends a message over it. */
	ask(target: string, data: Data): void {
		const channel = this.#channel(`asked ${this.#channels.size}`);
		this.#targets.get(target)?.(channel, {});
		channel.handler?.(data);
	}

	/** Sends a widget a message; ends when the kernel is idle again. */
	send(model: Model, data: Data): Promise<unknown> {
		return this.run(async () => this.#channels.get(model.id)?.handler?.(data));
	}

	/** A reader moves the widget with this label. */
	move(description: string, state: Data): Promise<unknown> {
		const model = this.find(description);
		Object.assign(model.state, state);
		return this.send(model, { method: "update", state, buffer_paths: [] });
	}

	click(description: string): Promise<unknown> {
		return this.send(this.find(description), { method: "custom", content: { event: "click" } });
	}

	/** The newest widget with this label. */
	find(description: string): Model {
		const found = [...this.models.values()].filter(
			({ state }) => state.description === description,
		);
		const model = found.at(-1);
		if (model === undefined) throw new Error(`no widget is called ${description}`);
		return model;
	}

	/** The newest widgets of a kind. */
	all(name: string): Model[] {
		return [...this.models.values()].filter(({ state }) => state._model_name === name);
	}

	#channel(id: string): Channel {
		const channel: Channel = {
			id,
			handler: undefined,
			send: (data) => {
				this.messages.push(JSON.parse(JSON.stringify(data)));
				if (data.method === "update") Object.assign(this.models.get(id)?.state ?? {}, data.state);
			},
			onMessage(handler) {
				channel.handler = handler;
			},
			onClose() {},
		};
		this.#channels.set(id, channel);
		return channel;
	}
}
