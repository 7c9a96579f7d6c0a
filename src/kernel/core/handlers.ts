import type { History } from "./history.js";
import { isObject } from "./json.js";
import { protocolVersion } from "./message.js";
import { codePointOffset, utf16Offset } from "./offsets.js";
import type { Compiled, Extra, Platform } from "./ports.js";
import type { Bundle, CommMessage, Done, Json, RunTask, Task } from "./protocol.js";
import { type Records, recordsComm } from "./records.js";
import type { Request } from "./request.js";

/** What handlers need of the kernel. */
export interface Requests {
	readonly platform: Platform;
	readonly history: History;
	/** The open comms and their targets. */
	readonly comms: Map<string, string>;
	readonly records: Records;
	executionCount: number;
	publish(request: Request, type: string, content: Json, extra?: Extra): void;
	compile(request: Request, code: string, name: string): Promise<Compiled>;
	compileExpression(request: Request, code: string): Promise<Compiled>;
	run(request: Request, task: Task): Promise<Done>;
	cellStarted(): Promise<void>;
	interrupt(): void;
	exitSoon(): Promise<void>;
	settle(): Promise<void>;
}

/** Does what a message asks; what it returns is the content of the reply. */
type Handler = (kernel: Requests, request: Request) => Json | undefined | Promise<Json | undefined>;

/** One handler a message type, in the shape of ipykernel's. */
export const handlers: Readonly<Record<string, Handler>> = {
	__proto__: null as never,

	kernel_info_request({ platform: { versions } }) {
		return {
			status: "ok",
			protocol_version: protocolVersion,
			implementation: "unrolled",
			implementation_version: versions.kernel,
			language_info: {
				name: "typescript",
				version: versions.typescript,
				mimetype: "text/typescript",
				file_extension: ".ts",
				codemirror_mode: { name: "typescript", mode: "typescript", typescript: true },
				pygments_lexer: "typescript",
				nbconvert_exporter: "script",
			},
			banner: `TypeScript ${versions.typescript}, tslab ${versions.tslab}, ${versions.platform}`,
			help_links: [
				{ text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
				{ text: "tslab", url: "https://github.com/yunabe/tslab" },
			],
			supported_features: [],
			debugger: false,
		};
	},

	execute_request: execute,

	async complete_request({ platform: { compiler } }, { message: { content } }) {
		const code = text(content, "code");
		const position = utf16Offset(code, cursor(content, code));
		const { candidates, ...found } = await compiler.complete(code, position);
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

	async inspect_request({ platform: { compiler } }, { message: { content } }) {
		const code = text(content, "code");
		const position = utf16Offset(code, cursor(content, code));
		const info = await compiler.inspect(code, position, content.detail_level === 1 ? 1 : 0);
		return { status: "ok", found: info !== undefined, data: { ...info }, metadata: {} };
	},

	async is_complete_request({ platform: { compiler } }, { message: { content } }) {
		return { ...(await compiler.isComplete(text(content, "code"))) };
	},

	history_request: ({ history }, { message: { content } }) => ({
		status: "ok",
		history: history.find(content),
	}),

	comm_open: (kernel, request) => handleComm(kernel, request, "comm_open"),
	comm_msg: (kernel, request) => handleComm(kernel, request, "comm_msg"),
	comm_close: (kernel, request) => handleComm(kernel, request, "comm_close"),

	comm_info_request(kernel, { message: { content } }) {
		const comms: Json = {};
		for (const [id, target_name] of kernel.comms) {
			if (content.target_name === undefined || content.target_name === target_name) {
				comms[id] = { target_name };
			}
		}
		return { status: "ok", comms };
	},

	connect_request: ({ platform }) => ({ status: "ok", ...platform.ports }),

	usage_request: async ({ platform }) => ({ status: "ok", ...(await platform.usage()) }),

	interrupt_request(kernel) {
		kernel.interrupt();
		return { status: "ok" };
	},

	shutdown_request(kernel, { message: { content } }) {
		void kernel.exitSoon();
		return { status: "ok", restart: content.restart === true };
	},

	debug_request: (_kernel, { message: { content } }) => ({
		type: "response",
		success: false,
		message: "This kernel has no debugger.",
		command: content.command ?? "",
		request_seq: content.seq ?? 0,
		seq: 0,
	}),
};

async function execute(kernel: Requests, request: Request): Promise<Json> {
	const { content } = request.message;
	const code = text(content, "code");
	const silent = content.silent === true;
	const storeHistory = !silent && content.store_history !== false;
	if (storeHistory) kernel.executionCount++;
	const execution_count = kernel.executionCount;
	if (!silent) kernel.publish(request, "execute_input", { code, execution_count });

	const started = performance.now();
	const compiled = await kernel.compile(request, code, `In[${execution_count}]`);
	const { error, result, held } = await runCompiled(kernel, request, compiled);
	const seconds = (performance.now() - started) / 1000;
	record(kernel, request, compiled, { seconds, failed: error !== undefined, held });
	if (storeHistory) {
		const output = result?.data["text/plain"];
		kernel.history.add(execution_count, code, typeof output === "string" ? output : null);
	}
	if (error) {
		kernel.publish(request, "error", { ...error });
		await kernel.settle();
		return { status: "error", execution_count, ...error, user_expressions: {}, payload: [] };
	}
	if (result && !silent) {
		kernel.publish(request, "execute_result", { execution_count, ...result });
	}
	const user_expressions = await evaluateExpressions(kernel, request);
	return { status: "ok", execution_count, user_expressions, payload: [] };
}

async function runCompiled(
	kernel: Requests,
	request: Request,
	compiled: Compiled,
): Promise<Pick<Done, "error" | "result" | "held">> {
	if ("error" in compiled) return compiled;
	const { warnings, versions: _, ...runnable } = compiled;
	if (warnings) {
		const text = `${warnings.traceback.join("\n")}\n`;
		kernel.publish(request, "stream", { name: "stderr", text });
	}
	const { metadata } = request.message;
	const task: RunTask = { type: "run", ...runnable };
	if (typeof metadata.cellId === "string") task.cellId = metadata.cellId;
	if (Array.isArray(metadata.deletedCells)) task.deletedCells = metadata.deletedCells.map(String);
	const done = await kernel.run(request, task);
	if (done.unset.length > 0) await kernel.platform.compiler.withdraw(done.unset);
	return done;
}

/** Tells the pages what a run has changed. */
function record(
	kernel: Requests,
	request: Request,
	compiled: Compiled,
	run: { seconds: number; failed: boolean; held: Done["held"] },
): void {
	const { metadata, content } = request.message;
	const cellId = typeof metadata.cellId === "string" ? metadata.cellId : undefined;
	const source = text(content, "code");
	const { script, uses, versions = {} } = "error" in compiled ? {} : compiled;
	const modules = Object.values(script?.paths ?? {}).map((path) => [path, versions[path] ?? ""]);
	const imported = { modules: Object.fromEntries(modules), imports: uses?.imports ?? {} };
	const news = kernel.records.add({ ...run, cellId, source, ...imported });
	tell(kernel, request, { ...news, ...(script && kernel.records.look(versions)) });
}

function tell(kernel: Requests, request: Request, data: Json | undefined): void {
	if (!data || !kernel.records.isWatched) return;
	kernel.publish(request, "comm_msg", { comm_id: recordsComm, data });
}

async function evaluateExpressions(kernel: Requests, request: Request): Promise<Json> {
	const values: Json = {};
	const expressions = request.message.content.user_expressions;
	for (const [name, expression] of Object.entries(isObject(expressions) ? expressions : {})) {
		const compiled = await kernel.compileExpression(request, String(expression));
		const { error, result } =
			"error" in compiled
				? { ...compiled, result: undefined }
				: await kernel.run(request, { type: "evaluate", ...compiled });
		const nothing: Bundle = { data: { "text/plain": "undefined" }, metadata: {} };
		values[name] = error ? { status: "error", ...error } : { status: "ok", ...(result ?? nothing) };
	}
	return values;
}

async function handleComm(
	kernel: Requests,
	request: Request,
	type: CommMessage["type"],
): Promise<undefined> {
	const { content, metadata, buffers } = request.message;
	const comm = text(content, "comm_id");
	if (comm === recordsComm) return showRecords(kernel, request, type);
	await kernel.cellStarted();
	const target = type === "comm_open" ? text(content, "target_name") : undefined;
	if (target !== undefined) kernel.comms.set(comm, target);
	else if (!kernel.comms.has(comm)) return;
	if (type === "comm_close") kernel.comms.delete(comm);
	const message: CommMessage = {
		type,
		comm,
		data: isObject(content.data) ? content.data : {},
		metadata,
		buffers,
		...(target === undefined ? {} : { target }),
	};
	const { error } = await kernel.run(request, message);
	if (error) kernel.publish(request, "error", { ...error });
}

/** A page has been opened, or wants to know whether modules were edited meanwhile. */
async function showRecords(
	kernel: Requests,
	request: Request,
	type: CommMessage["type"],
): Promise<undefined> {
	const { records, platform } = kernel;
	if (type === "comm_close") return;
	if (type === "comm_open") records.isWatched = true;
	const edited = records.look(await platform.compiler.versions());
	tell(kernel, request, type === "comm_open" ? records.all() : edited);
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
