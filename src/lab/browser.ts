import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { fontSettings } from "../setup/fonts.mjs";
import { findChromium, inRoot } from "../setup/machine.mjs";

/** A Chromium without a window and without requests of its own; it ends with this process. */
export function launchChromium(): Promise<Browser> {
	return chromium.launch({
		executablePath: findChromium(),
		// Its crash reports and settings stay out of the user's home.
		env: {
			...process.env,
			HOME: inRoot("build", "chromium"),
			XDG_CONFIG_HOME: undefined,
			...(existsSync(fontSettings) && { FONTCONFIG_FILE: fontSettings }),
		},
		args: [
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
	});
}
