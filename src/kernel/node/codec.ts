import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { type Header, type Message, protocolVersion } from "../core/message.js";
import type { Json } from "../core/protocol.js";

const delimiter = Buffer.from("<IDS|MSG>");
const scheme = /^hmac-(sha256|sha512|sha1|md5)$/;

/** Signs what the kernel sends and checks what it receives; one per connection file. */
export class Codec {
	readonly session = randomUUID();
	readonly #key: string;
	readonly #algorithm: string;
	/** Signatures already seen: the same message again is a replay. */
	readonly #seen = new Set<string>();

	constructor(key: string, signatureScheme = "hmac-sha256") {
		const algorithm = scheme.exec(signatureScheme)?.[1];
		if (!algorithm) throw new Error(`signature_scheme ${signatureScheme} is not supported`);
		this.#key = key;
		this.#algorithm = algorithm;
	}

	#sign(parts: readonly Uint8Array[]): string {
		if (this.#key === "") return "";
		const hmac = createHmac(this.#algorithm, this.#key);
		for (const part of parts) hmac.update(part);
		return hmac.digest("hex");
	}

	/** @throws an Error that says why the frames are not a message for this kernel. */
	decode(frames: readonly Buffer[]): Message {
		const start = frames.findIndex((frame) => frame.equals(delimiter));
		if (start < 0) throw new Error("no delimiter");
		const [signature, ...parts] = frames.slice(start + 1);
		if (!signature || parts.length < 4) throw new Error("missing parts");
		this.#verify(signature, parts.slice(0, 4));
		const [header, parent, metadata, content] = parts.slice(0, 4).map(parseObject);
		if (!isHeader(header)) throw new Error("a header without msg_id, msg_type or session");
		return {
			identities: frames.slice(0, start),
			header,
			parent: isHeader(parent) ? parent : {},
			metadata: metadata ?? {},
			content: content ?? {},
			buffers: parts.slice(4),
		};
	}

	#verify(signature: Buffer, parts: readonly Buffer[]): void {
		if (this.#key === "") return;
		const expected = Buffer.from(this.#sign(parts));
		if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
			throw new Error("wrong signature");
		}
		const text = expected.toString("latin1");
		if (this.#seen.has(text)) throw new Error("a replayed message");
		this.#seen.add(text);
		if (this.#seen.size > 65536) {
			for (const oldest of this.#seen) {
				this.#seen.delete(oldest);
				break;
			}
		}
	}

	encode(
		type: string,
		content: Json,
		options: {
			identities: readonly Uint8Array[];
			parent?: Header | Record<string, never>;
			metadata?: Json;
			buffers?: readonly Uint8Array[];
		},
	): Uint8Array[] {
		const header: Header = {
			msg_id: randomUUID(),
			msg_type: type,
			session: this.session,
			username: "kernel",
			date: new Date().toISOString(),
			version: protocolVersion,
		};
		const parts = [header, options.parent ?? {}, options.metadata ?? {}, content].map((part) =>
			Buffer.from(JSON.stringify(part)),
		);
		const signature = Buffer.from(this.#sign(parts));
		return [...options.identities, delimiter, signature, ...parts, ...(options.buffers ?? [])];
	}
}

function parseObject(part: Buffer): Json {
	let value: unknown;
	try {
		value = JSON.parse(part.toString("utf8"));
	} catch {
		throw new Error("broken JSON");
	}
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		throw new Error("a part that is not an object");
	}
	return value as Json;
}

function isHeader(value: Json | undefined): value is Header {
	return (
		typeof value?.msg_id === "string" &&
		typeof value.msg_type === "string" &&
		typeof value.session === "string"
	);
}
