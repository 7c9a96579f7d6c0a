import { type Message, PROTOCOL_VERSION } from "../node/messages.js";
import type { Kernel } from "./kernel.js";
import { codePointOffset, utf16Offset } from "./offsets.js";
import type { Json, Report } from "./protocol.js";

/** Does what a message asks; what it returns is the content of the reply. */
export type Handler = (
	kernel: Kernel,
	message: Message,
) => Json | undefined | Promise<Json | undefined>;

/** One handler a message type, in the shape of ipykernel's. */
export const handlers: Readonly<Record<string, Handler>> = {
	__proto__: null as never,

	kernel_info_request: (kernel) => ({
		status: "ok",
		protocol_version: PROTOCOL_VERSION,
		implementation: "unrolled",
		implementation_version: kernel.versions.tslab,
		language_info: {
			name: "typescript",
			version: kernel.versions.typescript,
			mimetype: "text/typescript",
			file_extension: ".ts",
			codemirror_mode: { name: "typescript", mode: "typescript", typescript: true },
			pygments_lexer: "typescript",
			nbconvert_exporter: "script",
		},
		banner: `TypeScript ${kernel.versions.typescript}, tslab ${kernel.versions.tslab}, Node ${process.version}`,
		help_links: [
			{ text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
			{ text: "tslab", url: "https://github.com/yunabe/tslab" },
		],
		supported_features: [],
		debugger: false,
	}),

	execute_request: execute,

	async complete_request(kernel, { content }) {
		const code = text(content, "code");
		const position = utf16Offset(code, cursor(content, code));
		const { candidates, ...found } = await kernel.compiler.complete(code, position);
		const start = codePointOffset(code, found.start);
		const end = codePointOffset(code, found.end);
		return {
			status: "ok",
			matches: candidates.map(({ text }) => text),
			cursor_start: start,
			cursor_end: end,
			metadata: {
				_jupyter_types_experimental: candidates.map(({ text, kind }) => {
					return { text, type: kind, start, end };
				}),
			},
		};
	},

	async inspect_request(kernel, { content }) {
		const code = text(content, "code");
		const info = await kernel.compiler.inspect(code, utf16Offset(code, cursor(content, code)));
		const data = info === undefined ? {} : { "text/plain": info };
		return { status: "ok", found: info !== undefined, data, metadata: {} };
	},

	is_complete_request: async (kernel, { content }) => ({
		...(await kernel.compiler.isComplete(text(content, "code"))),
	}),

	history_request: (kernel, { content }) => ({
		status: "ok",
		history: kernel.history.find(content),
	}),

	comm_open: (kernel, message) => handleComm(kernel, message, "comm_open"),
	comm_msg: (kernel, message) => handleComm(kernel, message, "comm_msg"),
	comm_close: (kernel, message) => handleComm(kernel, message, "comm_close"),

	comm_info_request(kernel, { content }) {
		const comms: Json = {};
		for (const [id, target_name] of kernel.comms) {
			if (content.target_name === undefined || content.target_name === target_name) {
				comms[id] = { target_name };
			}
		}
		return { status: "ok", comms };
	},

	interrupt_request(kernel) {
		kernel.interrupt();
		return { status: "ok" };
	},

	shutdown_request(kernel, { content }) {
		kernel.exitSoon();
		return { status: "ok", restart: content.restart === true };
	},

	debug_request: (_kernel, { content }) => ({
		type: "response",
		success: false,
		message: "This kernel has no debugger.",
		command: content.command ?? "",
		request_seq: content.seq ?? 0,
		seq: 0,
	}),
};

async function execute(kernel: Kernel, { header, content }: Message): Promise<Json> {
	const code = text(content, "code");
	const silent = content.silent === true;
	const storeHistory = !silent && content.store_history !== false;
	if (storeHistory) kernel.executionCount++;
	const execution_count = kernel.executionCount;
	if (!silent) kernel.publish("execute_input", header, { code, execution_count });

	const compiling = kernel.compiler.compile(code, `In[${execution_count}]`);
	kernel.compiling = compiling.catch(() => {});
	const compiled = await compiling;
	let done: Report & { type: "done" };
	if ("error" in compiled) {
		done = { type: "done", cell: 0, unset: [], error: compiled.error };
	} else {
		done = (await kernel.run(header, { type: "run", ...compiled })) as typeof done;
		if (done.unset.length > 0) await kernel.compiler.withdraw(done.unset);
	}
	const { error, result } = done;
	if (storeHistory) {
		const output = result?.data["text/plain"];
		kernel.history.add(execution_count, code, typeof output === "string" ? output : null);
	}
	if (error) {
		kernel.publish("error", header, { ...error });
		await kernel.settle();
		return { status: "error", execution_count, ...error, user_expressions: {}, payload: [] };
	}
	if (result && !silent) kernel.publish("execute_result", header, { execution_count, ...result });
	const user_expressions = await evaluateExpressions(kernel, header, content.user_expressions);
	return { status: "ok", execution_count, user_expressions, payload: [] };
}

async function evaluateExpressions(
	kernel: Kernel,
	header: Message["header"],
	expressions: unknown,
): Promise<Json> {
	if (typeof expressions !== "object" || expressions === null) return {};
	const values: Json = {};
	for (const [name, expression] of Object.entries(expressions)) {
		const compiled = await kernel.compiler.compileExpression(String(expression));
		if ("error" in compiled) {
			values[name] = { status: "error", ...compiled.error };
			continue;
		}
		const report = await kernel.run(header, {
			type: "evaluate",
			scripts: { [name]: compiled.script },
		});
		if (report.type === "values") Object.assign(values, report.values);
		else if (report.type === "done") values[name] = { status: "error", ...report.error };
	}
	return values;
}

async function handleComm(
	kernel: Kernel,
	{ header, content, metadata, buffers }: Message,
	type: "comm_open" | "comm_msg" | "comm_close",
): Promise<undefined> {
	// What comes after a cell does not overtake its start.
	await kernel.compiling;
	const comm = text(content, "comm_id");
	const target = type === "comm_open" ? text(content, "target_name") : undefined;
	if (type === "comm_open") kernel.comms.set(comm, target ?? "");
	else if (!kernel.comms.has(comm)) return;
	if (type === "comm_close") kernel.comms.delete(comm);
	const data = typeof content.data === "object" && content.data !== null ? content.data : {};
	const done = await kernel.run(header, {
		type,
		comm,
		target,
		data: data as Json,
		metadata,
		buffers,
	});
	if (done.type === "done" && done.error) kernel.publish("error", header, { ...done.error });
}

function text(content: Json, key: string): string {
	const value = content[key];
	if (typeof value !== "string") throw new TypeError(`${key} must be a string`);
	return value;
}

function cursor(content: Json, code: string): number {
	const position = content.cursor_pos;
	if (position === undefined || position === null) return code.length;
	if (typeof position !== "number") throw new TypeError("cursor_pos must be a number");
	return position;
}
