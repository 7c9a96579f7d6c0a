/**
 * Ends the kernel when the Jupyter server that started it is gone, however it went. Jupyter
 * gives its process id in JPY_PARENT_PID; an orphan gets another parent.
 */
export function exitWithParent(): void {
	const parent = process.ppid;
	const server = Number(process.env.JPY_PARENT_PID) || parent;
	setInterval(() => {
		if (process.ppid !== parent || !isAlive(server)) process.exit(1);
	}, 1000).unref();
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}
