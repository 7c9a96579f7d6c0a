import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../setup/chromium.mjs";

/** A Chromium without a window, that asks nobody on the network for anything. It goes with us. */
export function launchChromium(): Promise<Browser> {
	return chromium.launch({
		executablePath: findChromium(),
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
