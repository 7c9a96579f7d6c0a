"""Comms: opened and closed from both ends, with buffers, and while a cell awaits."""

import unittest

from frontend import KernelTest


class Comms(KernelTest):
    HOST = "const host = (globalThis as any)[Symbol.for('Jupyter.host')];"

    def comm(self, kind, comm_id, content=None, **extra):
        return self.frontend.request(kind, {"comm_id": comm_id, "data": {}, **(content or {})}, **extra)

    def test_kernel_opens(self):
        run = self.run_ok(self.HOST + "const mine = host.openComm('mine', { a: 1 }, { metadata: { version: '2' }, buffers: [new Uint8Array([1, 2])] }); mine.id")
        opened = next(m for m in run.messages if m["msg_type"] == "comm_open")
        self.assertEqual(opened["content"]["target_name"], "mine")
        self.assertEqual(opened["content"]["data"], {"a": 1})
        self.assertEqual(opened["metadata"], {"version": "2"})
        self.assertEqual([bytes(b) for b in opened["buffers"]], [b"\x01\x02"])
        comm_id = opened["content"]["comm_id"]
        self.assertEqual(run.result, f"'{comm_id}'")
        self.assertIn(comm_id, self.frontend.ask("comm_info_request", {"target_name": "mine"})["comms"])
        self.assertNotIn(comm_id, self.frontend.ask("comm_info_request", {"target_name": "other"})["comms"])
        self.run_ok("mine.onMessage((data: any, buffers: Uint8Array[]) => { console.log(JSON.stringify(data), buffers[0]); mine.send({ back: data.x }, { buffers }) })")
        msg = self.comm("comm_msg", comm_id, {"data": {"x": 5}}, buffers=[b"\x07\x08"])
        messages = self.frontend.until_idle(msg)
        kinds = [m["msg_type"] for m in messages]
        self.assertEqual(kinds[0], "status")
        texts = [m["content"]["text"] for m in messages if m["msg_type"] == "stream"]
        self.assertIn('{"x":5}', texts[0])
        sent = next(m for m in messages if m["msg_type"] == "comm_msg")
        self.assertEqual(sent["content"]["data"], {"back": 5})
        self.assertEqual([bytes(b) for b in sent["buffers"]], [b"\x07\x08"])
        self.run_ok("let closed: any; mine.onClose((data: any) => { closed = data })")
        self.frontend.until_idle(self.comm("comm_close", comm_id, {"data": {"why": "done"}}))
        self.assertEqual(self.value("closed"), "{ why: 'done' }")
        self.assertNotIn(comm_id, self.frontend.ask("comm_info_request")["comms"])

    def test_front_end_opens(self):
        self.run_ok(self.HOST + "host.onComm('theirs', (comm: any, data: any) => { comm.send({ hello: data.name }); comm.onMessage(() => comm.close({ bye: 1 })) })")
        messages = self.frontend.until_idle(self.comm("comm_open", "abc", {"target_name": "theirs", "data": {"name": "lab"}}))
        self.assertEqual([m["content"]["data"] for m in messages if m["msg_type"] == "comm_msg"], [{"hello": "lab"}])
        messages = self.frontend.until_idle(self.comm("comm_msg", "abc"))
        self.assertEqual([m["content"]["data"] for m in messages if m["msg_type"] == "comm_close"], [{"bye": 1}])

    def test_unknown_target_is_closed(self):
        messages = self.frontend.until_idle(self.comm("comm_open", "nobody", {"target_name": "unheard of"}))
        self.assertEqual([m["content"]["comm_id"] for m in messages if m["msg_type"] == "comm_close"], ["nobody"])
        self.assertNotIn("nobody", self.frontend.ask("comm_info_request")["comms"])

    def test_message_while_a_cell_awaits(self):
        opening = self.run_ok(self.HOST + "const live = host.openComm('live'); let heard: any; live.onMessage(async (data: any) => { heard?.(data.n); await new Promise((r) => setTimeout(r, 10)); console.log('later', data.n) }); live.id")
        cell = self.frontend.send("await new Promise((resolve) => { heard = resolve })")
        self.frontend.wait_for(cell, "execute_input")
        msg = self.comm("comm_msg", opening.result.strip("'"), {"data": {"n": 9}})
        parents = {}
        done = set()
        while len(done) < 2:
            message = self.frontend.client.get_iopub_msg(timeout=20)
            parent = message["parent_header"].get("msg_id")
            parents.setdefault(parent, []).append(message)
            if message["content"].get("execution_state") == "idle":
                done.add(parent)
        # What a handler prints belongs to the message, even after an await.
        texts = [m["content"]["text"] for m in parents[msg] if m["msg_type"] == "stream"]
        self.assertEqual("".join(texts), "later 9\n")
        results = [m["content"]["data"] for m in parents[cell] if m["msg_type"] == "execute_result"]
        self.assertEqual(results, [{"text/plain": "9"}])
        self.frontend.reply(cell)

    def test_handler_that_throws(self):
        opening = self.run_ok(self.HOST + "const bad = host.openComm('bad'); bad.onMessage(() => { throw new Error('in the handler') }); bad.id")
        messages = self.frontend.until_idle(self.comm("comm_msg", opening.result.strip("'")))
        self.assertEqual([m["content"]["evalue"] for m in messages if m["msg_type"] == "error"], ["in the handler"])


if __name__ == "__main__":
    unittest.main()
