"""Top-level code across cells: variables, functions, classes, imports, awaits."""

import unittest

from frontend import KernelTest


class Cells(KernelTest):
    has_own_folder = True

    def cells(self, *pairs):
        """Runs (code, result) one after the other."""
        for code, result in pairs:
            self.assertEqual(self.value(code), result, code)

    def test_closures_see_later_changes(self):
        self.cells(
            ("let count = 1; const read = () => count; const add = () => { count += 1; }; count", "1"),
            ("count = 10; read()", "10"),
            ("add(); count", "11"),
            ("for (let i = 0; i < 3; i++) count++; [count, read()]", "[ 14, 14 ]"),
            ("const late = () => count; count *= 2; [late(), read(), count]", "[ 28, 28, 28 ]"),
            ("{ const count = 'inner'; } count", "28"),
        )

    def test_a_later_cell_shares_a_variable(self):
        self.cells(
            ("let shared = 0", None),
            ("const bump = () => { shared += 1; return shared; }", None),
            ("bump(); shared += 10; bump()", "12"),
            ("let seen: number[] = []; for (let i = 0; i < 3; i++) { shared += 100; seen.push(bump()); } seen", "[ 113, 214, 315 ]"),
            ("shared", "315"),
        )

    def test_redeclaring(self):
        self.cells(
            ("const thing = 1; const oldThing = () => thing; thing", "1"),
            ("const thing = 'text'; thing.length", "4"),
            ("[thing, oldThing()]", "[ 'text', 1 ]"),
            ("class thing { static y = 2 }; thing.y", "2"),
            ("function thing() { return 'f' }; thing()", "'f'"),
            ("let thing: number[] = []; thing.push(1); thing", "[ 1 ]"),
        )

    def test_rerunning_a_cell(self):
        code = "let total = 0; class Box { constructor(public n: number) {} } enum Kind { A, B } const box = new Box(2); total += box.n + Kind.B; total"
        self.cells((code, "3"), (code, "3"), ("total += 1; new Box(total).n", "4"))

    def test_destructuring(self):
        self.cells(
            ("const { a, b: [c, ...d], ...rest } = { a: 1, b: [2, 3, 4], e: 5, f: 6 }, g = 7; [a, c, d, rest, g]", "[ 1, 2, [ 3, 4 ], { e: 5, f: 6 }, 7 ]"),
            ("let x1 = 1, y1 = 2; [x1, y1] = [y1, x1]; ({ a: x1 } = { a: 9 }); [x1, y1]", "[ 9, 1 ]"),
            ("const fallback = 8; ({ x1 = fallback } = {} as { x1?: number }); x1", "8"),
            ("let other = 3; const useOther = () => other; ({ x1 = other } = {} as { x1?: number }); x1", "3"),
            ("({ x1 = other } = {} as { x1?: number }); x1 + useOther()", "6"),
            ("({ x1, y1 } = { x1: 'never', y1: 5 } as any); ({ x1, y1, a })", "{ x1: 'never', y1: 5, a: 1 }"),
            ("[a, c, d, rest, g]", "[ 1, 2, [ 3, 4 ], { e: 5, f: 6 }, 7 ]"),
            ("const { length = 0 } = 'four'; length", "4"),
        )

    def test_classes(self):
        self.cells(
            ("abstract class Animal { static made = 0; #secret = 'shh'; constructor(readonly name: string) { Animal.made++; } abstract say(): string; whisper() { return this.#secret } }", None),
            ("class Dog extends Animal { say() { return `${this.name} barks` } }\nconst rex = new Dog('Rex'); rex.say()", "'Rex barks'"),
            ("[Animal.made, rex.whisper(), Dog.name, rex instanceof Animal]", "[ 1, 'shh', 'Dog', true ]"),
            ("class A1 {}\n[1, 2].map((n) => n + 1)", "[ 2, 3 ]"),
            ("const Named = class Inner { me() { return Inner.name } }; new Named().me()", "'Inner'"),
        )

    def test_functions(self):
        self.cells(
            ("hoisted(2); function hoisted(n: number): number { return n < 2 ? 1 : n * hoisted(n - 1) }", None),
            ("hoisted(5)", "120"),
            ("function* numbers() { yield 1; yield 2 } async function later(x: number) { return x }; [...numbers()]", "[ 1, 2 ]"),
            ("[...numbers(), await later(3)]", "[ 1, 2, 3 ]"),
            ("const arrow = (n: number): number => n > 0 ? arrow(n - 1) : 0; [arrow(3), arrow.name]", "[ 0, 'arrow' ]"),
            ("function self(this: unknown) { return this === undefined || this === globalThis } self()", "true"),
            ("self()", "true"),
            ("function tag(parts: TemplateStringsArray, ...values: unknown[]) { return parts.join('|') + values }", None),
            ("tag`a${1}b`", "'a|b1'"),
        )

    def test_var_enum_namespace(self):
        self.cells(
            ("for (var index = 0; index < 3; index++) { var inBlock = index } [index, inBlock!]", "[ 3, 2 ]"),
            ("[index, inBlock]", "[ 3, 2 ]"),
            ("enum Colour { Red = 1, Green } const enum Fixed { One = 1 } [Colour.Green, Colour[1], Fixed.One]", "[ 2, 'Red', 1 ]"),
            ("Colour.Red + Colour.Green", "3"),
            ("if (true) { function inner() { return 'i' } } typeof inner", "'function'"),
        )

    def test_types_across_cells(self):
        self.cells(
            ("interface Row { id: number } type Rows = Row[]; type Pair<T> = [T, T]; const rows: Rows = [{ id: 1 }]", None),
            ("const pair: Pair<Row> = [rows[0], { id: 2 }]; pair.map((row) => row.id)", "[ 1, 2 ]"),
        )
        self.assertEqual(self.frontend.run("const bad: Row = { id: 'x' }").reply["ename"], "TS2322")

    def test_imports(self):
        self.cells(
            ("import { readFileSync as read1 } from 'fs'; import path, { join } from 'node:path'; import * as os from 'os'; typeof read1", "'function'"),
            ("[join('a', 'b'), path.sep, typeof os.cpus, path.join === join]", "[ 'a/b', '/', 'function', true ]"),
            ("const use = () => join('x', 'y'); use()", "'x/y'"),
            ("({ join }).join('p', 'q')", "'p/q'"),
            ("import type { Stats } from 'fs'; let stats: Stats | undefined; stats", None),
            ("const dynamic = await import('node:path'); dynamic.basename('/a/b')", "'b'"),
            ("import { isMainThread as join } from 'worker_threads'; join", "true"),
        )

    def test_local_modules(self):
        self.write("lib/thing.ts", "export let counter = 0;\nexport function up() { counter++; }\nexport default class Thing { id = 1 }\nexport interface Only { x: number }\nexport const constant = 'c';\n")
        self.cells(
            ("import Thing, { counter, up, type Only } from './lib/thing'; up(); const only: Only = { x: counter }; [only.x, new Thing().id]", "[ 1, 1 ]"),
            ("up(); counter", "2"),
            ("import * as everything from './lib/thing.js'; [everything.counter, everything.default === Thing]", "[ 2, true ]"),
            ("export { constant as renamed } from './lib/thing'; export * as whole from './lib/thing'; 1", "1"),
            ("export * from './lib/thing'; 2", "2"),
        )

    def test_exported_declarations(self):
        self.cells(
            ("export const shown = 1; export function twice(n: number) { return 2 * n } export default twice(shown)", "2"),
            ("twice(shown) + 1", "3"),
            ("export default function () { return 1 }", "[Function (anonymous)]"),
            ("export default class { static x = 1 }", "[class (anonymous)] { x: 1 }"),
            ("export default abstract class Named {}; export default interface Shape { x: number }; const one: Shape = { x: 1 }; export { one, twice }; one.x", "1"),
        )

    def test_top_level_await(self):
        self.cells(
            ("const awaited = await Promise.resolve([1, 2]); const [one] = await Promise.all(awaited); one", "1"),
            ("awaited.length + one", "3"),
            ("let sum = 0; for await (const n of (async function* () { yield 1; yield 2 })()) sum += n; sum", "3"),
            ("for await (const n of [Promise.resolve(5), 6]) { if (n === 6) continue; sum += n } sum", "8"),
            ("let rounds = 0; for await (const n of numbers3()) { rounds++; if (n > 1) break } async function* numbers3() { try { yield 1; yield 2; yield 3 } finally { sum = -1 } } [rounds, sum]", "[ 2, -1 ]"),
            ("const inner = async () => { const x = await 1; { const sum = 5; await null; return x + sum } }; await inner()", "6"),
            ("if (await Promise.resolve(true)) { sum = await new Promise<number>((r) => setTimeout(r, 1, 50)) } sum", "50"),
            ("try { await Promise.reject(new Error('caught')) } catch (e) { sum = 60 } sum", "60"),
        )

    def test_using_disposes_at_the_end_of_its_cell(self):
        self.cells(
            ("let disposed: string[] = []; const resource = (name: string) => ({ name, [Symbol.dispose]() { disposed.push(name) } }); const slow = (name: string) => ({ async [Symbol.asyncDispose]() { await null; disposed.push(name) } })", None),
            ("using first = resource('first'), second = resource('second'); { using inner = resource('inner') } [first.name, ...disposed]", "[ 'first', 'inner' ]"),
            ("[first.name, ...disposed]", "[ 'first', 'inner', 'second', 'first' ]"),
            ("disposed = []; await using third = slow('third'); using fourth = resource('fourth'); using nothing = null; disposed.length", "0"),
            ("disposed", "[ 'fourth', 'third' ]"),
        )
        self.assertIn("using takes an object with [Symbol.dispose]", self.frontend.run("using wrong = {} as Disposable").traceback)

    def test_an_error_on_the_way_to_the_end_disposes_too(self):
        run = self.frontend.run("let gone = false; using kept = { [Symbol.dispose]() { gone = true; throw new Error('second') } }; throw new Error('first')")
        self.assertEqual(run.reply["ename"], "SuppressedError")
        self.assertIn("Caused by: Error: second", run.traceback)
        self.assertEqual(self.value("gone"), "true")

    def test_names_that_the_kernel_uses_itself(self):
        self.cells(
            ("let exports = 1, module = 2, cell = 3, result = 4, held = 5, value = 6; [cell, result, held, value]", "[ 3, 4, 5, 6 ]"),
            ("const require = () => 'mine', $$ = 7, __filename = 'f', __x = () => $$; exports += 1; [require(), exports, __x()]", "[ 'mine', 2, 7 ]"),
            ("const later = () => exports + module; $$ + later() + __x() + __filename", "'18f'"),
            ("module = 30; later()", "32"),
            ("let $ = 1; const $1 = () => $; $ += 1; $1()", "2"),
            ("const tsLastExpr = 'mine'; tsLastExpr", "'mine'"),
            ("tsLastExpr", "'mine'"),
        )

    def test_comments_and_odd_ends(self):
        self.cells(
            ("1 // one", "1"),
            ("2 /* two */", "2"),
            ("/* nothing */", None),
            ("", None),
            ("'use strict'; 3", "3"),
            ("`line\n${1 + 1}\nline`", "'line\\n2\\nline'"),
            ("let unicode = 'é😀'; const größe = 5; größe + unicode.length", "8"),
            ("label: for (;;) { for (;;) break label } 4", "4"),
        )

    def test_globals(self):
        self.cells(
            ("(globalThis as any).mine = 5; (globalThis as any).mine", "5"),
            ("typeof structuredClone + typeof performance.now() + typeof new TextEncoder().encode('x')[0]", "'functionnumbernumber'"),
            ("new URL('http://a/b?c=d').searchParams.get('c')", "'d'"),
            ("typeof process.version + typeof Buffer.from('x') + typeof require('path').join", "'stringobjectfunction'"),
            ("const controller = new AbortController(); controller.abort('why'); controller.signal.reason", "'why'"),
            ("await new Promise<void>((resolve) => queueMicrotask(resolve)); 1", "1"),
            ("WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))", "true"),
            ("const timer = setInterval(() => {}, 1000); clearInterval(timer); clearTimeout(undefined); 1", "1"),
        )

    def test_loops_over_top_level_variables(self):
        self.cells(
            ("let s = 0; for (let i = 0; i < 1e8; i++) s += i; s", "4999999950000000"),
            ("for (let i = 0; i < 1e6; i++) s -= 1; s", "4999999949000000"),
        )


if __name__ == "__main__":
    unittest.main()
