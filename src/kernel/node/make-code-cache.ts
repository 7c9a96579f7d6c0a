/** Run when the kernel is built, as the kernel is run: `node build/kernel/make-code-cache.cjs`. */
import { dirname, join, resolve } from "node:path";
import { Compiler } from "../core/compiler.js";
import { setCompilerFlags, writeCodeCache } from "./code-cache.js";
import { tslabFromDisk } from "./tslab.js";

const [, program = ""] = process.argv;
const folder = dirname(resolve(program));
const home = join(folder, "../..");
setCompilerFlags();
new Compiler(tslabFromDisk({ folder, home, root: home })).warmUp();
writeCodeCache(folder);
