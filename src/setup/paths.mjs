import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's root. Everything that setup makes stays below it. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

const scripts = process.platform === "win32" ? "Scripts" : "bin";

/**
 * A command of the clone's virtual environment, for instance `python` or `jupyter`.
 * @param {string} name
 */
export const venvCommand = (name) => inRoot(".venv", scripts, name);

/** The folder with the virtual environment's commands, for a PATH. */
export const venvCommands = inRoot(".venv", scripts);
