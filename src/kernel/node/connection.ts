import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { Router, XPublisher } from "zeromq";
import type { Channel, Header, Message } from "../core/message.js";
import type { Extra, Frontend } from "../core/ports.js";
import type { Json, Question } from "../core/protocol.js";
import { Codec } from "./codec.js";
import { Outbox } from "./outbox.js";

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

interface Receiver {
	receive(channel: Channel, message: Message): void;
	receiveInput(message: Message): void;
	/** Somebody hears now what is published. */
	subscribed(): void;
}

/** How many messages ZeroMQ keeps for a subscriber that does not read as fast as we speak. */
const iopubMark = 64;
/**
 * How long, in milliseconds, a subscriber may read nothing of what waits for it before it is
 * disconnected. It will connect again, and be welcomed.
 */
const iopubPatience = 10_000;
/** The same for replies; more are dropped, of a peer that asks and asks and never reads. */
const replyMark = 10_000;
/** How long, in milliseconds, an address may be taken by another program, and how often it is tried. */
const bindPatience = 2000;
const bindInterval = 500;

/** The five sockets of a kernel. Everything that is not a message for it is dropped here. */
export class Connection implements Frontend {
	readonly ports: Json;
	readonly #codec: Codec;
	readonly #sockets = {
		shell: new Router({ linger: 1000, sendHighWaterMark: replyMark }),
		control: new Router({ linger: 1000, sendHighWaterMark: replyMark }),
		stdin: new Router({ linger: 0, sendHighWaterMark: replyMark }),
		iopub: new XPublisher({
			linger: 1000,
			sendHighWaterMark: iopubMark,
			noDrop: true,
			tcpMaxRetransmitTimeout: iopubPatience,
			verbosity: "allSubs",
		}),
		heartbeat: new Router({ linger: 0, sendHighWaterMark: replyMark }),
	};
	readonly #outboxes = {
		shell: new Outbox(this.#sockets.shell),
		control: new Outbox(this.#sockets.control),
		stdin: new Outbox(this.#sockets.stdin),
		iopub: new Outbox(this.#sockets.iopub, (frames) => this.#leaveBehind(frames)),
		heartbeat: new Outbox(this.#sockets.heartbeat),
	};
	readonly #complaints = new Set<string>();

	private constructor(file: ConnectionFile) {
		this.#codec = new Codec(file.key, file.signature_scheme);
		const { shell_port, iopub_port, stdin_port, control_port, hb_port } = file;
		this.ports = { shell_port, iopub_port, stdin_port, control_port, hb_port };
	}

	/** Binds where the connection file says, and nowhere else. */
	static async open(path: string): Promise<Connection> {
		const file = JSON.parse(readFileSync(path, "utf8")) as ConnectionFile;
		const connection = new Connection(file);
		const separator = file.transport === "ipc" ? "-" : ":";
		const address = (port: number) => `${file.transport}://${file.ip}${separator}${port}`;
		const { shell, control, stdin, iopub, heartbeat } = connection.#sockets;
		await Promise.all([
			bind(shell, address(file.shell_port)),
			bind(control, address(file.control_port)),
			bind(stdin, address(file.stdin_port)),
			bind(iopub, address(file.iopub_port)),
			bind(heartbeat, address(file.hb_port)),
		]);
		return connection;
	}

	listen(to: Receiver): void {
		const { shell, control, stdin, iopub, heartbeat } = this.#sockets;
		void this.#read(control, (frames) => to.receive("control", this.#codec.decode(frames)));
		void this.#read(shell, (frames) => to.receive("shell", this.#codec.decode(frames)));
		void this.#read(stdin, (frames) => to.receiveInput(this.#codec.decode(frames)));
		void this.#read(iopub, (frames) => {
			if (this.#welcome(frames)) to.subscribed();
		});
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
	#welcome([frame]: Buffer[]): boolean {
		if (frame?.[0] !== 1) return false;
		const topic = frame.subarray(1);
		this.#outboxes.iopub.send(
			this.#codec.encode(
				"iopub_welcome",
				{ subscription: topic.toString("utf8") },
				{ identities: [topic] },
			),
		);
		return true;
	}

	/**
	 * A subscriber that reads nothing, and whose connection the system does not end, misses this
	 * message: the others do not wait for it.
	 */
	async #leaveBehind(frames: (Uint8Array | string)[]): Promise<void> {
		const { iopub } = this.#sockets;
		setNoDrop(iopub, false);
		try {
			await iopub.send(frames);
		} finally {
			setNoDrop(iopub, true);
		}
	}

	/** Says on stderr, once for each kind, what was dropped. */
	complain(reason: string): void {
		const kind = reason.replace(/["'].*|\d+/g, "…");
		if (this.#complaints.has(kind) || this.#complaints.size >= 100) return;
		this.#complaints.add(kind);
		process.stderr.write(`kernel: dropped a message: ${reason.slice(0, 200)}\n`);
	}

	reply(channel: Channel, request: Message, type: string, content: Json, metadata: Json): void {
		const { identities, header: parent } = request;
		const options = { identities, parent, metadata };
		this.#outboxes[channel].send(this.#codec.encode(type, content, options));
	}

	ask({ identities, header: parent }: Message, question: Question): void {
		const frames = this.#codec.encode("input_request", { ...question }, { identities, parent });
		this.#outboxes.stdin.send(frames);
	}

	publish(type: string, parent: Header | undefined, content: Json, extra: Extra = {}): void {
		const identities = [Buffer.from(`kernel.${this.#codec.session}.${type}`)];
		const options = { identities, parent: parent ?? {}, ...extra };
		this.#outboxes.iopub.send(this.#codec.encode(type, content, options));
	}

	get isFull(): boolean {
		return this.#outboxes.iopub.isFull;
	}

	onceDrained(then: () => void): void {
		this.#outboxes.iopub.onceDrained(then);
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

/**
 * Where many kernels start at once, another program may have the port that Jupyter found free, and
 * may be done with it soon.
 *
 * @throws Error that names the address, where it cannot be had within `bindPatience`
 */
async function bind(socket: Router | XPublisher, address: string): Promise<void> {
	for (const began = Date.now(); ; await setTimeout(bindInterval)) {
		try {
			return await socket.bind(address);
		} catch (error) {
			const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
			if (!isTaken) throw new Error(`cannot bind to ${address}: ${error}`, { cause: error });
			if (Date.now() - began > bindPatience) throw new Error(`${address} stays taken`);
			process.stderr.write(`kernel: ${address} is taken; trying again\n`);
		}
	}
}

/** The option works at once; zeromq.js warns that it might not. */
function setNoDrop(socket: XPublisher, noDrop: boolean): void {
	const { emitWarning } = process;
	process.emitWarning = () => {};
	socket.noDrop = noDrop;
	process.emitWarning = emitWarning;
}
