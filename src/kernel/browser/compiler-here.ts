import type { Compiler } from "../core/compiler.js";
import type { CompilerCalls, CompilerPort } from "../core/ports.js";

/** A compiler on the kernel's own thread: what comes meanwhile waits for it. */
export function compilerHere(compiler: Compiler): CompilerPort {
	const call =
		<Name extends keyof CompilerCalls>(name: Name) =>
		async (...args: Parameters<CompilerCalls[Name]>) =>
			(compiler[name] as (...args: unknown[]) => ReturnType<CompilerCalls[Name]>)(...args);
	return {
		compile: call("compile"),
		compileExpression: call("compileExpression"),
		withdraw: call("withdraw"),
		reset: call("reset"),
		complete: call("complete"),
		inspect: call("inspect"),
		isComplete: call("isComplete"),
		versions: call("versions"),
		stop: () => {},
	};
}
