/**
 * Runs on a thread of its own beside the cells. The front process writes a byte when a cell
 * does not listen: its endless loop is ended then, wherever it runs (at once, after an await,
 * in a timer). When the front process goes, so does this one, whatever a cell is doing.
 */
import { type Debugger, Session } from "node:inspector";
import { Socket } from "node:net";

const interruptPipe = 5;
/** How long, in milliseconds, a thread that runs may take to its next statement. */
const patience = 500;

let isBusy = false;

/** Stops the cells' thread, has the stopped cell save its variables, and ends what it does. */
function interrupt(): void {
	if (isBusy) return;
	isBusy = true;
	// Connected no longer than it takes: an inspector keeps what is printed to the console.
	const session = new Session();
	session.connectToMainThread();
	const kernelScripts = new Set<string>();
	const finish = () => {
		clearTimeout(timer);
		session.disconnect();
		isBusy = false;
	};
	// Nothing runs that could be stopped.
	const giveUp = () => session.post("Debugger.disable", finish);
	let timer = setTimeout(finish, 10 * patience);
	session.on("Debugger.scriptParsed", ({ params }) => {
		if (/^node:|[/\\]build[/\\]kernel[/\\]|^$/.test(params.url)) kernelScripts.add(params.scriptId);
	});
	session.once("Debugger.paused", async ({ params }) => {
		const frames = params.callFrames;
		const isCell = frames.some(({ location }) => !kernelScripts.has(location.scriptId));
		for (const frame of isCell ? frames : []) if (await saveVariables(session, frame)) break;
		session.post("Debugger.resume", { terminateOnResume: isCell } as object, finish);
	});
	session.post("Debugger.enable", () => {
		session.post("Debugger.pause", () => {
			clearTimeout(timer);
			timer = setTimeout(giveUp, patience);
		});
	});
}

/**
 * The locals of a loop that never ends are in registers, and no `finally` runs when it is
 * terminated: the code that `cells.ts` has left for this is run in the frame of the cell.
 */
async function saveVariables(session: Session, frame: Debugger.CallFrame): Promise<boolean> {
	const evaluate = (expression: string) =>
		new Promise<unknown>((resolve) => {
			const question: Debugger.EvaluateOnCallFrameParameterType = {
				callFrameId: frame.callFrameId,
				expression,
			};
			session.post("Debugger.evaluateOnCallFrame", question, (_error, answer) => {
				resolve(answer?.result.value);
			});
		});
	const saving = await evaluate("typeof $$ === 'object' ? $$.saving : ''");
	if (typeof saving !== "string" || saving === "") return false;
	await evaluate(saving);
	return true;
}

const socket = new Socket({ fd: interruptPipe });
socket.on("data", interrupt);
socket.on("close", () => process.kill(process.pid, "SIGKILL"));
