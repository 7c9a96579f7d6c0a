"""Whatever a cell throws, returns, displays or scribbles: its request ends, and the next cell answers."""

import os
import signal
import tempfile
import time
import unittest

import zmq
from frontend import Frontend, KernelTest
from processes import is_alive, megabytes, processes_below

HOST = "const host = (globalThis as any)[Symbol.for('Jupyter.host')];"


class NeverStuck(KernelTest):
    has_own_folder = True

    def setUp(self):
        self.run_ok("const kept = 'kept'")
        self.front = processes_below(self.frontend.pid)[0]
        self.executor = self.value("process.pid")

    def tearDown(self):
        self.assertEqual(self.value("kept"), "'kept'")
        self.assertEqual(self.value("process.pid"), self.executor, "the variables were lost")
        self.assertEqual(processes_below(self.frontend.pid)[0], self.front)

    def fail(self, code, timeout=20):
        run = self.frontend.run(code, timeout=timeout)
        self.assertEqual(run.status, "error", run.kinds)
        self.assertEqual(len(run.of("error")), 1)
        return run

    def test_errors_that_go_in_circles(self):
        run = self.fail("const loop: any = new Error('round'); loop.cause = loop; throw loop")
        self.assertEqual(run.reply["evalue"], "round")
        self.fail("const one: any = new Error('one'), two: any = new Error('two'); one.cause = two; two.cause = one; throw one")
        run = self.fail("const many: any = new AggregateError([], 'many'); many.errors.push(many, new Error('inner')); throw many")
        self.assertIn("inner", run.traceback)
        self.fail("let deep: any = new Error('0'); for (let i = 1; i < 1e4; i++) deep = new Error(String(i), { cause: deep }); throw deep")

    def test_errors_that_throw_when_they_are_looked_at(self):
        for code in (
            "const trap: any = new Error('trap'); Object.defineProperty(trap, 'cause', { get() { throw new Error('no') } }); throw trap",
            "throw new Proxy(new Error('proxy'), { getPrototypeOf() { throw new Error('no') }, get() { throw new Error('no') } })",
            "throw Object.create(null)",
            "const odd: any = new Error('odd'); odd.stack = { toString() { throw 1 } }; odd.name = Symbol('s'); throw odd",
            "const bad: any = new AggregateError([]); bad.errors = 5; throw bad",
        ):
            with self.subTest(code=code):
                self.fail(code)

    def test_an_endless_getter_is_stopped(self):
        msg_id = self.frontend.send("const slow: any = new Error('slow'); Object.defineProperty(slow, 'cause', { get() { console.log('begun'); for (;;) {} } }); throw slow")
        self.frontend.wait_for(msg_id, "stream")
        self.frontend.interrupt()
        self.assertEqual(self.frontend.finish(msg_id, timeout=10).reply["ename"], "Interrupted")

    def test_imports_whose_getters_throw(self):
        self.write("node_modules/trap/package.json", '{ "name": "trap", "main": "index.js" }')
        self.write("node_modules/trap/index.js", "Object.defineProperty(exports, 'old', { enumerable: true, get() { throw new Error('gone') } }); exports.__esModule = true")
        self.write("node_modules/trap/index.d.ts", "export declare const old: number;")
        run = self.fail("import { old } from 'trap'; throw new Error('after')")
        self.assertEqual(run.reply["evalue"], "after")

    def test_user_expressions_of_every_kind(self):
        run = self.run_ok(
            "const shown = { async [Symbol.for('Jupyter.display')]() { return { 'text/html': '<b>late</b>' } } }",
            user_expressions={"late": "shown", "awaited": "await Promise.resolve(7)", "circle": "(() => { const e: any = new Error('c'); e.cause = e; throw e })()"},
            timeout=20,
        )
        values = run.reply["user_expressions"]
        self.assertEqual(values["late"]["data"], {"text/html": "<b>late</b>"})
        self.assertEqual(values["awaited"]["data"], {"text/plain": "7"})
        self.assertEqual(values["circle"]["evalue"], "c")

    def test_a_user_expression_may_import(self):
        run = self.run_ok("0", user_expressions={"imported": "typeof (await import('./src/network/activations')).sigmoid.of"})
        self.assertEqual(run.reply["user_expressions"]["imported"]["data"], {"text/plain": "'function'"})

    def test_metadata_is_made_json(self):
        run = self.run_ok(HOST + "host.display({ 'text/plain': 'x' }, { metadata: { n: 1n, f() {}, bytes: new Uint8Array([1]) } })")
        self.assertEqual(run.of("display_data")[0]["metadata"], {"n": "1", "bytes": "AQ=="})
        run = self.run_ok(HOST + "host.openComm('c', { n: 2n }, { metadata: { n: 1n } })")
        opened = next(m for m in run.messages if m["msg_type"] == "comm_open")
        self.assertEqual((opened["metadata"], opened["content"]["data"]), ({"n": "1"}, {"n": "2"}))
        for code in (
            "const round: any = {}; round.round = round; host.display({ 'text/plain': 'x' }, { metadata: round })",
            "host.openComm('c', {}, { metadata: { toJSON() { throw new Error('no') } } })",
            "host.openComm('c', {}, { buffers: [{}] })",
            "host.display(5)",
            "({ [Symbol.for('Jupyter.display')]: () => ({ toJSON: () => 5 }) })",
        ):
            with self.subTest(code=code):
                self.fail(HOST + code)

    def test_a_compiler_that_throws_is_shown_and_replaced(self):
        run = self.fail("(" * 20_000 + "1" + ")" * 20_000, timeout=60)
        self.assertIn("KernelError", run.traceback)
        self.assertEqual(self.value("kept + '!'"), "'kept!'")

    def test_ten_thousand_comm_messages(self):
        opening = self.run_ok(HOST + "let counted = 0; const counter = host.openComm('counter'); counter.onMessage(() => { counted++; counter.send({ counted }) }); counter.id")
        comm_id = opening.result.strip("'")
        ids = {self.frontend.request("comm_msg", {"comm_id": comm_id, "data": {}}) for _ in range(10_000)}
        last = None
        while ids:
            message = self.frontend.client.get_iopub_msg(timeout=60)
            if message["msg_type"] == "comm_msg":
                last = message["content"]["data"]["counted"]
            if message["content"].get("execution_state") == "idle":
                ids.discard(message["parent_header"]["msg_id"])
        self.assertEqual(last, 10_000)
        # Nothing is left that a Stop would wait for.
        self.frontend.interrupt()
        time.sleep(0.5)
        self.assertEqual(self.value("counted"), "10000")


class Front(unittest.TestCase):
    """What costs the variables, and never the front process."""

    def setUp(self):
        self.frontend = Frontend()
        self.addCleanup(self.frontend.close)
        self.front = processes_below(self.frontend.pid)[0]

    def tearDown(self):
        self.assertEqual(self.frontend.run("1 + 1").result, "2")
        self.assertEqual(processes_below(self.frontend.pid)[0], self.front)

    def test_bytes_in_the_kernel_s_own_pipes(self):
        for code in ("require('fs').writeSync(4, 'x')", "require('fs').writeSync(4, 'x'.repeat(100_000))", "require('fs').closeSync(4)", "require('fs').writeSync(5, 'x'.repeat(8)); await new Promise(() => {})"):
            with self.subTest(code=code):
                run = self.frontend.run(code, timeout=20)
                self.assertEqual((run.status, run.reply["ename"]), ("error", "Killed"))
        self.frontend.run("require('fs').closeSync(3)", timeout=20)
        self.frontend.run("'whatever comes of it'", timeout=20)
        run = self.frontend.run("const fs = require('fs'), v8 = require('v8'); fs.writeSync = v8.serialize = () => { throw new Error('no') }; 5", timeout=20)
        self.assertEqual(run.result, "5")

    def test_a_child_that_holds_the_pipes_of_a_dead_process(self):
        began = time.monotonic()
        run = self.frontend.run("import { spawn } from 'node:child_process'; spawn('sleep', ['30'], { stdio: 'inherit', detached: true }); process.exit(3)", timeout=20)
        self.assertEqual((run.status, run.reply["ename"]), ("error", "Exit"))
        self.assertLess(time.monotonic() - began, 25)

    def test_a_flood_that_nobody_reads(self):
        file = self.frontend.manager.get_connection_info()
        lazy = zmq.Context.instance().socket(zmq.SUB)
        lazy.linger = 0
        lazy.rcvhwm = 1
        lazy.rcvbuf = 4096
        lazy.subscribe(b"")
        lazy.connect(f"tcp://{file['ip']}:{file['iopub_port']}")
        self.addCleanup(lazy.close)
        self.frontend.run("1")
        before = megabytes(self.front)[0]
        msg_id = self.frontend.send("const line = 'x'.repeat(1000); for (;;) console.log(line)")
        self.frontend.wait_for(msg_id, "stream")
        time.sleep(4)
        grown = megabytes(self.front)[0] - before
        self.assertLess(grown, 200, "megabytes that the front process has grown by")
        began = self.frontend.interrupt()
        run = self.frontend.finish(msg_id, timeout=30)
        self.assertEqual(run.reply["ename"], "Interrupted")
        self.assertLess(time.monotonic() - began, 15)

    def test_an_executor_that_is_ended_from_outside_and_what_it_has_started(self):
        executor = int(self.frontend.run("process.pid").result)
        msg_id = self.frontend.send("const { spawn } = require('child_process'); const over = spawn('true'); const child = spawn('sh', ['-c', 'sleep 45; true'], { detached: true }); await new Promise((r) => over.on('exit', r)); console.log(child.pid); await new Promise(() => {})")
        child = int(self.frontend.wait_for(msg_id, "stream")["text"])
        children = processes_below(child)
        self.assertEqual(len(children), 2)
        os.kill(executor, signal.SIGKILL)
        self.assertEqual(self.frontend.finish(msg_id, timeout=20).reply["ename"], "Killed")
        self.assertEqual([pid for pid in children if is_alive(pid)], [])

    def test_a_call_that_cannot_be_stopped_says_what_it_costs(self):
        with tempfile.TemporaryDirectory() as folder:
            os.mkfifo(f"{folder}/pipe")
            msg_id = self.frontend.send(f"console.log('begun'); require('fs').readFileSync('{folder}/pipe')")
            self.frontend.wait_for(msg_id, "stream")
            began = self.frontend.interrupt()
            run = self.frontend.finish(msg_id, timeout=20)
            self.assertLess(time.monotonic() - began, 6)
        self.assertEqual(run.reply["ename"], "Interrupted")
        self.assertIn("in a call that cannot be stopped", run.traceback)
        self.assertIn("all variables are lost", run.traceback)


if __name__ == "__main__":
    unittest.main()
