"""What cells import: local modules, which load again when they change, and packages."""

import json
import shutil
import tempfile
import unittest
from pathlib import Path

from frontend import ROOT, Frontend, KernelTest

FOLDER = ROOT / "src" / "kernel-test-modules"
PACKAGE = ROOT / "node_modules" / "kernel-test-package"


def write(name: str, text: str) -> None:
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


class LocalModules(KernelTest):
    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        shutil.rmtree(FOLDER, ignore_errors=True)

    def import_from(self, name: str, names: str, rest: str = "") -> str | None:
        return self.value(f"import {{ {names} }} from './src/kernel-test-modules/{name}'; {rest}")

    def test_keep_their_state_whatever_else_goes_wrong(self):
        write("state.ts", "export class Kept {}\nexport const state = { count: 0 };\n")
        self.import_from("state", "state, Kept", "const kept = new Kept(); state.count = 5")
        self.assertEqual(self.frontend.run("import { x } from './src/kernel-test-modules/nowhere'").reply["ename"], "TS2307")
        self.assertEqual(self.import_from("state", "state as s1, Kept as K1", "[s1.count, kept instanceof K1]"), "[ 5, true ]")
        self.assertEqual(self.frontend.run("const bad: number = 'x'").reply["ename"], "TS2322")
        self.run_ok("import * as fs from 'node:fs'; new Headers(); fs.existsSync('x')")
        self.assertEqual(self.frontend.run("throw new Error('x')").status, "error")
        self.assertEqual(self.import_from("state", "state as s2, Kept as K2", "[s2.count, kept instanceof K2]"), "[ 5, true ]")

    def test_load_again_with_their_importers_when_they_change(self):
        write("inner.ts", "export const inner = { n: 1 };\n")
        write("outer.ts", "import { inner } from './inner';\nexport const outer = () => inner.n * 10;\n")
        self.assertEqual(self.import_from("outer", "outer", "outer()"), "10")
        write("inner.ts", "export const inner = { n: 2, more: true };\n")
        self.assertEqual(self.import_from("outer", "outer", "outer()"), "20")

    def test_may_await_at_their_top_level(self):
        write("slow.ts", "export const slow = await new Promise<number>((done) => setTimeout(() => done(7), 20));\nexport const also = await import('./late').then(({ late }) => late);\n")
        write("late.ts", "export const late = import.meta.url.endsWith('/late.ts') && import.meta.dirname;\n")
        self.assertEqual(self.import_from("slow", "slow, also", "[slow, also]"), f"[ 7, '{FOLDER}' ]")

    def test_may_import_each_other_in_a_circle(self):
        write("chicken.ts", "import { egg } from './egg';\nexport const chicken = (n: number): number => (n === 0 ? 0 : 1 + egg(n - 1));\n")
        write("egg.ts", "import { chicken } from './chicken';\nexport const egg = (n: number): number => (n === 0 ? 0 : 1 + chicken(n - 1));\n")
        self.assertEqual(self.import_from("chicken", "chicken", "chicken(5)"), "5")

    def test_that_fail_are_tried_again(self):
        write("flaky.ts", "declare global { var flakyReady: boolean }\nif (!globalThis.flakyReady) throw new Error('not yet');\nexport const flaky = 1;\n")
        write("user.ts", "export { flaky } from './flaky';\n")
        run = self.frontend.run("import { flaky } from './src/kernel-test-modules/user'; flaky")
        self.assertIn("Error: not yet\n    at src/kernel-test-modules/flaky.ts:2:35\n        if (!globalThis", run.traceback)
        self.run_ok("(globalThis as any).flakyReady = true")
        self.assertEqual(self.import_from("user", "flaky", "flaky"), "1")

    def test_that_never_end_can_be_stopped_and_loaded_again(self):
        write("endless.ts", "declare global { var endlessStopped: boolean }\nif (!globalThis.endlessStopped) for (;;);\nexport const endless = 1;\n")
        self.run_ok("let before = 'kept'")
        cell = self.frontend.send("import { endless } from './src/kernel-test-modules/endless'; endless")
        self.frontend.quiet(1.5)
        self.frontend.interrupt()
        self.assertEqual(self.frontend.finish(cell, timeout=20).reply["ename"], "Interrupted")
        self.run_ok("(globalThis as any).endlessStopped = true")
        self.assertEqual(self.import_from("endless", "endless", "[endless, before]"), "[ 1, 'kept' ]")

    def test_of_every_kind(self):
        write("data.json", json.dumps({"n": 1, "odd name": 2}))
        write("old.js", "module.exports = { old: 3, kind: typeof require('node:path').join, here: __dirname };\n")
        write("view.tsx", "const h = (tag: string, ...rest: unknown[]) => [tag, ...rest];\n/** @jsx h */\nexport const view = 4;\n")
        write("more/index.ts", "export const more: number = 5;\nexport let live = 0;\nexport const grow = () => { live++; };\n")
        self.assertEqual(self.value("import data from './src/kernel-test-modules/data.json' with { type: 'json' }; data['odd name']"), "2")
        self.assertEqual(self.value("import plain, { n as fromJson } from './src/kernel-test-modules/data.json'; plain.n + fromJson"), "2")
        self.assertEqual(self.import_from("old.js", "old, kind, here", "[old, kind, here.endsWith('kernel-test-modules')]"), "[ 3, 'function', true ]")
        self.assertEqual(self.import_from("view", "view", "view"), "4")
        self.assertEqual(self.import_from("more", "more, live, grow", "grow(); [more, live]"), "[ 5, 1 ]")
        self.assertEqual(self.value("const name = 'more'; const found = await import(`./src/kernel-test-modules/${name}`); found.more"), "5")


class Packages(KernelTest):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        PACKAGE.mkdir(exist_ok=True)
        exports = {
            ".": {"import": {"types": "./main.d.ts", "default": "./main.mjs"}},
            "./sub": {"import": "./sub.mjs", "types": "./sub.d.ts"},
            "./old": {"types": "./old.d.ts", "default": "./old.cjs"},
        }
        for name, text in {
            "package.json": json.dumps({"name": PACKAGE.name, "version": "1.0.0", "exports": exports}),
            "main.mjs": "export const main = await Promise.resolve('awaited');\nexport default class Main {}\n",
            "main.d.ts": "export declare const main: string;\nexport default class Main {}\n",
            "sub.mjs": "export const sub = import.meta.url;\n",
            "sub.d.ts": "export declare const sub: string;\n",
            "old.cjs": "const all = { hidden: 1, get bad() { throw new Error('from a getter') } };\nmodule.exports = Object.defineProperty(all, '__esModule', { value: true });\nall['def' + 'ault'] = 'the default';\n",
            "old.d.ts": "export declare const hidden: number;\nexport declare const bad: number;\ndeclare const text: string;\nexport default text;\n",
        }.items():
            (PACKAGE / name).write_text(text)

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        shutil.rmtree(PACKAGE, ignore_errors=True)

    def test_with_only_an_import_condition_and_an_await(self):
        self.assertEqual(self.value("import Main, { main } from 'kernel-test-package'; [main, Main.name]"), "[ 'awaited', 'Main' ]")
        self.assertEqual(self.value("(await import('kernel-test-package')).main"), "'awaited'")

    def test_by_a_subpath_of_exports(self):
        self.assertEqual(self.value("import { sub } from 'kernel-test-package/sub'; sub.endsWith('/sub.mjs')"), "true")

    def test_of_commonjs_as_their_types_say(self):
        self.assertEqual(self.value("import text, { hidden } from 'kernel-test-package/old'; [text, hidden]"), "[ 'the default', 1 ]")

    def test_with_a_getter_that_throws(self):
        run = self.frontend.run("import { bad } from 'kernel-test-package/old'; let fine = 1; bad")
        self.assertIn("from a getter", run.traceback)
        self.assertEqual(self.value("fine + 1"), "2")

    def test_that_are_not_there(self):
        run = self.frontend.run("// @ts-nocheck\nimport x from 'kernel-test-nowhere'; x")
        self.assertIn("Cannot find package 'kernel-test-nowhere'", run.traceback)
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
