import { type Cell, type Notebook, textOf } from "../lab/notebook-file.js";

/** How jupyterlab-slideshow, and nbconvert, take a cell: without a word, it stays on the slide before. */
type SlideType = "slide" | "subslide" | "skip" | undefined;

/**
 * A lesson as slides: a heading begins one, and each figure or table has one of its own, with its
 * caption and without its code. Of the prose, the teacher says what is not a heading's first
 * paragraph, an equation, a list or a question. All cells are there, and can be run.
 */
export function makeSlides({ cells, metadata, ...format }: Notebook): Notebook {
	return { ...format, metadata, cells: cells.flatMap(atHeadings).map(toSlide) };
}

/** A cell of text for each heading in it. */
function atHeadings(cell: Cell): Cell[] {
	if (cell.cell_type !== "markdown" || leftOut.test(cell.id)) return [cell];
	const parts = textOf(cell.source).split(/\n(?=#{2,3} )/);
	return parts.map((source, at) => ({
		...cell,
		id: at === 0 ? cell.id : `${cell.id}-${at}`,
		source,
	}));
}

function toSlide(cell: Cell): Cell {
	const type = slideType(cell);
	const source = textOf(cell.source);
	const jupyter = cell.cell_type === "code" ? { jupyter: { source_hidden: true } } : {};
	return {
		...cell,
		source: cell.cell_type === "markdown" && type !== "skip" ? spoken(source) : source,
		metadata: { ...cell.metadata, ...jupyter, ...(type && { slideshow: { slide_type: type } }) },
	};
}

const leftOut = /^(notation|how-to|language|parameters|exercise|answer|check-\d|solution|next)/;

function slideType({ id, cell_type, source, outputs = [] }: Cell): SlideType {
	if (leftOut.test(id)) return "skip";
	if (cell_type === "code") {
		const seen = outputs.some(
			({ data = {} }) => "application/vnd.plotly.v1+json" in data || "text/html" in data,
		);
		return seen ? "subslide" : "skip";
	}
	const text = textOf(source);
	if (/^##? /.test(text)) return "slide";
	if (/^### /.test(text)) return "subslide";
	return /^\*(Figure|Table):/.test(text) || text.includes("$$") ? undefined : "skip";
}

/** What is read from a slide: its first paragraphs, equations, lists, questions, and no folded answers. */
function spoken(markdown: string): string {
	const [heading = [], prose] = split(markdown.replace(/<details>.*?<\/details>/gs, ""));
	const kept = prose.filter(
		(block, at) => at === 0 || /^(\$\$|- |\d+\. |\||\*\*.*\*\*)/.test(block.trim()),
	);
	return [...heading, ...kept].join("\n\n");
}

function split(markdown: string): [string[], string[]] {
	const blocks = markdown.split(/\n\s*\n/).filter((block) => block.trim() !== "");
	const isHeading = blocks[0]?.startsWith("#") ?? false;
	return isHeading ? [blocks.slice(0, 1), blocks.slice(1)] : [[], blocks];
}
