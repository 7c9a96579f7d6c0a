"""Errors: where they point, what they show, and what is left after them."""

import unittest

from frontend import ROOT, KernelTest


class Errors(KernelTest):
    has_own_folder = True

    def fail(self, code, **options):
        run = self.frontend.run(code, **options)
        self.assertEqual(run.status, "error")
        self.assertEqual(len(run.of("error")), 1)
        for key in ("ename", "evalue", "traceback"):
            self.assertEqual(run.of("error")[0][key], run.reply[key])
        return run

    def test_points_into_the_cell_whatever_ran_silently_since(self):
        self.run_ok("// one\nfunction later(): never { throw new Error('late') }")
        count = self.run_ok("1").reply["execution_count"] - 1
        for options in ({"silent": True}, {"store_history": False}):
            self.run_ok("// a line\n// another\n// and another\n'hidden'", **options)
        run = self.fail("later()")
        self.assertIn(f"    at later (In[{count}]:2:33)", run.traceback)
        self.assertIn("        function later(): never { throw new Error('late') }", run.traceback)
        self.assertNotIn("another", run.traceback)

    def test_points_into_the_cell(self):
        run = self.fail("// a comment\ninterface Shape { name: string }\n\nfunction deep(shape: Shape): number {\n\tthrow new RangeError(`no ${shape.name}`);\n}\n  deep({ name: 'circle' });")
        count = run.reply["execution_count"]
        self.assertEqual((run.reply["ename"], run.reply["evalue"]), ("RangeError", "no circle"))
        self.assertEqual(
            run.traceback.split("\n"),
            [
                "RangeError: no circle",
                f"    at deep (In[{count}]:5:8)",
                "        \tthrow new RangeError(`no ${shape.name}`);",
                "        \t      ^",
                f"    at In[{count}]:7:3",
            ],
        )

    def test_columns_after_rewriting(self):
        for code, place in [
            ("import { strict } from 'node:assert'; const { a, b } = { a: 1, b: 2 }; throw new Error('x')", (1, 78)),
            ("let first = 1, second = 2;\nclass A { m() { return (null as any).x } }\nawait Promise.resolve(1); new A().m()", (2, 38)),
            ("for await (const x of [1]) { (x as any).nothing.more }", (1, 49)),
            ("const f = async (n: number) => { await null; throw new Error('async') }; await f(1)", (1, 52)),
            ("enum E { A, B }\n   (undefined as any)[E.A]", (2, 22)),
        ]:
            with self.subTest(code=code):
                run = self.fail(code)
                count = run.reply["execution_count"]
                self.assertIn(f"In[{count}]:{place[0]}:{place[1]}", run.traceback)

    def test_points_into_src(self):
        self.write("src/risky.ts", "export interface Unused { x: number }\n\nexport function risky(x: number): number {\n\tif (x < 0) throw new Error(`negative: ${x}`);\n\treturn Math.sqrt(x);\n}\n")
        run = self.fail("import { risky } from './src/risky';\nrisky(4);\nrisky(-1);")
        count = run.reply["execution_count"]
        self.assertEqual(
            run.traceback.split("\n"),
            [
                "Error: negative: -1",
                "    at risky (src/risky.ts:4:19)",
                "        \tif (x < 0) throw new Error(`negative: ${x}`);",
                "        \t                 ^",
                f"    at In[{count}]:3:1",
            ],
        )

    def test_edits_of_src_are_seen(self):
        inner = self.write("src/inner.ts", "export const step = 1;\n")
        self.write("src/outer.ts", "import { step } from './inner.js';\nexport const next = (n: number) => n + step;\n")
        code = "import { next } from './src/outer'; next(1)"
        self.assertEqual(self.value(code), "2")
        inner.write_text("export const step = 100;\n")
        self.assertEqual(self.value(code), "101")
        inner.write_text("export const step: number = 'wrong';\n")
        run = self.fail(code)
        self.assertIn("src/inner.ts:1:14 - error TS2322", run.traceback)
        inner.unlink()
        self.assertIn("TS2307", self.fail(code).traceback)
        inner.write_text("export const step = 7;\n")
        self.assertEqual(self.value(code), "8")

    def test_no_paths_of_this_machine_and_no_kernel_frames(self):
        run = self.fail("import * as math from 'mathjs';\nconst later = () => math.evaluate('1 +');\nlater()")
        self.assertNotIn(str(ROOT), run.traceback)
        self.assertNotIn("build/kernel", run.traceback)
        self.assertNotIn("node:", run.traceback)
        self.assertIn("node_modules/mathjs/", run.traceback)

    def test_stack_property_is_mapped(self):
        run = self.run_ok("\nconst stack = () => new Error('here').stack;\nconsole.log(stack())")
        count = run.reply["execution_count"]
        self.assertEqual(run.text(), f"Error: here\n    at stack (In[{count}]:2:21)\n    at In[{count}]:3:13\n")

    def test_type_error(self):
        run = self.fail("const right = 1;\n\tconst wrong: number = 'x';")
        count = run.reply["execution_count"]
        self.assertEqual(run.reply["ename"], "TS2322")
        self.assertEqual(run.reply["evalue"], "Type 'string' is not assignable to type 'number'.")
        self.assertEqual(
            run.traceback.split("\n"),
            [
                f"In[{count}]:2:8 - error TS2322: Type 'string' is not assignable to type 'number'.",
                "    \tconst wrong: number = 'x';",
                "    \t      ~~~~~",
            ],
        )
        self.assertIn("TS2304", self.fail("right").reply["ename"])

    def test_syntax_error(self):
        run = self.fail("const = 5")
        self.assertEqual(run.reply["ename"], "TS1134")

    def test_variables_assigned_before_an_error_are_there(self):
        self.run_ok("let before = 'old', after = 'old'; const typed = 1")
        self.fail("let before = 'new'; let reached = { x: 1 }; function helper() { return reached.x }\nif (before) throw new Error('half way');\nlet after = 'new'; const typed = 'text'; let never = 1")
        self.assertEqual(self.value("[before, after, reached.x, helper(), typed]"), "[ 'new', 'old', 1, 1, 1 ]")
        self.assertEqual(self.value("typed + 1"), "2")
        self.assertEqual(self.value("reached = { x: 5 }; helper()"), "5")
        self.assertEqual(self.value("never"), None)

    def test_variables_after_an_error_behind_an_await(self):
        self.fail("let stage = 0; await null; stage = 1; await null; stage = 2; throw new Error('late')")
        self.assertEqual(self.value("stage"), "2")

    def test_thrown_values_of_any_kind(self):
        for code, ename, evalue in [
            ("throw 'text'", "Error", "text"),
            ("throw null", "Error", "null"),
            ("throw { code: 1 }", "Error", '{"code":1}'),
            ("class Special extends Error { name = 'Special' }; throw new Special('s')", "Special", "s"),
            ("await Promise.reject(new TypeError('rejected'))", "TypeError", "rejected"),
            ("throw Object.create(null)", "Error", "{}"),
            ("const e = new Error('m'); Object.defineProperty(e, 'message', { get() { throw 1 } }); throw e", "Error", ""),
        ]:
            with self.subTest(code=code):
                run = self.fail(code)
                self.assertEqual((run.reply["ename"], run.reply["evalue"]), (ename, evalue))

    def test_an_error_speaks_of_names_as_the_cell_does(self):
        self.run_ok("let notOne: any = 5; const use = () => notOne; import { sep } from 'node:path'")
        for code, evalue in [
            ("notOne()", "notOne is not a function"),
            ("new notOne()", "notOne is not a constructor"),
            ("import { sep as imported } from 'node:path'; (imported as any)()", "imported is not a function"),
        ]:
            run = self.fail(code)
            self.assertEqual(run.reply["evalue"].replace("sep", "imported"), evalue)
            self.assertIn(f"TypeError: {run.reply['evalue']}\n", run.traceback)

    def test_cause_is_shown(self):
        run = self.fail("throw new Error('outer', { cause: new TypeError('inner') })")
        self.assertIn("Caused by: TypeError: inner", run.traceback)

    def test_stack_overflow(self):
        run = self.fail("function forever(): number { return forever() + 1 }\nforever()")
        self.assertEqual(run.reply["ename"], "RangeError")
        self.assertEqual(self.value("'alive'"), "'alive'")

    def test_timer_and_rejection_show_in_the_cell_that_caused_them(self):
        first = self.frontend.send("setTimeout(() => { throw new Error('from a timer') }, 200); (async () => { await new Promise((r) => setTimeout(r, 250)); throw new Error('nobody catches') })(); 'first'")
        self.frontend.finish(first)
        second = self.frontend.send("await new Promise((r) => setTimeout(r, 600)); 'second'")
        errors = []
        while True:
            message = self.frontend.client.get_iopub_msg(timeout=20)
            if message["msg_type"] == "error":
                errors.append((message["parent_header"]["msg_id"] == first, message["content"]["evalue"]))
            parent = message["parent_header"].get("msg_id")
            if parent == second and message["content"].get("execution_state") == "idle":
                break
        self.assertEqual(errors, [(True, "from a timer"), (True, "nobody catches")])
        self.assertEqual(self.frontend.reply(second)["content"]["status"], "ok")

    def test_saved_tracebacks_are_the_same_every_time(self):
        code = "import * as math from 'mathjs';\nmath.evaluate('nowhere + 1')"
        first, second = (self.fail(code) for _ in range(2))
        number = lambda run: run.traceback.replace(f"In[{run.reply['execution_count']}]", "In[]")
        self.assertEqual(number(first), number(second))


class Warnings(KernelTest):
    """Type errors are shown, and cells run nevertheless, where the kernel's environment says so."""

    env = {"UNROLLED_TYPE_ERRORS": "warn"}

    def test_type_errors_as_warnings(self):
        run = self.run_ok("const n: number = 'text'; n")
        self.assertEqual(run.result, "'text'")
        self.assertIn("In[1]:1:7 - error TS2322: Type 'string' is not assignable to type 'number'.\n    const n: number", run.text("stderr"))
        self.assertEqual(self.frontend.run("const = 1").reply["ename"], "TS1134")


if __name__ == "__main__":
    unittest.main()
