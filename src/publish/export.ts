import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { lessonFiles } from "../lab/notebook-file.js";
import { pageScript } from "../lab/page-script.js";
import { jupyterEnvironment } from "../setup/jupyter.mjs";
import { inRoot, root, venvCommand } from "../setup/machine.mjs";

/**
 * `npm run export`: writes the course, with its saved outputs, as pages that need no server and
 * nothing from the network.
 *
 * @param folder where to; emptied first
 * @param lab the address of a JupyterLab in which lessons can be run, from the folder
 * @throws where a notebook cannot be converted
 */
export async function exportCourse(
	folder: string,
	files = [...lessonFiles(), ...lessonFiles([], "zh")],
	lab = "",
): Promise<void> {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const { status, stderr } = spawnSync(
		venvCommand("python"),
		[inRoot("src", "publish", "export_course.py"), folder, root, lab, ...files],
		{ encoding: "utf8", env: jupyterEnvironment() },
	);
	if (status !== 0) throw new Error(`export_course.py failed: ${stderr}`);
	await writeAssets(folder);
}

async function writeAssets(folder: string): Promise<void> {
	const katex = inRoot("node_modules", "katex", "dist");
	cpSync(join(katex, "katex.min.css"), join(folder, "katex.css"));
	cpSync(join(katex, "fonts"), join(folder, "fonts"), {
		recursive: true,
		filter: (file) => !/\.(woff|ttf)$/.test(file),
	});
	const styles = [inRoot("src", "publish", "page.css"), inRoot("src", "renderer", "style.css")];
	const style = styles.map((file) => readFileSync(file, "utf8")).join("\n");
	writeFileSync(join(folder, "course.css"), style);
	const script = await pageScript('import "./src/publish/page.ts";');
	writeFileSync(join(folder, "course.js"), script);
}

if (process.argv[1] === inRoot("src", "publish", "export.ts")) {
	const folder = inRoot("build", "course");
	await exportCourse(folder);
	console.log(`Open ${join(relative(process.cwd(), folder), "index.html")} in a browser.`);
}
