import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../src/publish/browser.js";
import { JupyterLab } from "../../src/publish/jupyterlab.js";
import { controlTests } from "./controls.js";
import { lessonTests } from "./lessons.js";
import { sessionTests } from "./session.js";

/** What all tests here share, since a server and a browser take their time to start. */
export interface Stage {
	readonly lab: JupyterLab;
	readonly browser: Browser;
}

describe("JupyterLab in a browser", () => {
	const started: { lab?: JupyterLab; browser?: Browser } = {};

	before(async () => {
		started.lab = await JupyterLab.start();
		started.browser = await launchChromium();
	});

	after(async () => {
		await started.browser?.close();
		await started.lab?.stop();
	});

	const stage = (): Stage => {
		const { lab, browser } = started;
		assert.ok(lab && browser);
		return { lab, browser };
	};

	describe("each lesson", () => lessonTests(stage));
	describe("a session", () => sessionTests(stage));
	describe("controls", () => controlTests(stage));
});
