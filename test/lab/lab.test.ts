import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../src/lab/browser.js";
import { JupyterLab } from "../../src/lab/jupyterlab.js";
import { controlTests } from "./controls.js";
import { languageTests } from "./language.js";
import { lessonTests } from "./lessons.js";
import { sessionTests } from "./session.js";
import type { Stage } from "./stage.js";
import { staleTests } from "./stale.js";

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
	describe("cells out of date", () => staleTests(stage));
	describe("controls", () => controlTests(stage));
	describe("another language", () => languageTests(stage));
});
