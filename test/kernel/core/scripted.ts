import type { Message } from "../../../src/kernel/core/message.js";
import type { ExecutorEvents, ExecutorHandle } from "../../../src/kernel/core/ports.js";
import type { Command, Done, Json } from "../../../src/kernel/core/protocol.js";
import { Request } from "../../../src/kernel/core/request.js";

/** An executor that does what a test says, and remembers what it was told. */
export class Scripted implements ExecutorHandle {
	readonly told: string[] = [];
	readonly events: ExecutorEvents;

	constructor(events: ExecutorEvents) {
		this.events = events;
	}
	send = (command: Command) =>
		void this.told.push(`${command.type} ${"cell" in command ? command.cell : ""}`);
	input = (answer: object) => void this.told.push(`input ${JSON.stringify(answer)}`);
	terminate = (highest: number) => void this.told.push(`terminate ${highest}`);
	pause = () => void this.told.push("pause");
	resume = () => void this.told.push("resume");
	settle = async () => {};
	kill = () => void this.told.push("kill");
	dismiss = async () => {};

	done(cell: number, rest: Partial<Done> = {}): void {
		this.events.report({ type: "done", cell, unset: [], ...rest });
	}
}

let messages = 0;

export function messageOf(msg_type: string, content: Json = {}): Message {
	const header = { msg_id: `m${++messages}`, msg_type, session: "s" };
	const message = { identities: [], header, parent: {}, metadata: {}, content, buffers: [] };
	return message as unknown as Message;
}

export function requestOf(msg_type = "comm_msg", content: Json = {}): Request {
	return new Request("shell", messageOf(msg_type, content));
}
