/** Compiles the course's modules when the site is built: `node prepare.cjs site.json`. */
import { readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";
import { Compiler } from "../core/compiler.js";
import type { Ts } from "../core/typescript.js";
import { home, MemoryFiles } from "./files.js";
import type { SiteFiles } from "./protocol.js";
import { tslabFromMemory } from "./tslab.js";

const [, , file = ""] = process.argv;
const site = JSON.parse(readFileSync(file, "utf8")) as SiteFiles;
const files = new MemoryFiles({ ...site, prepared: [] });
const compiler = new Compiler(
	tslabFromMemory(ts as unknown as Ts, files, `${home}/notebooks`, false),
);
const modules = Object.keys(site.files).filter(
	(path) => path.startsWith(`${home}/src/`) && !path.endsWith(".d.ts"),
);
const cell = modules.map((path) => `import ".${path.slice(home.length).replace(/\.ts$/, "")}";`);
const compiled = compiler.compile(cell.join("\n"), "prepare");
if ("error" in compiled) throw new Error(compiled.error.traceback.join("\n"));
// Their sources are in the files.
const prepared = compiled.modules.map(({ source: _, ...script }) => script);
writeFileSync(file, JSON.stringify({ ...site, prepared }));
