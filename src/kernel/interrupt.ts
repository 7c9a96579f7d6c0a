/**
 * Runs on a thread of its own beside the cells. The front process writes a byte when a cell
 * does not listen: its endless loop is ended then, wherever it runs (at once, after an await,
 * in a timer). When the front process goes, so does this one, whatever a cell is doing.
 */
import { Session } from "node:inspector";
import { Socket } from "node:net";

const interruptPipe = 5;

const socket = new Socket({ fd: interruptPipe });
socket.on("data", () => {
	// Connected no longer than it takes: an inspector keeps what is printed to the console.
	const session = new Session();
	session.connectToMainThread();
	session.post("Runtime.terminateExecution", () => session.disconnect());
});
socket.on("close", () => process.kill(process.pid, "SIGKILL"));
