import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { describe, test } from "node:test";

const root = join(import.meta.dirname, "..", "..");

/** For each room of `src`, what it may import beside its own files: beginnings of paths. */
const rooms: Readonly<Record<string, readonly string[]>> = {
	network: [],
	tasks: ["network/task", "network/matrix", "network/random", "network/validation"],
	words: [],
	figures: ["words/phrase"],
	notebook: ["words/", "figures/", "network/validation"],
	lessons: ["words/phrase", "notebook/", "figures/", "tasks/", "network/"],
	kernel: [],
	renderer: [],
	setup: [],
	lab: ["setup/"],
	translation: ["publish/", "lab/", "setup/", "words/phrase"],
	class: ["lab/", "setup/", "publish/static-image"],
	publish: ["lab/", "setup/", "figures/figure", "renderer/drawing", "renderer/notice"],
};

/** Each file, and the files of ours that it imports, types included. */
const imports = new Map(
	["src", "test", "bench"]
		.flatMap((folder) =>
			readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
				(file) => `${folder}/${file.replaceAll("\\", "/")}`,
			),
		)
		.filter((file) => /\.(ts|mjs|cjs)$/.test(file))
		.map((file) => [file, importsOf(file)]),
);

describe("who imports whom", () => {
	const all = [...imports].flatMap(([from, targets]) => targets.map((to) => ({ from, to })));

	test("the search finds imports at all", () => {
		assert.ok(all.length > 300, `only ${all.length} imports found`);
	});

	test("a room of src imports only what it may", () => {
		const breaches = all
			.filter(
				({ from, to }) => from.startsWith("src/") && to.startsWith("src/") && !isAllowed(from, to),
			)
			.map(({ from, to }) => `${from} → ${to}`);
		assert.deepEqual(breaches, []);
	});

	test("nothing imports from test/ but the tests, and nothing from bench/ but the bench", () => {
		const breaches = all.filter(({ from, to }) => {
			const [source] = from.split("/");
			const [target] = to.split("/");
			return target !== "src" && target !== source;
		});
		assert.deepEqual(breaches, []);
	});

	test("the kernel's core imports from no platform's folder", () => {
		const breaches = all
			.filter(({ from, to }) => /^src\/kernel\/core\//.test(from) && !/\/core\//.test(to))
			.map(({ from, to }) => `${from} → ${to}`);
		assert.deepEqual(breaches, []);
	});

	test("a lesson's folder imports from no other lesson's", () => {
		const lessonOf = (file: string) => /^src\/lessons\/([^/]+)\//.exec(file)?.[1];
		const breaches = all
			.filter(({ from, to }) => lessonOf(from) && lessonOf(to) && lessonOf(from) !== lessonOf(to))
			.map(({ from, to }) => `${from} → ${to}`);
		assert.deepEqual(breaches, []);
	});

	test("no imports go round in a circle", () => {
		const circles = [...imports.keys()]
			.map((file) => circleThrough(file)?.join(" → "))
			.filter((circle) => circle !== undefined);
		assert.deepEqual(circles, []);
	});
});

function isAllowed(from: string, to: string): boolean {
	const [, room] = from.split("/");
	const target = to.slice("src/".length);
	const allowed = rooms[room] ?? [];
	return [`${room}/`, ...allowed].some((beginning) => target.startsWith(beginning));
}

function importsOf(file: string): string[] {
	const text = readFileSync(join(root, file), "utf8");
	const statements = text.matchAll(
		/^(?:import|export)\b[^;"]*?\bfrom "(\.[^"]+)"|^import "(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm,
	);
	return [...statements]
		.map(([, from, bare, dynamic]) => posix.join(dirname(file), from ?? bare ?? dynamic))
		.map((path) => path.replace(/\.js$/, ".ts"))
		.filter((path) => existsSync(join(root, path)));
}

/** The shortest way back to a file along imports, if there is one. */
function circleThrough(file: string): string[] | undefined {
	const ways = [[file]];
	const seen = new Set<string>();
	for (let way = ways.shift(); way; way = ways.shift()) {
		for (const next of imports.get(way[way.length - 1]) ?? []) {
			if (next === file) return [...way, file];
			if (!seen.has(next)) ways.push([...way, next]);
			seen.add(next);
		}
	}
	return undefined;
}
