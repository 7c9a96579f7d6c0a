"""What a public score board of kernels looks at (runtimed/kernel-testbed), in its four tiers."""

import json
import unittest
import uuid

import zmq
from frontend import Frontend, KernelTest
from jupyter_client.manager import KernelManager

DISPLAY = "import { newDisplay } from 'tslab'; const shown = newDisplay(); shown.html('<b>first</b>');"


class Testbed(KernelTest):
    # ---- tier 1: the basics ----

    def test_heartbeat(self):
        self.assertTrue(self.frontend.heartbeat())

    def test_iopub_welcome_comes_first_and_names_the_topic(self):
        file = self.frontend.manager.get_connection_info()
        for topic in (b"", b"kernel."):
            with zmq.Context.instance().socket(zmq.SUB) as subscriber:
                subscriber.linger = 0
                subscriber.subscribe(topic)
                subscriber.connect(f"tcp://{file['ip']}:{file['iopub_port']}")
                self.assertTrue(subscriber.poll(10_000))
                header, parent, _, content = map(json.loads, subscriber.recv_multipart()[-4:])
                self.assertEqual(header["msg_type"], "iopub_welcome")
                self.assertEqual(content, {"subscription": topic.decode()})
                self.assertEqual(parent, {})

    def test_kernel_info(self):
        info = self.frontend.ask("kernel_info_request")
        self.assertEqual(info["status"], "ok")
        self.assertEqual(info["language_info"]["name"], "typescript")
        self.assertRegex(info["protocol_version"], r"^5\.\d+$")

    def test_streams(self):
        self.assertEqual(self.run_ok("console.log('hello')").text("stdout"), "hello\n")
        self.assertEqual(self.run_ok("console.error('error')").text("stderr"), "error\n")

    def test_busy_input_and_idle(self):
        run = self.run_ok("const x = 1")
        states = [m["content"].get("execution_state") for m in run.messages]
        self.assertEqual(states, ["busy", None, "idle"])
        self.assertEqual(run.of("execute_input")[0]["code"], "const x = 1")

    # ---- tier 2: what makes a notebook comfortable ----

    def test_completion(self):
        self.run_ok("const testVariableForCompletion = 42")
        reply = self.frontend.ask("complete_request", {"code": "testVariableFor", "cursor_pos": 15})
        self.assertIn("testVariableForCompletion", reply["matches"])

    def test_inspection(self):
        self.run_ok("const inspected = 42")
        reply = self.frontend.ask("inspect_request", {"code": "inspected", "cursor_pos": 9, "detail_level": 0})
        self.assertTrue(reply["found"])
        self.assertIn("42", reply["data"]["text/plain"])

    def test_complete_and_incomplete_code(self):
        for code, status in (("const x = 1", "complete"), ("const x = {", "incomplete")):
            self.assertEqual(self.frontend.ask("is_complete_request", {"code": code})["status"], status)

    def test_history_and_comm_info(self):
        history = self.frontend.ask("history_request", {"output": False, "raw": True, "hist_access_type": "tail", "n": 10})
        self.assertEqual((history["status"], type(history["history"])), ("ok", list))
        comms = self.frontend.ask("comm_info_request", {})
        self.assertEqual((comms["status"], type(comms["comms"])), ("ok", dict))

    def test_errors(self):
        run = self.frontend.run("function function")
        self.assertEqual(run.status, "error")
        for key in ("ename", "evalue", "traceback"):
            self.assertTrue(run.reply[key], key)
        self.assertEqual(len(run.of("error")), 1)

    # ---- tier 3: rich output ----

    def test_displays_and_their_updates(self):
        run = self.run_ok(DISPLAY + " shown.html('<b>second</b>')")
        (first,), (second,) = run.of("display_data"), run.of("update_display_data")
        self.assertEqual((first["data"], second["data"]), ({"text/html": "<b>first</b>"}, {"text/html": "<b>second</b>"}))
        self.assertEqual(first["transient"]["display_id"], second["transient"]["display_id"])

    def test_results(self):
        self.assertEqual(self.value("1 + 1"), "2")
        rich = self.run_ok("[{ letter: 'A', frequency: 0.08167 }, { letter: 'B', frequency: 0.01492 }]")
        self.assertEqual(set(rich.of("execute_result")[0]["data"]), {"text/html", "text/plain"})

    # ---- tier 4: the rest of the protocol ----

    def test_input(self):
        msg_id = self.frontend.send("prompt('Enter: ')", allow_stdin=True)
        question = self.frontend.client.get_stdin_msg(timeout=20)
        self.assertEqual((question["msg_type"], question["parent_header"]["msg_id"]), ("input_request", msg_id))
        self.frontend.client.input("typed")
        self.assertEqual(self.frontend.finish(msg_id).result, "'typed'")

    def test_life_of_a_comm(self):
        unknown = str(uuid.uuid4())
        opening = {"comm_id": unknown, "target_name": "jupyter.kernel_testbed.test", "data": {}}
        messages = self.frontend.until_idle(self.frontend.request("comm_open", opening))
        self.assertEqual([m["content"]["comm_id"] for m in messages if m["msg_type"] == "comm_close"], [unknown])
        self.run_ok("const log: string[] = []; (globalThis as any)[Symbol.for('Jupyter.host')].onComm('known', (comm: any) => { comm.onMessage((data: any) => { log.push(data.n); comm.send({ twice: 2 * data.n }) }); comm.onClose(() => log.push('closed')) })")
        known = str(uuid.uuid4())
        tell = lambda kind, **content: self.frontend.until_idle(self.frontend.request(kind, {"comm_id": known, "data": {}, **content}))
        tell("comm_open", target_name="known")
        self.assertEqual(self.frontend.ask("comm_info_request")["comms"][known], {"target_name": "known"})
        messages = tell("comm_msg", data={"n": 21})
        self.assertEqual([m["content"]["data"] for m in messages if m["msg_type"] == "comm_msg"], [{"twice": 42}])
        tell("comm_close")
        self.assertNotIn(known, self.frontend.ask("comm_info_request")["comms"])
        self.assertEqual(self.value("log"), "[ 21, 'closed' ]")

    def test_interrupt(self):
        msg_id = self.frontend.send("console.log('begun'); await new Promise((r) => setTimeout(r, 60_000))")
        self.frontend.wait_for(msg_id, "stream")
        request = self.frontend.request("interrupt_request", {}, "control")
        self.assertEqual(self.frontend.reply(request, "control")["content"], {"status": "ok"})
        self.assertEqual(self.frontend.finish(msg_id, timeout=20).status, "error")

    def test_execution_counts(self):
        counts = [self.run_ok("const y = 1").reply["execution_count"] for _ in range(3)]
        self.assertEqual(counts, list(range(counts[0], counts[0] + 3)))

    def test_every_message_names_its_parent(self):
        msg_id = self.frontend.send(DISPLAY + " console.log('hello'); shown.text('x'); 5")
        header = None
        for message in self.frontend.until_idle(msg_id) + [self.frontend.reply(msg_id)]:
            header = header or message["parent_header"]
            self.assertEqual(message["parent_header"], header)
            self.assertEqual(header["msg_type"], "execute_request")


class LastTier(unittest.TestCase):
    def test_the_first_to_hear_it_hears_that_the_kernel_starts(self):
        manager = KernelManager(kernel_name="tslab")
        manager.start_kernel()
        client = manager.client()
        client.start_channels()
        try:
            said = [client.get_iopub_msg(timeout=20) for _ in range(2)]
            self.assertEqual([m["msg_type"] for m in said], ["iopub_welcome", "status"])
            self.assertEqual((said[1]["content"], said[1]["parent_header"]), ({"execution_state": "starting"}, {}))
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_shutdown_is_answered_and_ends_the_process(self):
        frontend = Frontend()
        try:
            reply = frontend.ask("shutdown_request", {"restart": False}, "control")
            self.assertEqual(reply, {"status": "ok", "restart": False})
            self.assertEqual(frontend.manager.provisioner.process.wait(timeout=20), 0)
        finally:
            frontend.close()


if __name__ == "__main__":
    unittest.main()
