/**
 * Ends the kernel when the Jupyter server that started it is gone, however it went. An orphan gets
 * another parent, but not on Windows.
 */
export function exitWithParent(): void {
	const parent = process.ppid;
	const server = serverOf(parent);
	setInterval(() => {
		if (process.ppid !== parent || !isAlive(server)) process.exit(1);
	}, 1000).unref();
}

/**
 * The process id of the server. Jupyter gives it in JPY_PARENT_PID: what it gives there on Windows is
 * a handle, which is no process id.
 */
export function serverOf(parent: number, { platform, env } = process): number {
	return (platform !== "win32" && Number(env.JPY_PARENT_PID)) || parent;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}
