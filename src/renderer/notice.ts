import { inPageLanguage } from "./words.js";

/**
 * The box that stands where a figure would be.
 * @param problems what is wrong, a sentence each
 * @param again makes another try, where one may help
 */
export function notice(problems: readonly string[], again?: () => void): HTMLElement {
	const box = document.createElement("div");
	box.className = "unrolled-figure-error";
	box.setAttribute("role", "alert");
	const heading = document.createElement("p");
	heading.textContent = inPageLanguage("This figure cannot be drawn.");
	const list = document.createElement("ul");
	for (const problem of problems) {
		const item = document.createElement("li");
		item.textContent = problem;
		list.append(item);
	}
	box.append(heading, list);
	if (again) {
		const button = document.createElement("button");
		button.textContent = inPageLanguage("Try again");
		button.addEventListener("click", again);
		box.append(button);
	}
	return box;
}
