import { basename } from "node:path";
import { inRoot } from "../setup/machine.mjs";

/** Where a language's texts and its lessons are. */
export const catalogueFile = (name: string) => inRoot("translations", "zh", `${name}.po`);
export const phrasesFile = inRoot("src", "words", "zh.json");
export const translatedFile = (file: string) => inRoot("notebooks", "zh", basename(file));

/** The catalogue of what `src` says. */
export const MESSAGES = "messages";

/** The ids of the two cells that a translated lesson has at its top: a note, and its language. */
export const TOP_IDS = ["translation", "language-of-outputs"];

/** The note at the top of a translated lesson. */
export function noteFor(name: string, title: string): string {
	return `> 本课译自英文原版 [${title}](../${name}.ipynb)，程序与数值完全相同。译文存放在 [translations/zh/${name}.po](../../translations/zh/${name}.po)，由 \`npm run translate\` 写成这份笔记本：要改文字，请改译文文件，不要改这里。`;
}

/** The cell that chooses the language of all that a lesson's outputs say. */
export const languageCell = `import { language } from "./src/notebook/language";
language("zh");`;
