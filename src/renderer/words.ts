const chinese = {
	"This figure cannot be drawn.": "这张图画不出来。",
	"Try again": "再试一次",
	"Step of the figure": "图的步骤",
};

/** What the renderer says, in the page's language: JupyterLab and exported pages name it. */
export function inPageLanguage(
	english: keyof typeof chinese,
	language = document.documentElement.lang,
): string {
	return language.startsWith("zh") ? chinese[english] : english;
}
