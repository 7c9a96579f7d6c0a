import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { inRoot } from "./machine.mjs";

const folder = inRoot("build", "fonts");

/** What a Chromium on Linux reads (as FONTCONFIG_FILE) to find the fonts of this clone, too. */
export const fontSettings = join(folder, "fonts.conf");

/**
 * Unpacks a font with Chinese characters (Noto Sans SC, from npm, for web pages) for the programs of
 * this clone: figures in Chinese are drawn on machines that have no Chinese font.
 */
export async function writeFonts() {
	const { decompress } = await import("wawoff2");
	const locate = createRequire(import.meta.url).resolve;
	const from = join(dirname(locate("@fontsource-variable/noto-sans-sc/package.json")), "files");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const name of readdirSync(from).filter((file) => file.endsWith(".woff2"))) {
		const font = await decompress(readFileSync(join(from, name)));
		writeFileSync(join(folder, name.replace(".woff2", ".ttf")), font);
	}
	writeFileSync(
		fontSettings,
		`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
	<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
	<dir>${folder}</dir>
	<cachedir>${join(folder, "cache")}</cachedir>
</fontconfig>
`,
	);
}
