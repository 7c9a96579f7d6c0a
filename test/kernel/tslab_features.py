"""What tslab's own example notebooks do: such notebooks run here unchanged."""

import unittest

from frontend import KernelTest

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


class TslabFeatures(KernelTest):
    has_own_folder = True

    def shown(self, code, kind="display_data"):
        return self.run_ok(code).of(kind)

    def test_display_of_every_kind(self):
        self.run_ok("import * as tslab from 'tslab'; const bytes = Uint8Array.from([1, 2, 3]);")
        for call, mime, data in [
            ("html('<b>bold</b>')", "text/html", "<b>bold</b>"),
            ("javascript('1')", "text/javascript", "1"),
            ("markdown('# Title')", "text/markdown", "# Title"),
            ("latex('$x^2$')", "text/latex", "$x^2$"),
            ("svg('<svg/>')", "image/svg+xml", "<svg/>"),
            ("png(bytes)", "image/png", "AQID"),
            ("jpeg(bytes)", "image/jpeg", "AQID"),
            ("gif(bytes)", "image/gif", "AQID"),
            ("pdf(bytes)", "application/pdf", "AQID"),
            ("text('plain')", "text/plain", "plain"),
            ("raw('application/x', 'y')", "application/x", "y"),
        ]:
            with self.subTest(call=call):
                shown = self.shown(f"tslab.display.{call}")
                self.assertEqual(shown, [{"data": {mime: data}, "metadata": {}, "transient": {}}])

    def test_png_of_a_buffer(self):
        shown = self.shown(f"import {{ display }} from 'tslab'; display.png(Buffer.from('{PIXEL}', 'base64'))")
        self.assertEqual(shown[0]["data"]["image/png"], PIXEL)

    def test_new_display_updates_in_place(self):
        run = self.run_ok("import { newDisplay } from 'tslab'; const place = newDisplay(), other = newDisplay(); place.html('1'); place.html('2'); other.text('3')")
        first, third = run.of("display_data")
        (second,) = run.of("update_display_data")
        self.assertEqual(second["transient"]["display_id"], first["transient"]["display_id"])
        self.assertNotEqual(third["transient"]["display_id"], first["transient"]["display_id"])
        later = self.shown("place.html('4')", "update_display_data")
        self.assertEqual(later[0]["transient"], first["transient"])

    def test_animated_display(self):
        run = self.run_ok("import { newDisplay } from 'tslab'; const frame = newDisplay(); for (let i = 0; i < 5; i++) { frame.html(`<p>${i}</p>`); await new Promise((done) => setTimeout(done, 5)); }")
        self.assertEqual(len(run.of("display_data")), 1)
        self.assertEqual([c["data"]["text/html"] for c in run.of("update_display_data")], [f"<p>{i}</p>" for i in range(1, 5)])

    def test_versions(self):
        self.assertEqual(self.value("import { versions } from 'tslab'; Object.keys(versions).sort()"), "[ 'node', 'tslab', 'typescript' ]")

    def test_display_is_typed(self):
        self.run_ok("import { display } from 'tslab'")
        self.assertEqual(self.frontend.run("display.html(5)").reply["ename"], "TS2345")
        reply = self.frontend.ask("complete_request", {"code": "display.ht", "cursor_pos": 10})
        self.assertEqual(reply["matches"], ["html"])

    def test_npm_packages(self):
        self.assertEqual(self.value("import * as math from 'mathjs'; math.sqrt(math.unit('4 m^2')).toString()"), "'2 m'")
        self.assertEqual(self.value("import { evaluate, matrix } from 'mathjs'; evaluate('det([1, 2; 3, 4])')"), "-2")

    def test_npm_packages_of_es_modules_only(self):
        self.assertEqual(self.value("import * as fc from 'fast-check'; typeof fc.sample"), "'function'")
        self.assertEqual(self.value("import parse from 'color-parse'; parse('red').values"), "[ 255, 0, 0 ]")

    def test_local_modules(self):
        self.write("src/local.ts", "import { EventEmitter } from 'node:events';\nexport const emitter = new EventEmitter();\nexport type Id = string;\n")
        self.assertEqual(self.value("import { emitter, type Id } from './src/local'; let heard: Id = ''; emitter.on('x', (v: Id) => { heard = v }); emitter.emit('x', 'hello'); heard"), "'hello'")

    def test_modules_in_cells(self):
        self.run_ok("/** @module inNotebook */\nexport const fromCell = 41;\nexport interface Shape { sides: number }")
        self.assertEqual(self.value("import { fromCell, Shape } from './inNotebook'; const shape: Shape = { sides: fromCell + 1 }; shape"), "{ sides: 42 }")
        self.assertIn("inNotebook", self.frontend.run("/** @module inNotebook */\nexport const fromCell: number = 'x';").traceback)

    def test_errors_point_into_modules_in_cells(self):
        self.run_ok("/** @module faulty */\nexport function fail(): never {\n  throw new Error('from a module');\n}")
        traceback = self.frontend.run("import { fail } from './faulty';\nfail()").traceback
        self.assertIn("at fail (faulty.ts:3:9)\n          throw new Error('from a module');", traceback)

    def test_reading_files_and_streams(self):
        self.write("data.json", '{ "name": "read" }')
        self.assertEqual(self.value("import { readFileSync } from 'fs'; JSON.parse(readFileSync('data.json', 'utf8')).name"), "'read'")
        self.assertEqual(self.value("import { promises as fsp } from 'fs'; (await fsp.readFile('data.json', 'utf8')).length > 0"), "true")

    def test_json_modules(self):
        self.assertEqual(self.value("import manifest from './package.json'; manifest.name"), "'unrolled'")

    def test_decorators(self):
        self.assertEqual(self.value("function loud(method: () => string, _context: ClassMethodDecoratorContext) { return function (this: Speaker) { return method.call(this).toUpperCase() } }\nclass Speaker { @loud say() { return 'hi' } }\nnew Speaker().say()"), "'HI'")

    def test_jsx(self):
        self.run_ok("declare global { namespace JSX { interface IntrinsicElements { b: { id: string } } } }\nconst React = { createElement: (tag: string, props: object, ...children: unknown[]) => ({ tag, ...props, children }) };\nconst shown = <b id='x'>bold {1 + 1}</b>;")
        self.assertEqual(self.value("shown"), "{ tag: 'b', id: 'x', children: [ 'bold ', 2 ] }")
        self.assertEqual(self.value("const cast = <number>(shown as unknown); typeof cast"), "'object'")


if __name__ == "__main__":
    unittest.main()
