"""What cells import: local modules, which load again when they change, and packages."""

import json
import tempfile
import unittest
from pathlib import Path

from frontend import Frontend, KernelTest


class LocalModules(KernelTest):
    has_own_folder = True

    def import_from(self, name: str, names: str, rest: str = "") -> str | None:
        return self.value(f"import {{ {names} }} from './lib/{name}'; {rest}")

    def test_keep_their_state_whatever_else_goes_wrong(self):
        self.write("lib/state.ts", "export class Kept {}\nexport const state = { count: 0 };\n")
        self.import_from("state", "state, Kept", "const kept = new Kept(); state.count = 5")
        self.assertEqual(self.frontend.run("import { x } from './lib/nowhere'").reply["ename"], "TS2307")
        self.assertEqual(self.import_from("state", "state as s1, Kept as K1", "[s1.count, kept instanceof K1]"), "[ 5, true ]")
        self.assertEqual(self.frontend.run("const bad: number = 'x'").reply["ename"], "TS2322")
        self.run_ok("import * as fs from 'node:fs'; new Headers(); fs.existsSync('x')")
        self.assertEqual(self.frontend.run("throw new Error('x')").status, "error")
        self.assertEqual(self.import_from("state", "state as s2, Kept as K2", "[s2.count, kept instanceof K2]"), "[ 5, true ]")

    def test_load_again_with_their_importers_when_they_change(self):
        self.write("lib/inner.ts", "export const inner = { n: 1 };\n")
        self.write("lib/outer.ts", "import { inner } from './inner';\nexport const outer = () => inner.n * 10;\n")
        self.assertEqual(self.import_from("outer", "outer", "outer()"), "10")
        self.write("lib/inner.ts", "export const inner = { n: 2, more: true };\n")
        self.assertEqual(self.import_from("outer", "outer", "outer()"), "20")

    def test_may_await_at_their_top_level(self):
        self.write("lib/slow.ts", "export const slow = await new Promise<number>((done) => setTimeout(() => done(7), 20));\nexport const also = await import('./late').then(({ late }) => late);\n")
        self.write("lib/late.ts", "export const late = import.meta.url.endsWith('/late.ts') && import.meta.dirname;\n")
        self.assertEqual(self.import_from("slow", "slow, also", "[slow, also]"), f"[ 7, '{self.folder}/lib' ]")

    def test_may_import_each_other_in_a_circle(self):
        self.write("lib/chicken.ts", "import { egg } from './egg';\nexport const chicken = (n: number): number => (n === 0 ? 0 : 1 + egg(n - 1));\n")
        self.write("lib/egg.ts", "import { chicken } from './chicken';\nexport const egg = (n: number): number => (n === 0 ? 0 : 1 + chicken(n - 1));\n")
        self.assertEqual(self.import_from("chicken", "chicken", "chicken(5)"), "5")

    def test_that_fail_are_tried_again(self):
        self.write("lib/flaky.ts", "declare global { var flakyReady: boolean }\nif (!globalThis.flakyReady) throw new Error('not yet');\nexport const flaky = 1;\n")
        self.write("lib/user.ts", "export { flaky } from './flaky';\n")
        run = self.frontend.run("import { flaky } from './lib/user'; flaky")
        self.assertIn("Error: not yet\n    at lib/flaky.ts:2:35\n        if (!globalThis", run.traceback)
        self.run_ok("(globalThis as any).flakyReady = true")
        self.assertEqual(self.import_from("user", "flaky", "flaky"), "1")

    def test_that_never_end_can_be_stopped_and_loaded_again(self):
        self.write("lib/endless.ts", "declare global { var endlessStopped: boolean }\nconsole.log('begun');\nif (!globalThis.endlessStopped) for (;;);\nexport const endless = 1;\n")
        self.run_ok("let before = 'kept'")
        cell = self.frontend.send("import { endless } from './lib/endless'; endless")
        self.frontend.wait_for(cell, "stream")
        self.frontend.interrupt()
        self.assertEqual(self.frontend.finish(cell, timeout=20).reply["ename"], "Interrupted")
        self.run_ok("(globalThis as any).endlessStopped = true")
        self.assertEqual(self.import_from("endless", "endless", "[endless, before]"), "[ 1, 'kept' ]")

    def test_of_every_kind(self):
        self.write("lib/data.json", json.dumps({"n": 1, "odd name": 2}))
        self.write("lib/old.js", "module.exports = { old: 3, kind: typeof require('node:path').join, here: __dirname };\n")
        self.write("lib/view.tsx", "const h = (tag: string, ...rest: unknown[]) => [tag, ...rest];\n/** @jsx h */\nexport const view = 4;\n")
        self.write("lib/more/index.ts", "export const more: number = 5;\nexport let live = 0;\nexport const grow = () => { live++; };\n")
        self.assertEqual(self.value("import data from './lib/data.json' with { type: 'json' }; data['odd name']"), "2")
        self.assertEqual(self.value("import plain, { n as fromJson } from './lib/data.json'; plain.n + fromJson"), "2")
        self.assertEqual(self.import_from("old.js", "old, kind, here", "[old, kind, here.endsWith('lib')]"), "[ 3, 'function', true ]")
        self.assertEqual(self.import_from("view", "view", "view"), "4")
        self.assertEqual(self.import_from("more", "more, live, grow", "grow(); [more, live]"), "[ 5, 1 ]")
        self.assertEqual(self.value("const name = 'more'; const found = await import(`./lib/${name}`); found.more"), "5")


class Packages(KernelTest):
    has_own_folder = True

    def setUp(self) -> None:
        exports = {
            ".": {"import": {"types": "./main.d.ts", "default": "./main.mjs"}},
            "./sub": {"import": "./sub.mjs", "types": "./sub.d.ts"},
            "./old": {"types": "./old.d.ts", "default": "./old.cjs"},
        }
        for name, text in {
            "package.json": json.dumps({"name": "parts", "version": "1.0.0", "exports": exports}),
            "main.mjs": "export const main = await Promise.resolve('awaited');\nexport default class Main {}\n",
            "main.d.ts": "export declare const main: string;\nexport default class Main {}\n",
            "sub.mjs": "export const sub = import.meta.url;\n",
            "sub.d.ts": "export declare const sub: string;\n",
            "old.cjs": "const all = { hidden: 1, get bad() { throw new Error('from a getter') } };\nmodule.exports = Object.defineProperty(all, '__esModule', { value: true });\nall['def' + 'ault'] = 'the default';\n",
            "old.d.ts": "export declare const hidden: number;\nexport declare const bad: number;\ndeclare const text: string;\nexport default text;\n",
        }.items():
            self.write(f"node_modules/parts/{name}", text)

    def test_with_only_an_import_condition_and_an_await(self):
        self.assertEqual(self.value("import Main, { main } from 'parts'; [main, Main.name]"), "[ 'awaited', 'Main' ]")
        self.assertEqual(self.value("(await import('parts')).main"), "'awaited'")

    def test_by_a_subpath_of_exports(self):
        self.assertEqual(self.value("import { sub } from 'parts/sub'; sub.endsWith('/sub.mjs')"), "true")

    def test_of_commonjs_as_their_types_say(self):
        self.assertEqual(self.value("import text, { hidden } from 'parts/old'; [text, hidden]"), "[ 'the default', 1 ]")

    def test_with_a_getter_that_throws(self):
        run = self.frontend.run("import { bad } from 'parts/old'; let fine = 1; bad")
        self.assertIn("from a getter", run.traceback)
        self.assertEqual(self.value("fine + 1"), "2")

    def test_that_are_not_there(self):
        run = self.frontend.run("// @ts-nocheck\nimport x from 'nowhere-at-all'; x")
        self.assertIn("Cannot find package 'nowhere-at-all'", run.traceback)
        self.assertEqual(self.value("1"), "1")

    def test_an_expression_may_await_and_import(self):
        code = "(await import('node:path')).basename('/a/b') + (await Promise.resolve('!'))"
        reply = self.run_ok("1", user_expressions={"it": code}).reply
        self.assertEqual(reply["user_expressions"]["it"]["data"]["text/plain"], "'b!'")


class Elsewhere(unittest.TestCase):
    """A notebook outside of the course: its own folder, packages and types."""

    def test_a_notebook_in_a_folder_of_its_own(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            for path, text in {
                "package.json": '{ "name": "elsewhere", "type": "module" }',
                "tsconfig.json": '{ "compilerOptions": { "strict": true } }',
                "lib/local.ts": "import { only } from 'only-import';\nexport const local = only + 1;\n",
                "node_modules/only-import/package.json": json.dumps({"name": "only-import", "exports": {"import": {"types": "./i.d.ts", "default": "./i.js"}}, "type": "module"}),
                "node_modules/only-import/i.js": "export const only = await 1;\n",
                "node_modules/only-import/i.d.ts": "export declare const only: number;\n",
                "notes/data.txt": "read",
            }.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(text)
            frontend = Frontend(cwd=str(folder))
            self.addCleanup(frontend.close)
            for code, result in [
                ("import { local } from './lib/local'; import { only } from 'only-import'; [local, only]", "[ 2, 1 ]"),
                ("import { readFileSync } from 'node:fs'; readFileSync('notes/data.txt', 'utf8') + process.cwd()", f"'read{folder}'"),
                ("import { display } from 'tslab'; typeof display.html", "'function'"),
                ("new URL('notes', import.meta.url).pathname", f"'{folder}/notes'"),
            ]:
                run = frontend.run(code)
                self.assertEqual(run.result, result, run.traceback)
            self.assertEqual(frontend.run("function untyped(n) { return n }").reply["ename"], "TS7006")
            run = frontend.run("import { wrong } from './lib/local'")
            self.assertIn("In[6]:1:10 - error TS2305", run.traceback)


if __name__ == "__main__":
    unittest.main()
