"""Every message that a front end sends, and what has to come back."""

import tempfile
import unittest
from pathlib import Path

from frontend import KernelTest


class Protocol(KernelTest):
    def test_kernel_info_tells_true_versions(self):
        info = self.frontend.ask("kernel_info_request")
        self.assertEqual(info["status"], "ok")
        self.assertEqual(info["protocol_version"], "5.4")
        self.assertEqual(info["language_info"]["version"], self.value('import { versions } from "tslab"; versions.typescript').strip("'"))
        self.assertEqual(info["implementation_version"], self.value("versions.tslab").strip("'"))
        self.assertEqual(info["language_info"]["mimetype"], "text/typescript")

    def test_execution_counts_and_input(self):
        before = self.run_ok("1").reply["execution_count"]
        run = self.run_ok("2")
        self.assertEqual(run.reply["execution_count"], before + 1)
        self.assertEqual(run.of("execute_input"), [{"code": "2", "execution_count": before + 1}])
        self.assertEqual(run.of("execute_result")[0]["execution_count"], before + 1)
        self.assertEqual(run.kinds, ["status", "execute_input", "execute_result", "status"])

    def test_silent(self):
        before = self.run_ok("1").reply["execution_count"]
        run = self.run_ok("const quiet = 5; quiet", silent=True)
        self.assertEqual(run.kinds, ["status", "status"])
        self.assertEqual(self.run_ok("quiet").reply["execution_count"], before + 1)

    def test_store_history_false(self):
        before = self.run_ok("1").reply["execution_count"]
        run = self.run_ok("'unstored'", store_history=False)
        self.assertEqual(run.result, "'unstored'")
        self.assertEqual(self.run_ok("1").reply["execution_count"], before + 1)
        history = self.frontend.ask("history_request", {"hist_access_type": "tail", "n": 5, "output": False, "raw": True})
        self.assertNotIn("'unstored'", [entry[2] for entry in history["history"]])

    def test_stop_on_error(self):
        ids = [self.frontend.send(code) for code in ("await new Promise((r) => setTimeout(r, 50)); throw new Error('stop')", "'next'", "'and next'")]
        replies = [self.frontend.reply(i)["content"]["status"] for i in ids]
        self.assertEqual(replies, ["error", "aborted", "aborted"])
        self.assertEqual(self.value("'alive'"), "'alive'")

    def test_stop_on_type_error(self):
        ids = [self.frontend.send(code) for code in ("const n: number = 'x'", "'next'")]
        self.assertEqual([self.frontend.reply(i)["content"]["status"] for i in ids], ["error", "aborted"])

    def test_go_on_after_error(self):
        ids = [self.frontend.send(code, stop_on_error=False) for code in ("throw 1", "'next'")]
        self.assertEqual([self.frontend.reply(i)["content"]["status"] for i in ids], ["error", "ok"])

    def test_user_expressions(self):
        run = self.run_ok("const expressed = 20", user_expressions={"good": "expressed + 1", "bad": "expressed.x.y", "wrong": "nowhere"})
        values = run.reply["user_expressions"]
        self.assertEqual(values["good"], {"status": "ok", "data": {"text/plain": "21"}, "metadata": {}})
        self.assertEqual(values["bad"]["status"], "error")
        self.assertEqual(values["wrong"]["status"], "error")
        self.assertEqual(values["wrong"]["ename"], "TS2304")

    def test_user_expression_that_throws(self):
        run = self.run_ok("0", user_expressions={"thrown": "(() => { throw new RangeError('far') })()"})
        self.assertEqual(run.reply["user_expressions"]["thrown"]["ename"], "RangeError")

    def test_complete_knows_types_and_unicode(self):
        self.run_ok("const größe = { width: 1, height: 2 }")
        code = "'😀'; größe.wi + 1"
        cursor = code.index(" + 1")
        reply = self.frontend.ask("complete_request", {"code": code, "cursor_pos": cursor})
        self.assertEqual(reply["matches"], ["width"])
        self.assertEqual(code[reply["cursor_start"] : reply["cursor_end"]], "wi")
        types = reply["metadata"]["_jupyter_types_experimental"]
        self.assertEqual([(t["text"], t["type"]) for t in types], [("width", "property")])

    def test_inspect(self):
        self.run_ok("/** The answer. */ function answer(question: string): number { return 42 }")
        reply = self.frontend.ask("inspect_request", {"code": "'😀' + answer", "cursor_pos": 7, "detail_level": 0})
        self.assertTrue(reply["found"])
        self.assertIn("function answer(question: string): number", reply["data"]["text/plain"])
        nothing = self.frontend.ask("inspect_request", {"code": "  ", "cursor_pos": 1, "detail_level": 0})
        self.assertFalse(nothing["found"])

    def test_inspect_inside_a_call_shows_its_signature(self):
        self.run_ok("/** Adds.\n * @param more how much */\nfunction grow(size: number, more = 1): number { return size + more }")
        reply = self.frontend.ask("inspect_request", {"code": "'😀' + grow(1, )", "cursor_pos": 14, "detail_level": 0})
        self.assertIn("grow(size: number, more?: number): number\n\nAdds.", reply["data"]["text/plain"])
        self.assertRegex(reply["data"]["text/markdown"], r"(?s)^```typescript\ngrow\(.*```\n\nAdds\.\n\n- `more`: how much$")
        source = self.frontend.ask("inspect_request", {"code": "const twice = (n: number) => 2 * n; twice", "cursor_pos": 38, "detail_level": 1})
        self.assertIn("2 * n", source["data"]["text/plain"])
        known = self.frontend.ask("inspect_request", {"code": "Math.max(", "cursor_pos": 9, "detail_level": 0})
        self.assertIn("max(...values: number[]): number\n\nReturns the larger", known["data"]["text/plain"])

    def test_complete_the_path_of_an_import(self):
        code = "import { Rnn } from './src/networ"
        reply = self.frontend.ask("complete_request", {"code": code, "cursor_pos": len(code)})
        self.assertEqual((reply["matches"], reply["cursor_start"], reply["cursor_end"]), (["network"], 27, 33))

    def test_is_complete(self):
        for code, status in [
            ("const a = 1", "complete"),
            ("for (const x of [1]) {", "incomplete"),
            ("`open", "incomplete"),
            ("const const", "invalid"),
            ("await 1", "complete"),
            ("for await (const x of y) {}", "complete"),
        ]:
            with self.subTest(code=code):
                self.assertEqual(self.frontend.ask("is_complete_request", {"code": code})["status"], status)

    def test_history(self):
        first = self.run_ok("'first of three'").reply["execution_count"]
        self.run_ok("'second of three'")
        self.run_ok("'first of three'")
        ask = lambda **how: self.frontend.ask("history_request", {"output": False, "raw": True, **how})["history"]
        self.assertEqual([h[2] for h in ask(hist_access_type="tail", n=2)], ["'second of three'", "'first of three'"])
        self.assertEqual(ask(hist_access_type="range", session=0, start=first, stop=first + 1), [[1, first, "'first of three'"]])
        self.assertEqual(len(ask(hist_access_type="search", pattern="*of three*")), 3)
        self.assertEqual(len(ask(hist_access_type="search", pattern="*of three*", unique=True)), 2)
        self.assertEqual([h[2] for h in ask(hist_access_type="search", pattern="'?econd*", n=1)], ["'second of three'"])
        with_output = self.frontend.ask("history_request", {"output": True, "raw": True, "hist_access_type": "tail", "n": 1})
        self.assertEqual(with_output["history"][0][2], ["'first of three'", "'first of three'"])

    def test_a_silent_request_that_fails_aborts_nobody(self):
        ids = [self.frontend.send(code, silent=silent) for code, silent in (("await new Promise((r) => setTimeout(r, 50)); throw new Error('quiet')", True), ("'next'", False))]
        self.assertEqual([self.frontend.reply(i)["content"]["status"] for i in ids], ["error", "ok"])
        run = self.frontend.run("nowhere", silent=True)
        self.assertEqual(run.kinds, ["status", "error", "status"])

    def test_connect_request_tells_the_ports(self):
        file = self.frontend.manager.get_connection_info()
        reply = self.frontend.ask("connect_request")
        self.assertEqual(reply, {"status": "ok", **{key: file[key] for key in reply if key.endswith("_port")}})
        self.assertEqual(len(reply), 6)

    def test_usage_request_counts_both_processes(self):
        self.run_ok("const big = new Uint8Array(200e6).fill(1)")
        usage = self.frontend.ask("usage_request", channel="control")
        self.assertEqual((usage["status"], usage["pid"]), ("ok", self.frontend.pid))
        self.assertGreater(usage["kernel_memory"], 250e6)
        self.assertGreaterEqual(usage["kernel_cpu"], 0)
        self.assertGreater(usage["host_virtual_memory"]["total"], usage["host_virtual_memory"]["available"])
        self.run_ok("big.length")

    def test_replies_say_when_the_work_began(self):
        import datetime

        before = datetime.datetime.now(datetime.timezone.utc)
        msg_id = self.frontend.send("await new Promise((r) => setTimeout(r, 300))")
        reply = self.frontend.reply(msg_id)
        self.assertEqual(reply["metadata"]["status"], "ok")
        started = datetime.datetime.fromisoformat(reply["metadata"]["started"].replace("Z", "+00:00"))
        finished = reply["header"]["date"]
        self.assertGreater(started, before - datetime.timedelta(milliseconds=5))
        self.assertGreater((finished - started).total_seconds(), 0.25)

    def test_what_a_child_prints_comes_before_idle(self):
        for _ in range(10):
            run = self.run_ok("require('child_process').execFileSync('sh', ['-c', 'echo here; echo there >&2'], { stdio: 'inherit' })")
            self.assertEqual((run.text(), run.text("stderr")), ("here\n", "there\n"))

    def test_debug_is_refused(self):
        reply = self.frontend.ask("debug_request", {"type": "request", "seq": 7, "command": "initialize"}, "control")
        self.assertEqual((reply["type"], reply["success"], reply["request_seq"]), ("response", False, 7))

    def test_busy_and_idle_around_every_request(self):
        for kind, content in [
            ("kernel_info_request", {}),
            ("complete_request", {"code": "Mat", "cursor_pos": 3}),
            ("inspect_request", {"code": "Math", "cursor_pos": 2, "detail_level": 0}),
            ("is_complete_request", {"code": "1"}),
            ("history_request", {"hist_access_type": "tail", "n": 1}),
            ("comm_info_request", {}),
        ]:
            with self.subTest(kind=kind):
                msg_id = self.frontend.request(kind, content)
                messages = self.frontend.until_idle(msg_id)
                states = [m["content"]["execution_state"] for m in messages]
                self.assertEqual(states, ["busy", "idle"])
                self.assertEqual(self.frontend.reply(msg_id)["msg_type"], kind.replace("request", "reply"))

    def test_answers_while_a_cell_computes(self):
        cell = self.frontend.send("const until = Date.now() + 1500; while (Date.now() < until) {}")
        self.frontend.wait_for(cell, "execute_input")
        self.assertIn("Math", self.frontend.ask("complete_request", {"code": "Mat", "cursor_pos": 3})["matches"])
        self.assertEqual(self.frontend.ask("kernel_info_request", channel="control")["status"], "ok")
        self.assertTrue(self.frontend.heartbeat())
        self.assertEqual(self.frontend.reply(cell)["content"]["status"], "ok")


class Sessions(unittest.TestCase):
    def test_history_of_earlier_sessions(self):
        from frontend import Frontend

        with tempfile.TemporaryDirectory() as data:
            inputs = []
            for name in ("first", "second"):
                frontend = Frontend(env={"JUPYTER_DATA_DIR": data})
                try:
                    frontend.run(f"'{name} session'")
                    ask = lambda **how: frontend.ask("history_request", {"output": False, "raw": True, **how})["history"]
                    inputs = [[h[2] for h in ask(hist_access_type="search", pattern="*session*")], [h[2] for h in ask(hist_access_type="range", session=-1, start=1, stop=2)]]
                    ask(hist_access_type="tail", n=1)
                finally:
                    frontend.close()
            self.assertEqual(inputs, [["'first session'", "'second session'"], ["'first session'"]])


class Shutdown(unittest.TestCase):
    def test_shutdown_and_restart(self):
        from frontend import Frontend

        frontend = Frontend()
        try:
            frontend.run("const kept = 1")
            frontend.client.stop_channels()
            frontend.manager.restart_kernel(now=False)
            frontend.client = frontend.manager.client()
            frontend.client.start_channels()
            frontend.client.wait_for_ready(timeout=60)
            run = frontend.run("kept")
            self.assertEqual(run.reply["ename"], "TS2304")
            self.assertEqual(frontend.run("1").reply["execution_count"], 2)
            with tempfile.TemporaryDirectory() as folder:
                frontend.run(f"process.on('exit', () => require('fs').writeFileSync('{folder}/exit', 'in order'))")
                msg_id = frontend.request("shutdown_request", {"restart": False}, "control")
                reply = frontend.reply(msg_id, "control")["content"]
                self.assertEqual(reply, {"status": "ok", "restart": False})
                self.assertEqual(frontend.wait_for(msg_id, "shutdown_reply", timeout=10), reply)
                frontend.manager.provisioner.process.wait(timeout=10)
                self.assertEqual(Path(folder, "exit").read_text(), "in order")
        finally:
            frontend.close()


if __name__ == "__main__":
    unittest.main()
