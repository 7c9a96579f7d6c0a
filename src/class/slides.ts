import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { lessonFiles, notebookText, readNotebook } from "../lab/notebook-file.js";
import { inRoot } from "../setup/machine.mjs";
import { makeSlides } from "./make-slides.js";

/** `npm run slides -- 05`: writes a copy of the lesson, as slides, into the teacher's folder. */
const [lesson = "", folder = inRoot("class")] = process.argv.slice(2);
const files = /^\d\d/.test(lesson) ? lessonFiles([lesson]) : [];
if (files.length !== 1) {
	console.error(`slides takes the number of a lesson, such as 05 (got ${lesson || "nothing"})`);
	process.exit(2);
}
const place = join(folder, "teacher", "slides");
mkdirSync(place, { recursive: true });
const file = join(place, basename(files[0]));
writeFileSync(file, notebookText(makeSlides(readNotebook(files[0]))));
console.log(`The slides are in ${relative(process.cwd(), file)}.`);
