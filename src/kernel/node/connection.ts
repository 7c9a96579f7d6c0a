import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { Router, XPublisher } from "zeromq";
import type { Json } from "../core/protocol.js";
import { Codec, type Header, type Message } from "./messages.js";

/** What Jupyter writes for a kernel that it starts. */
interface ConnectionFile {
	transport: string;
	ip: string;
	shell_port: number;
	iopub_port: number;
	stdin_port: number;
	control_port: number;
	hb_port: number;
	key: string;
	signature_scheme?: string;
}

export type Channel = "shell" | "control";
export type Receive = (channel: Channel, message: Message) => void;
type Frames = (Uint8Array | string)[];

/** ZeroMQ takes one message at a time: the others wait here, in order. */
class Outbox {
	readonly #socket: { send(frames: Frames): Promise<void> };
	readonly #waiting: Frames[] = [];
	#sending = false;

	constructor(socket: { send(frames: Frames): Promise<void> }) {
		this.#socket = socket;
	}

	send(frames: Frames): void {
		this.#waiting.push(frames);
		if (!this.#sending) void this.#drain();
	}

	async #drain(): Promise<void> {
		this.#sending = true;
		for (let frames = this.#waiting.shift(); frames; frames = this.#waiting.shift()) {
			// A peer that has gone is no reason to stop.
			await this.#socket.send(frames).catch(() => {});
		}
		this.#sending = false;
	}

	get length(): number {
		return this.#waiting.length;
	}
}

/** The five sockets of a kernel. Everything that is not a message for it is dropped here. */
export class Connection {
	readonly #codec: Codec;
	readonly #sockets = {
		shell: new Router({ linger: 1000, sendHighWaterMark: 0 }),
		control: new Router({ linger: 1000, sendHighWaterMark: 0 }),
		stdin: new Router({ linger: 0 }),
		iopub: new XPublisher({ linger: 1000, sendHighWaterMark: 0, verbosity: "allSubs" }),
		heartbeat: new Router({ linger: 0, sendHighWaterMark: 0 }),
	};
	readonly #outboxes = {
		shell: new Outbox(this.#sockets.shell),
		control: new Outbox(this.#sockets.control),
		iopub: new Outbox(this.#sockets.iopub),
		heartbeat: new Outbox(this.#sockets.heartbeat),
	};
	readonly #complaints = new Set<string>();

	private constructor(codec: Codec) {
		this.#codec = codec;
	}

	/** Binds where the connection file says, and nowhere else. */
	static async open(path: string): Promise<Connection> {
		const file = JSON.parse(readFileSync(path, "utf8")) as ConnectionFile;
		const connection = new Connection(new Codec(file.key, file.signature_scheme));
		const separator = file.transport === "ipc" ? "-" : ":";
		const address = (port: number) => `${file.transport}://${file.ip}${separator}${port}`;
		const { shell, control, stdin, iopub, heartbeat } = connection.#sockets;
		await Promise.all([
			shell.bind(address(file.shell_port)),
			control.bind(address(file.control_port)),
			stdin.bind(address(file.stdin_port)),
			iopub.bind(address(file.iopub_port)),
			heartbeat.bind(address(file.hb_port)),
		]);
		return connection;
	}

	listen(receive: Receive): void {
		const { shell, control, stdin, iopub, heartbeat } = this.#sockets;
		void this.#read(control, (frames) => receive("control", this.#codec.decode(frames)));
		void this.#read(shell, (frames) => receive("shell", this.#codec.decode(frames)));
		// No cell asks for input, so nothing is expected here.
		void this.#read(stdin, () => {});
		void this.#read(iopub, (frames) => this.#welcome(frames));
		void this.#read(heartbeat, (frames) => this.#outboxes.heartbeat.send(frames));
	}

	async #read(socket: Router | XPublisher, receive: (frames: Buffer[]) => void): Promise<void> {
		while (!socket.closed) {
			try {
				receive(await socket.receive());
			} catch (error) {
				if (socket.closed) return;
				this.complain(error instanceof Error ? error.message : String(error));
				// What a peer does wrong can make ZeroMQ itself refuse, now and then.
				if (error instanceof Error && "errno" in error) await setTimeout(1);
			}
		}
	}

	/** JEP 65: says to a new subscriber that from now on it misses nothing. */
	#welcome([frame]: Buffer[]): void {
		if (frame?.[0] !== 1) return;
		const topic = frame.subarray(1);
		this.#outboxes.iopub.send(
			this.#codec.encode(
				"iopub_welcome",
				{ subscription: topic.toString("utf8") },
				{ identities: [topic] },
			),
		);
	}

	/** Says on stderr, once for each kind, what was dropped. */
	complain(reason: string): void {
		const kind = reason.replace(/["'].*|\d+/g, "…");
		if (this.#complaints.has(kind) || this.#complaints.size >= 100) return;
		this.#complaints.add(kind);
		process.stderr.write(`kernel: dropped a message: ${reason.slice(0, 200)}\n`);
	}

	reply(channel: Channel, request: Message, type: string, content: Json): void {
		const { identities, header: parent } = request;
		this.#outboxes[channel].send(this.#codec.encode(type, content, { identities, parent }));
	}

	publish(
		type: string,
		parent: Header | Record<string, never>,
		content: Json,
		extra: { metadata?: Json; buffers?: readonly Uint8Array[] } = {},
	): void {
		const identities = [Buffer.from(`kernel.${this.#codec.session}.${type}`)];
		this.#outboxes.iopub.send(this.#codec.encode(type, content, { identities, parent, ...extra }));
	}

	/** Lets what was sent leave, then frees the ports. */
	async close(): Promise<void> {
		for (let tries = 0; tries < 50; tries++) {
			if (Object.values(this.#outboxes).every((outbox) => outbox.length === 0)) break;
			await setTimeout(10);
		}
		for (const socket of Object.values(this.#sockets)) socket.close();
	}
}
