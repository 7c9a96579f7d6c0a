import type { Json } from "./protocol.js";

/** The version of Jupyter's protocol that the kernel speaks. */
export const protocolVersion = "5.4";

/** Where a request comes in and its reply goes out. */
export type Channel = "shell" | "control";

export interface Header extends Json {
	msg_id: string;
	msg_type: string;
	session: string;
	username: string;
	date: string;
	version: string;
}

export interface Message {
	/** The routing prefix of the peer. */
	identities: readonly Uint8Array[];
	header: Header;
	parent: Header | Record<string, never>;
	metadata: Json;
	content: Json;
	buffers: Uint8Array[];
}
