import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { inRoot, root } from "./machine.mjs";

/**
 * One part of setup.
 *
 * @typedef {object} Step
 * @property {string} name what is shown while it runs
 * @property {string} made the folder that it makes; its stamp lies inside, and goes when the folder goes
 * @property {string} [product] a file elsewhere that it makes too, and that may be deleted
 * @property {string[]} inputs files and folders that it depends on
 * @property {() => void} [check] throws where the machine lacks what the step needs; every check
 *   comes before any step, so that nobody waits for npm to hear that Python is missing
 * @property {() => Promise<void>} run makes the folder, from whatever a killed run has left
 */

/**
 * Runs the steps that are not up to date, in order. A step's stamp is taken away before it runs
 * and written after it has succeeded, so a step that was killed runs again.
 *
 * @param {Step[]} steps
 */
export async function runSteps(steps) {
	const began = Date.now();
	let ran = 0;
	for (const step of steps) if (!isUpToDate(step)) step.check?.();
	for (const step of steps) {
		// Asked again for each: a step can take away what a later one had made (a new .venv).
		if (isUpToDate(step)) continue;
		const stepBegan = Date.now();
		process.stderr.write(`${step.name} … `);
		rmSync(stampOf(step), { force: true });
		try {
			await step.run();
		} catch (error) {
			process.stderr.write("\n");
			throw error;
		}
		mkdirSync(dirname(stampOf(step)), { recursive: true });
		writeFileSync(stampOf(step), fingerprintOf(step));
		process.stderr.write(`${seconds(stepBegan)}\n`);
		ran++;
	}
	if (ran > 0) process.stderr.write(`Set up in ${seconds(began)}.\n`);
}

/** @param {Step} step */
const stampOf = ({ made }) => inRoot(made, ".unrolled-stamp");

/** @param {Step} step */
const isUpToDate = (step) =>
	existsSync(inRoot(step.product ?? step.made)) &&
	existsSync(stampOf(step)) &&
	readFileSync(stampOf(step), "utf8") === fingerprintOf(step);

/** @param {number} since */
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * A virtual environment holds absolute paths and native packages belong to a Node version, so both
 * belong to the fingerprint beside the inputs' contents.
 *
 * @param {Step} step
 */
function fingerprintOf({ inputs }) {
	const hash = createHash("sha256");
	hash.update(`${root}\n${process.platform} ${process.arch} ${process.versions.modules}\n`);
	for (const input of inputs) addToHash(hash, input);
	return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} path relative to the root
 */
function addToHash(hash, path) {
	const absolute = inRoot(path);
	if (statSync(absolute).isDirectory()) {
		for (const entry of readdirSync(absolute).sort()) {
			// What a step generates inside its own input must not make it run again.
			if (!entry.includes(".generated.")) addToHash(hash, join(path, entry));
		}
	} else {
		hash.update(`${path}\n`).update(readFileSync(absolute));
	}
}
