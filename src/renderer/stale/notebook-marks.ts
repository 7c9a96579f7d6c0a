import { NotebookActions, type NotebookPanel } from "@jupyterlab/notebook";
import { RunButton } from "./button.js";
import { Link } from "./link.js";
import { draw, marksOf } from "./marks.js";
import { outOfDate } from "./out-of-date.js";
import { plan } from "./plan.js";
import type { Words } from "./words.js";

/** How long, in milliseconds, a page waits for more to change before it looks again. */
const patience = 100;

/** One open notebook: its marks and its button. */
export class NotebookMarks {
	readonly #panel: NotebookPanel;
	readonly #words: Words;
	readonly #link: Link;
	readonly #button: RunButton;
	#isOn: boolean;
	#isRunning = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(panel: NotebookPanel, words: Words, isOn: boolean) {
		this.#panel = panel;
		this.#words = words;
		this.#isOn = isOn;
		this.#button = new RunButton(panel, words.runCaption, () => void this.run());
		this.#link = new Link(panel, () => this.#lookSoon());
		const { content } = panel;
		const follow = () => {
			content.model?.contentChanged.connect(this.#lookSoon, this);
			this.#lookSoon();
		};
		content.modelChanged.connect(follow);
		follow();
		panel.disposed.connect(() => clearTimeout(this.#timer));
	}

	set isOn(isOn: boolean) {
		this.#isOn = isOn;
		this.#lookSoon();
	}

	/** Asks the kernel whether modules were edited meanwhile. */
	look(): void {
		this.#link.look();
	}

	/** Runs what is out of date, and what has to run for it: each is looked at once more at its turn. */
	async run(): Promise<void> {
		if (this.#isRunning) return;
		this.#isRunning = true;
		const { content, sessionContext } = this.#panel;
		const ran: string[] = [];
		try {
			for (;;) {
				const page = this.#page();
				const [next] = plan(page, this.#link.records, ran);
				const cell = content.widgets.find(({ model }) => model.id === next?.id);
				if (next === undefined || cell === undefined) return;
				ran.push(next.id);
				this.#look();
				if (!(await NotebookActions.runCells(content, [cell], sessionContext))) return;
			}
		} finally {
			this.#isRunning = false;
			this.#lookSoon();
		}
	}

	#page() {
		return this.#panel.content.widgets
			.filter(({ model }) => model.type === "code")
			.map(({ model }) => ({ id: model.id, source: model.sharedModel.getSource() }));
	}

	#lookSoon(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			if (!this.#panel.isDisposed) this.#look();
		}, patience);
	}

	#look(): void {
		const { records } = this.#link;
		const page = this.#isOn ? this.#page() : [];
		const steps = plan(page, records);
		const marks = marksOf(outOfDate(page, records), steps, this.#words);
		for (const { model, node } of this.#panel.content.widgets) draw(node, marks.get(model.id));
		const seconds = steps.reduce((sum, { id }) => sum + (records.cells[id]?.seconds ?? 0), 0);
		const offer = steps.length === 0 ? "" : this.#words.run(steps.length, seconds);
		this.#button.say(this.#isRunning ? this.#words.running : offer, this.#isRunning);
	}
}
