/** The kernel's front process: `node build/kernel/main.cjs <connection file>`. */
import { dirname, join, resolve } from "node:path";
import { Kernel } from "../core/kernel.js";
import { setCompilerFlags } from "./code-cache.js";
import { Connection } from "./connection.js";
import { exitWithParent } from "./parent.js";
import { NodePlatform } from "./platform.js";

const [, program = "", connectionFile] = process.argv;
if (connectionFile === undefined) throw new Error("usage: main.cjs <connection file>");
const folder = dirname(resolve(program));
const home = join(folder, "../..");
// Jupyter starts a kernel in its notebook's folder: cells run there, and import from there.
const root = process.cwd();
const file = resolve(connectionFile);
setCompilerFlags();
exitWithParent();

// Whatever goes wrong here, cells and their variables are worth more than an orderly end.
process.on("uncaughtException", complain);
process.on("unhandledRejection", complain);

function complain(error: unknown): void {
	const reason = error instanceof Error ? error.stack : String(error);
	process.stderr.write(`kernel: ${reason}\n`);
	// What goes wrong before there are sockets is why there are none.
	if (!isOpen) process.exit(1);
}

let isOpen = false;
Connection.open(file).then((connection) => {
	const kernel = new Kernel(connection, new NodePlatform(connection, { folder, home, root }));
	isOpen = true;
	process.on("SIGINT", () => kernel.interrupt());
	process.on("SIGTERM", () => void kernel.exitSoon());
	connection.listen(kernel);
});
