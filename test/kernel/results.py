"""What a cell shows: its last expression, mime bundles, displays and their updates."""

import unittest

from frontend import KernelTest

HOST = "const host = (globalThis as any)[Symbol.for('Jupyter.host')];"
SHOWN = "[Symbol.for('Jupyter.display')]"


class Results(KernelTest):
    def test_last_expression(self):
        for code, result in [
            ("1 + 1", "2"),
            ("'text'", "'text'"),
            ("({ a: [1, 2], b: new Map([[1, 'x']]) })", "{ a: [ 1, 2 ], b: Map(1) { 1 => 'x' } }"),
            ("null", "null"),
            ("let declared = 1", None),
            ("undefined", None),
            ("if (true) { 5 }", None),
            ("new Float64Array([1, 0.5, NaN])", "Float64Array(3) [ 1, 0.5, NaN ]"),
            ("class Point { x = 1 }; new Point()", "Point { x: 1 }"),
            ("1; // the end", "1"),
            ("10n ** 20n", "100000000000000000000n"),
        ]:
            with self.subTest(code=code):
                self.assertEqual(self.value(code), result)

    def test_no_ansi_colours_and_long_data_is_cut(self):
        for code in ("new Float64Array(1e6)", "Array.from({ length: 1e5 }, (_, i) => ({ i }))", "'x'.repeat(1e6)", "new Map(Array.from({ length: 1e5 }, (_, i) => [i, i]))"):
            with self.subTest(code=code):
                text = self.value(code)
                self.assertLess(len(text), 25_000)
                self.assertIn("more", text)
                self.assertNotIn("\x1b", text)

    def test_rows_are_a_table(self):
        data = self.run_ok("[{ name: '<Ann>', score: 1 }, { name: 'Bob', late: true }]").of("execute_result")[0]["data"]
        self.assertIn("<th>name</th><th>score</th><th>late</th>", data["text/html"])
        self.assertIn("<tr><th>0</th><td>&#60;Ann&#62;</td><td>1</td><td></td></tr>", data["text/html"])
        self.assertIn("{ name: 'Bob', late: true }", data["text/plain"])
        data = self.run_ok("Array.from({ length: 1000 }, (_, i) => ({ i }))").of("execute_result")[0]["data"]
        self.assertEqual(data["text/html"].count("<tr>"), 101)
        self.assertIn("900 more rows", data["text/html"])
        for code in ("[]", "[1, 2]", "[{}]", "[{ a: { b: 1 } }]", "[{ a: 1 }, 2]", "[new Date()]", "[{ get a() { throw 1 } }]"):
            with self.subTest(code=code):
                self.assertEqual(list(self.run_ok(code).of("execute_result")[0]["data"]), ["text/plain"])

    def test_pictures_are_shown(self):
        png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        data = self.run_ok(f"Uint8Array.from(atob('{png}'), (c) => c.charCodeAt(0))").of("execute_result")[0]["data"]
        self.assertEqual(data["image/png"], png)
        data = self.run_ok("new Uint8Array([0xff, 0xd8, 0xff, 0xe0])").of("execute_result")[0]["data"]
        self.assertEqual(data["image/jpeg"], "/9j/4A==")
        svg = "<svg xmlns='http://www.w3.org/2000/svg'></svg>"
        data = self.run_ok(f'"{svg}"').of("execute_result")[0]["data"]
        self.assertEqual(data["image/svg+xml"], svg)
        for code in ("new Uint8Array([1, 2, 3])", "'about <svg> and </svg>'"):
            self.assertEqual(list(self.run_ok(code).of("execute_result")[0]["data"]), ["text/plain"])

    def test_display_symbol(self):
        run = self.run_ok(f"({{ {SHOWN}: () => ({{ 'application/vnd.plotly.v1+json': {{ data: [1, NaN] }}, 'text/plain': 'a figure' }}) }})")
        self.assertEqual(
            run.of("execute_result")[0]["data"],
            {"application/vnd.plotly.v1+json": {"data": [1, None]}, "text/plain": "a figure"},
        )

    def test_async_display_symbol(self):
        run = self.run_ok(f"({{ async {SHOWN}() {{ await null; return {{ 'text/html': '<i>late</i>' }} }} }})")
        self.assertEqual(run.of("execute_result")[0]["data"], {"text/html": "<i>late</i>"})

    def test_display_symbol_that_fails(self):
        run = self.frontend.run(f"({{ {SHOWN}() {{ throw new Error('cannot be shown') }} }})")
        self.assertEqual((run.status, run.reply["evalue"]), ("error", "cannot be shown"))
        run = self.frontend.run(f"({{ {SHOWN}: () => 5 }})")
        self.assertEqual(run.reply["ename"], "TypeError")

    def test_host_displays_and_updates(self):
        run = self.run_ok(HOST + "host.display({ 'text/plain': 'one', 'text/html': '<b>1</b>' }, { displayId: 'd', metadata: { m: 1 } }); host.display({ 'text/plain': 'two' }, { displayId: 'd', update: true }); host.clearOutput({ wait: true })")
        shown = run.of("display_data")[0]
        self.assertEqual(shown["data"], {"text/plain": "one", "text/html": "<b>1</b>"})
        self.assertEqual((shown["transient"], shown["metadata"]), ({"display_id": "d"}, {"m": 1}))
        updated = run.of("update_display_data")[0]
        self.assertEqual((updated["data"], updated["transient"]), ({"text/plain": "two"}, {"display_id": "d"}))
        self.assertEqual(run.of("clear_output"), [{"wait": True}])

    def test_order_of_text_and_displays(self):
        run = self.run_ok("import { display } from 'tslab'; console.log('a'); display.text('b'); console.error('c'); console.log('d'); 'e'")
        order = [(m["msg_type"], m["content"].get("text")) for m in run.messages][2:-1]
        self.assertEqual(order, [("stream", "a\n"), ("display_data", None), ("stream", "c\n"), ("stream", "d\n"), ("execute_result", None)])

    def test_what_a_child_process_prints(self):
        run = self.run_ok("import { execFileSync } from 'node:child_process'; execFileSync('node', ['-e', 'console.log(\"from a child\")'], { stdio: 'inherit' }); await new Promise((r) => setTimeout(r, 100))")
        self.assertIn("from a child", run.text())

    def test_console_methods(self):
        run = self.run_ok("console.table([{ a: 1 }]); console.group('g'); console.info('in'); console.groupEnd(); console.dir({ d: 1 }); console.warn('careful')")
        self.assertIn("│ (index) │ a │", run.text())
        self.assertIn("  in", run.text())
        self.assertEqual(run.text("stderr"), "careful\n")


if __name__ == "__main__":
    unittest.main()
