"""Stop means stop: endless loops, awaiting cells, timers, generators."""

import time
import unittest

from frontend import KernelTest
from processes import processes_below

HOST = "const host = (globalThis as any)[Symbol.for('Jupyter.host')];"


class Stop(KernelTest):
    def stop(self, code, after=0.1):
        """Interrupts a cell that never ends; what came of it."""
        msg_id = self.frontend.send("console.log('begun'); " + code)
        self.frontend.wait_for(msg_id, "stream")
        time.sleep(after)
        self.frontend.interrupt()
        run = self.frontend.finish(msg_id, timeout=30)
        self.assertEqual((run.status, run.reply["ename"]), ("error", "Interrupted"), run.reply)
        self.assertEqual(len(run.of("error")), 1)
        return run

    def assert_alive(self, pid):
        self.assertEqual(self.value("process.pid"), pid, "the variables were lost")

    def setUp(self):
        self.pid = self.value("process.pid")

    def tearDown(self):
        self.assert_alive(self.pid)

    def test_endless_loop(self):
        self.run_ok("let kept = 'kept'; let outside = 0")
        self.stop("let turns = 0; outside = 5; while (true) { turns++; outside++ }")
        self.assertEqual(self.value("kept"), "'kept'")
        self.assertEqual(self.value("[turns > 1000, outside === turns + 5]"), "[ true, true ]")

    def test_endless_loop_in_functions_and_modules(self):
        self.stop("function spin(): never { for (;;) {} }\n[1].map(() => spin())")
        self.stop("import * as math from 'mathjs'; const parsed = math.parse('x + 1'); for (let x = 0; ; x++) parsed.evaluate({ x })")

    def test_loop_that_catches_everything(self):
        self.stop("while (true) { try { while (true) {} } catch {} finally { while (true) {} } }")

    def test_catastrophic_regular_expression(self):
        self.stop("/^(a+)+$/.test('a'.repeat(40) + 'b')")

    def test_endless_loop_after_an_await(self):
        self.stop("await null; while (true) {}")
        self.stop("await new Promise((r) => setTimeout(r, 10)); while (true) {}")

    def test_endless_loop_in_a_timer(self):
        self.stop("setTimeout(() => { while (true) {} }, 10); await new Promise(() => {})")

    def test_endless_microtasks(self):
        self.stop("let ticks = 0; while (true) { ticks++; await null }")
        self.assertEqual(self.value("ticks > 100"), "true")

    def test_awaiting_cell(self):
        self.stop("const before = 'set'; let steps = 0; while (true) { await new Promise((r) => setTimeout(r, 20)); steps++; console.log('step', steps) }")
        steps = self.value("steps")
        self.assertEqual(self.frontend.quiet(0.2), [])
        self.assertEqual(self.value("steps"), steps)
        self.assertEqual(self.value("before"), "'set'")

    def test_awaiting_forever(self):
        self.stop("const forever = 'here'; await new Promise(() => {})")
        self.assertEqual(self.value("forever"), "'here'")

    def test_timers_of_the_cell_end_with_it(self):
        self.run_ok("let rings = 0, other = 0; const otherTimer = setInterval(() => { other++ }, 20)")
        self.stop("setInterval(() => { rings++; console.log('ring') }, 10); setTimeout(() => { rings = 1e6 }, 500); setImmediate(function again() { rings++; setImmediate(again) }); await new Promise(() => {})")
        rings = self.value("rings")
        other = int(self.value("other"))
        self.assertEqual(self.frontend.quiet(0.6), [])
        self.assertEqual(self.value("rings"), rings)
        # Another cell's timer goes on.
        self.assertGreater(int(self.value("clearInterval(otherTimer); other")), other)

    def test_timers_that_begin_again(self):
        self.run_ok("let again = 0")
        self.stop("const timer: any = setTimeout(() => { again++; timer.refresh() }, 10); await new Promise(() => {})")
        again = self.value("again")
        self.assertNotEqual(again, "0")
        time.sleep(0.2)
        self.assertEqual(self.value("again"), again)
        self.assertEqual(self.value("const byNumber = setTimeout(() => { again = -1 }, 20); clearTimeout(+byNumber as any); (setTimeout(() => { again = -1 }, 20) as any).close(); await new Promise((r) => setTimeout(r, 60)); again"), again)

    def test_promised_timers(self):
        self.run_ok("import { setTimeout as sleep, setInterval as every, setImmediate as soon } from 'node:timers/promises'; import { promisify } from 'node:util'; let slept = 0")
        for loop in (
            "while (true) { await sleep(10); slept++ }",
            "for await (const _ of every(10)) slept++",
            "while (true) { await soon(); slept++ }",
            "while (true) { await promisify(setTimeout)(10); slept++ }",
        ):
            with self.subTest(loop=loop):
                self.stop(loop)
                slept = self.value("slept")
                self.assertEqual(self.frontend.quiet(0.1), [])
                self.assertEqual(self.value("slept"), slept)
        self.assertEqual(self.value("await sleep(5, 'value')"), "'value'")
        self.assertEqual(self.value("const c = new AbortController(); setTimeout(() => c.abort(), 5); let why = ''; try { await sleep(5000, 0, { signal: c.signal }) } catch (e) { why = (e as Error).name } why"), "'AbortError'")

    def test_input_and_output_loop(self):
        self.run_ok("import { readFile } from 'node:fs/promises'; let reads = 0")
        self.stop("while (true) { await readFile('../package.json'); reads++; }")
        reads = self.value("reads")
        self.assertEqual(self.frontend.quiet(0.1), [])
        self.assertEqual(self.value("reads"), reads)

    def test_helper_that_loops_in_the_background(self):
        self.stop("let laps = 0; async function runner() { while (true) { await new Promise((r) => setTimeout(r, 5)); laps++ } }\nrunner(); await new Promise(() => {})")
        laps = self.value("laps")
        time.sleep(0.2)
        self.assertEqual(self.value("laps"), laps)

    def test_generator_sees_its_signal(self):
        self.run_ok(HOST + "let reason = 'none'; async function* training(signal: AbortSignal) { for (let i = 0; ; i++) { if (signal.aborted) { reason = 'aborted at ' + typeof i; return } yield i; await new Promise((r) => setTimeout(r, 5)) } }")
        self.stop("host.signal.addEventListener('abort', () => { reason = 'aborted' }); for await (const _ of training(host.signal)) {}")
        self.assertIn("aborted", self.value("reason"))
        self.assertEqual(self.value("host.signal.aborted"), "false")

    def test_flood(self):
        self.stop("for (let i = 0; ; i++) console.log('line', i)", after=0.3)
        self.assertEqual(self.frontend.quiet(0.2), [])

    def test_blocked_calls(self):
        self.run_ok("import { execSync, spawnSync } from 'node:child_process'; let before = 0")
        for code in (
            "before = 1; let here = 2; execSync('sleep 31')",
            "before = 1; let here = 2; try { execSync('sleep 31') } finally { for (;;) {} }",
            "before = 1; let here = 2; for (;;) spawnSync('sh', ['-c', 'trap \\'\\' TERM INT; sleep 31; sleep 31'])",
            "before = 1; let here = 2; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
            "before = 1; let here = 2; for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)",
        ):
            with self.subTest(code=code):
                self.run_ok("before = 0")
                began = time.monotonic()
                self.stop(code)
                self.assertLess(time.monotonic() - began, 8)
                self.assertEqual(self.value("[before, here]"), "[ 1, 2 ]")
                self.assertEqual(self.processes(), [])

    def processes(self):
        """What cells have started and what is still there."""
        executor = int(self.pid)
        return [pid for pid in processes_below(executor) if pid != executor]

    def test_children_and_their_children_end_with_their_cell(self):
        self.run_ok("import { spawn } from 'node:child_process'; const server = spawn('sleep', ['33'])")
        self.stop("spawn('sh', ['-c', 'sleep 31 & sleep 32; true']); spawn('sh', ['-c', 'trap \\'\\' TERM; sleep 34; sleep 34'], { detached: true }); await new Promise(() => {})")
        end = time.monotonic() + 5
        while len(self.processes()) > 1 and time.monotonic() < end:
            time.sleep(0.05)
        # Another cell's child goes on.
        self.assertEqual(len(self.processes()), 1)
        self.run_ok("server.kill(); await new Promise((r) => server.on('exit', r))")
        self.assertEqual(self.processes(), [])

    def test_threads_end_with_their_cell(self):
        self.run_ok("import { Worker } from 'node:worker_threads'; const others = new Worker('setInterval(() => {}, 1e6)', { eval: true })")
        self.stop("import { Worker as Thread } from 'node:worker_threads'; const worker = new Thread('for (;;) {}', { eval: true }); let ended = false; worker.on('exit', () => { ended = true }); await new Promise(() => {})")
        self.assertEqual(self.value("for (let i = 0; i < 500 && worker.threadId > 0; i++) await new Promise((r) => setTimeout(r, 10)); [worker.threadId, others.threadId > 0]"), "[ -1, true ]")
        self.run_ok("await others.terminate()")

    def test_a_compiler_that_takes_for_ever(self):
        # Each level doubles the number of types that are looked at.
        code = "type Bits<N extends number, T extends 0[] = []> = T['length'] extends N ? [] : [0, ...Bits<N, [0, ...T]>] | [1, ...Bits<N, [0, ...T]>]; const all: Bits<16> = null!; const other: Bits<15> = all; const third: Bits<14> = all"
        self.run_ok("const kept = 'kept'")
        msg_id = self.frontend.send(code)
        self.frontend.wait_for(msg_id, "execute_input")
        time.sleep(0.2)
        self.assertTrue(self.frontend.heartbeat())
        began = self.frontend.interrupt()
        reply = self.frontend.finish(msg_id, timeout=20).reply
        self.assertEqual(reply["ename"], "Interrupted")
        self.assertLess(time.monotonic() - began, 5)
        self.assertEqual(self.value("kept"), "'kept'")

    def test_a_cell_that_came_later_is_spared(self):
        for pause in (0, 0.1, 0.2, 0.21, 0.22, 0.3):
            first = self.frontend.send("const end = Date.now() + 220; while (Date.now() < end) {}", stop_on_error=False)
            second = self.frontend.send("const until = Date.now() + 400; while (Date.now() < until) {} 'spared'", stop_on_error=False)
            self.frontend.wait_for(first, "execute_input")
            time.sleep(pause / 10)
            self.frontend.interrupt()
            self.frontend.reply(first)
            self.assertEqual(self.frontend.reply(second)["content"]["status"], "ok")

    def test_queued_cells_are_aborted(self):
        first = self.frontend.send("while (true) {}")
        second = self.frontend.send("'second'")
        self.frontend.wait_for(first, "execute_input")
        self.frontend.interrupt()
        self.assertEqual(self.frontend.reply(first)["content"]["ename"], "Interrupted")
        self.assertEqual(self.frontend.reply(second)["content"]["status"], "aborted")

    def test_expression_that_never_ends(self):
        msg_id = self.frontend.send("5", user_expressions={"endless": "(() => { console.log('begun'); while (true) {} })()"})
        self.frontend.wait_for(msg_id, "stream")
        self.frontend.interrupt()
        reply = self.frontend.finish(msg_id).reply
        self.assertEqual((reply["status"], reply["user_expressions"]["endless"]["status"]), ("ok", "error"))

    def test_comm_handler_that_never_ends(self):
        opening = self.run_ok(HOST + "const loop = host.openComm('loop'); loop.onMessage(() => { console.log('begun'); while (true) {} }); loop.id")
        msg_id = self.frontend.request("comm_msg", {"comm_id": opening.result.strip("'"), "data": {}})
        self.frontend.wait_for(msg_id, "stream")
        self.frontend.interrupt()
        messages = self.frontend.until_idle(msg_id)
        self.assertEqual([m["content"]["ename"] for m in messages if m["msg_type"] == "error"], ["Interrupted"])

    def test_thrown_things_that_have_no_text(self):
        self.run_ok("Promise.reject(Object.create(null)); setTimeout(() => { throw Object.create(null) }, 1); await new Promise((r) => setTimeout(r, 50))")

    def test_interrupt_when_nothing_runs(self):
        self.frontend.interrupt()
        time.sleep(0.3)
        self.assertEqual(self.value("1 + 1"), "2")

    def test_many_interrupts(self):
        for _ in range(10):
            self.stop("while (true) {}", after=0.02)
            self.stop("await new Promise(() => {})", after=0.02)

    def test_a_signal_to_the_process_interrupts_too(self):
        import os
        import signal

        msg_id = self.frontend.send("while (true) {}")
        self.frontend.wait_for(msg_id, "execute_input")
        os.killpg(os.getpgid(self.frontend.pid), signal.SIGINT)
        self.assertEqual(self.frontend.finish(msg_id).reply["ename"], "Interrupted")


if __name__ == "__main__":
    unittest.main()
