import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { outOfDate } from "../../../src/renderer/stale/out-of-date.js";
import { Notebook } from "./notebook.js";

/** A lesson in small: a network is made, trained in place, and looked at before and after. */
const lesson = {
	parameters: "const alpha = 1, seed = 2; const parameters = { alpha, seed };",
	oneStep: "function step() { return alpha; }",
	called: "step() + 1",
	make: "const random = { state: seed }; const network = { w: random.state++ };",
	untrained: "network.w",
	train: "network.w -= alpha * random.state++; const reports = [network.w];",
	figure: "reports.length + network.w",
	other: "seed",
};

function opened(cells: Readonly<Record<string, string>> = lesson): Notebook {
	const notebook = new Notebook(cells);
	notebook.run();
	return notebook;
}

describe("out of date", () => {
	test("is nothing after a run of the page, nor after its parameters have run unchanged", () => {
		const page = opened();
		assert.deepEqual(page.marks, {});
		page.run("parameters");
		assert.deepEqual(page.marks, {});
	});

	test("is what has read what changed, by itself or through functions, and what that makes", () => {
		const page = opened();
		page.edit("parameters", lesson.parameters.replace("alpha = 1", "alpha = 3"));
		page.run("parameters");
		assert.deepEqual(page.marks, {
			called: "changed alpha",
			train: "changed alpha",
			figure: "needs reports, needs network",
		});
		page.edit("parameters", lesson.parameters);
		page.run("parameters");
		assert.deepEqual(page.marks, {}, "changed back, without a run");
	});

	test("is run with the makers of what it changes in place, and nothing else", () => {
		const page = opened();
		page.edit("parameters", lesson.parameters.replace("alpha = 1", "alpha = 3"));
		page.run("parameters");
		assert.deepEqual(page.plan, ["called", "make", "train", "figure"]);
		page.refresh();
		assert.equal(page.outputs.get("figure"), String(1 + 2 - 3 * 3));
		assert.deepEqual(page.marks, {});
	});

	test("stops where a cell turns out to make the same", () => {
		const page = opened({ a: "const a = 1", half: "const half = Math.floor(a / 2)", b: "half" });
		page.edit("a", "const a = 0");
		page.run("a");
		assert.deepEqual(page.marks, { half: "changed a", b: "needs half" });
		assert.deepEqual(page.refresh(), ["half"]);
	});

	test("is above a change in place nothing, and a second run of that in place itself", () => {
		const page = opened();
		page.run("train");
		assert.deepEqual(page.marks, {
			train: "changed network, changed random",
			figure: "needs reports, needs network",
		});
		assert.deepEqual(page.refresh(), ["make", "train"], "then the figure is as it was");
	});

	test("is a cell that was edited and what it makes, with less certainty", () => {
		const page = opened();
		page.edit("make", lesson.make.replace("seed", "seed + 1"));
		assert.deepEqual(page.marks, {
			make: "edited",
			untrained: "maybe network",
			train: "maybe network, maybe random",
			figure: "maybe reports, maybe network",
		});
		page.edit("make", lesson.make);
		assert.deepEqual(page.marks, {});
	});

	test("is of hyperparameters, a line each, only what the edited line is for", () => {
		const parameters =
			"const parameters = {\n\talpha: 1,\n\tseed: 2,\n};\nconst { alpha, seed } = parameters;";
		const page = opened({ ...lesson, parameters });
		page.edit("parameters", parameters.replace("seed: 2", "seed: 3"));
		assert.equal(page.marks.called, undefined);
		assert.equal(page.marks.other, "maybe seed");
	});

	test("is what stands above what it reads, or where a cell was deleted", () => {
		const page = opened();
		const { train, ...rest } = lesson;
		page.arrange(["train", ...Object.keys(rest)]);
		assert.match(page.marks.train ?? "", /missing network, missing alpha/);
		page.arrange(Object.keys(lesson));
		assert.deepEqual(page.marks, {});
		page.arrange(Object.keys(lesson).filter((id) => id !== "make"));
		assert.match(page.marks.train ?? "", /missing network/);
		assert.deepEqual(page.plan, [], "which running would not mend");
	});

	test("is a cell that threw, by what it had read before, and what it makes", () => {
		const page = opened();
		page.edit("train", "network.w = 5; alpha.x.y; const reports = [1];");
		page.run("train");
		assert.match(page.marks.train ?? "", /^failed/);
		assert.equal(page.marks.figure, "needs reports, needs network");
		page.edit("train", lesson.train);
		assert.deepEqual(page.plan, ["make", "train", "figure"]);
		page.refresh();
		assert.equal(page.outputs.get("figure"), String(1 + 2 - 3));
	});

	test("is nothing that has not run in this session, as copied and split cells have not", () => {
		const page = new Notebook(lesson);
		page.run("parameters");
		assert.deepEqual(page.marks, {});
		page.edit("parameters", "const alpha = 5, seed = 2; const parameters = {};");
		assert.deepEqual(page.marks, { parameters: "edited" });
	});

	test("takes what is run beside the page for run before it", () => {
		const page = opened({ show: "z + 1", a: "const a = 1", b: "a" });
		page.runElsewhere("const z = 1; const a = 5;");
		page.run("show", "b");
		assert.deepEqual(page.marks, { b: "changed a" });
		page.runElsewhere("const z = 2;");
		assert.deepEqual(page.marks, { show: "changed z", b: "changed a" });
	});

	test("is what imports a module that was edited, and what has its imports", () => {
		const record = { number: 1, seconds: 0, failed: false, aliased: [], code: [], partial: [] };
		const none = { reads: {}, writes: {}, modules: {}, imports: {} };
		const imported = "rnn.ts 1";
		const cells = {
			a: {
				...{ ...record, ...none, source: "a", code: ["Rnn", "table"] },
				writes: { Rnn: imported, table: "table.ts 1", x: "=1" },
				modules: { "rnn.ts": "1", "table.ts": "1" },
				imports: { Rnn: imported, table: "table.ts 1" },
			},
			b: { ...record, ...none, source: "b", reads: { Rnn: imported } },
			c: { ...record, ...none, source: "c", reads: { table: "table.ts 1" } },
		};
		const page = ["a", "b", "c"].map((id) => ({ id, source: id }));
		const edited = { cells, live: {}, modules: { "rnn.ts": "2", "table.ts": "1" } };
		assert.deepEqual(
			[...outOfDate(page, edited)],
			[
				["a", [{ why: "module", name: "rnn.ts" }]],
				["b", [{ why: "needs", name: "Rnn" }]],
			],
		);
	});

	test("may be what is beyond what was looked at, once a cell above has had it again", () => {
		const page = opened({
			make: "const hidden = new Map([[0, Promise.resolve(1)]])",
			use: "hidden.size",
			show: "hidden.has(0)",
		});
		assert.deepEqual(page.marks, {});
		page.run("use");
		assert.deepEqual(page.marks, { show: "maybe hidden" });
		page.run("show");
		assert.deepEqual(page.marks, {});
	});
});
