import { type Header, type Message, protocolVersion } from "../core/message.js";
import type { Extra, Frontend } from "../core/ports.js";
import type { Json } from "../core/protocol.js";
import type { PageMessage } from "./protocol.js";

/** The way to the page. */
export class PageFrontend implements Frontend {
	readonly isFull = false;
	readonly #send: (message: PageMessage) => void;
	readonly #session = crypto.getRandomValues(new Uint32Array(2)).join("-");
	#count = 0;

	constructor(send: (message: PageMessage) => void) {
		this.#send = send;
	}

	publish(type: string, parent: Header | undefined, content: Json, extra: Extra = {}): void {
		const { metadata = {}, buffers = [] } = extra;
		const header = this.#header(type, parent?.session ?? this.#session);
		this.#send({
			...{ channel: "iopub", header, parent_header: parent ?? {} },
			...{ metadata, content, buffers },
		});
	}

	/** JupyterLite finds by the session whom a reply is for. */
	reply(
		channel: PageMessage["channel"],
		{ header }: Message,
		type: string,
		content: Json,
		metadata: Json,
	): void {
		this.#send({
			...{ channel, header: this.#header(type, header.session), parent_header: header },
			...{ metadata, content },
		});
	}

	ask(request: Message, question: object): void {
		this.reply("stdin", request, "input_request", { ...question }, {});
	}

	complain(reason: string): void {
		console.warn(`kernel: ${reason}`);
	}

	onceDrained(then: () => void): void {
		then();
	}

	#header(type: string, session: string): Header {
		return {
			msg_id: `${this.#session}-${++this.#count}`,
			msg_type: type,
			session,
			username: "kernel",
			date: new Date().toISOString(),
			version: protocolVersion,
		};
	}
}

/** A message of the page's, as the kernel has it. */
export function toMessage({
	header,
	parent_header,
	metadata,
	content,
	buffers = [],
}: PageMessage): Message {
	return {
		identities: [],
		header,
		parent: parent_header,
		metadata,
		content,
		buffers: buffers.map((buffer) =>
			ArrayBuffer.isView(buffer)
				? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
				: new Uint8Array(buffer),
		),
	};
}
