import type { Edit } from "./protocol.js";

interface Piece {
	start: number;
	end: number;
	text: string;
	order: number;
	/** Where the construct begins that the text ends. */
	opened: number;
}

/** Replaces pieces of a text and remembers where, so that positions can be mapped back. */
export class Editor {
	readonly #text: string;
	readonly #pieces: Piece[] = [];

	constructor(text: string) {
		this.#text = text;
	}

	replace(start: number, end: number, text: string, opened = Number.POSITIVE_INFINITY): void {
		this.#pieces.push({ start, end, text, order: this.#pieces.length, opened });
	}

	insert(at: number, text: string): void {
		this.replace(at, at, text);
	}

	/** Inserts the end of something that begins at `opened`: where several end, inner ones first. */
	close(at: number, text: string, opened: number): void {
		this.replace(at, at, text, opened);
	}

	finish(head: string, tail: string): { code: string; edits: Edit[] } {
		const takes = ({ start, end }: Piece) => (start === end ? 0 : 1);
		const pieces = this.#pieces.sort(
			(a, b) =>
				a.start - b.start ||
				takes(a) - takes(b) ||
				(a.opened === b.opened ? a.order - b.order : b.opened - a.opened),
		);
		const edits: Edit[] = [[0, head.length, 0]];
		let code = head;
		let at = 0;
		for (const { start, end, text } of pieces) {
			code += this.#text.slice(at, start);
			edits.push([code.length, text.length, end - start]);
			code += text;
			at = end;
		}
		return { code: code + this.#text.slice(at) + tail, edits };
	}
}
