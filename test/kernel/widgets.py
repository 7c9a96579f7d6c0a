"""Jupyter's widgets, as lessons show them, over the kernel's sockets."""

import unittest

from frontend import KernelTest

VIEW = "application/vnd.jupyter.widget-view+json"

IMPORTS = """
import { controls } from "./src/notebook/controls";
import { explore } from "./src/notebook/explore";
import { lines } from "./src/figures/lines";

const drawn = (n: number) => lines({
	title: `n is ${n}`, alt: "a point", xTitle: "x", yTitle: "y", series: [{ name: "point", x: [0], y: [n] }],
});
"""


def shown(messages, kind="update_display_data"):
    return [m["content"] for m in messages if m["msg_type"] == kind]


class Widgets(KernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.frontend.run(IMPORTS)

    def explore(self, compute, ranges="n: { value: 1, min: 0, max: 100, step: 1 }"):
        """A cell that explores; its messages and its widgets, by their models' names."""
        run = self.run_ok(f"await explore(controls({{ {ranges} }}), {compute});")
        opened = [m for m in run.messages if m["msg_type"] == "comm_open"]
        widgets = {}
        for message in opened:
            self.assertEqual(message["content"]["target_name"], "jupyter.widget")
            self.assertEqual(message["metadata"]["version"], "2.1.0")
            state = message["content"]["data"]["state"]
            widgets[state["_model_name"]] = message["content"]["comm_id"]
        return run, widgets

    def send(self, comm_id, data):
        return self.frontend.request("comm_msg", {"comm_id": comm_id, "data": data})

    def move(self, comm_id, value):
        return self.send(comm_id, {"method": "update", "state": {"value": value}, "buffer_paths": []})

    def test_cell_shows_one_view_and_the_figure(self):
        run, widgets = self.explore("({ n }) => drawn(n)")
        view, figure = run.of("display_data")
        self.assertEqual(view["data"][VIEW]["model_id"], widgets["VBoxModel"])
        self.assertIn("Controls: n = 1 (0 … 100)", view["data"]["text/plain"])
        self.assertIn("n is 1", figure["data"]["text/plain"])
        self.assertEqual(run.of("execute_result"), [])

    def test_moving_redraws_in_place_and_resetting_gives_the_first_figure(self):
        run, widgets = self.explore("async ({ n }) => drawn(n)")
        first = run.of("display_data")[1]
        messages = self.frontend.until_idle(self.move(widgets["IntSliderModel"], 7))
        echo = [m["content"]["data"] for m in messages if m["msg_type"] == "comm_msg"]
        self.assertEqual(echo, [{"method": "echo_update", "state": {"value": 7}, "buffer_paths": []}])
        (moved,) = shown(messages)
        self.assertIn("n is 7", moved["data"]["text/plain"])
        self.assertEqual(moved["transient"], first["transient"])
        click = {"method": "custom", "content": {"event": "click"}}
        messages = self.frontend.until_idle(self.send(widgets["ButtonModel"], click))
        self.assertEqual(shown(messages)[0]["data"], first["data"])

    def test_fifty_quick_moves_end_in_the_last(self):
        _, widgets = self.explore("({ n }) => drawn(n)")
        moves = [self.move(widgets["IntSliderModel"], n) for n in range(2, 52)]
        last, idle = None, set()
        while len(idle) < len(moves):
            message = self.frontend.client.get_iopub_msg(timeout=20)
            self.assertNotEqual(message["msg_type"], "error")
            if message["msg_type"] == "update_display_data":
                last = message["content"]["data"]["text/plain"]
            if message["content"].get("execution_state") == "idle":
                idle.add(message["parent_header"]["msg_id"])
        self.assertIn("n is 51", last)

    def run_cell(self, cell, code, **metadata):
        """Runs a notebook's cell, as JupyterLab does."""
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        run = self.frontend.finish(self.frontend.request("execute_request", content, metadata={"cellId": cell, **metadata}))
        self.assertEqual(run.status, "ok", run.traceback)
        return run

    def open_widgets(self):
        return set(self.frontend.ask("comm_info_request", {"target_name": "jupyter.widget"})["comms"])

    def test_widgets_are_closed_when_their_cell_runs_again_or_is_deleted(self):
        panel = """{
            const big = new Float64Array(1e6);
            ((globalThis as any).held ??= []).push(new WeakRef(big));
            await explore(controls({ n: { value: 1, min: 0, max: 100, step: 1 } }), ({ n }) => drawn(n + big[n]));
        }"""
        before = self.open_widgets()
        first = self.run_cell("one", panel)
        panel_size = len(self.open_widgets() - before)
        self.assertGreater(panel_size, 5)
        self.run_cell("two", panel)
        for _ in range(20):
            run = self.run_cell("one", panel)
        self.assertEqual(len(self.open_widgets() - before), 2 * panel_size)
        closed = {m["content"]["comm_id"] for m in run.messages if m["msg_type"] == "comm_close"}
        self.assertEqual(len(closed), panel_size)
        opened = {m["content"]["comm_id"] for m in first.messages if m["msg_type"] == "comm_open"}
        self.assertEqual(opened & self.open_widgets(), set())
        # What the functions of earlier runs held is free.
        self.assertEqual(self.value("require('v8').setFlagsFromString('--expose-gc'); await new Promise((r) => setTimeout(r, 50)); require('vm').runInNewContext('gc')(); (globalThis as any).held.filter((ref: any) => ref.deref()).length"), "2")
        self.run_cell("three", "1", deletedCells=["one", "two"])
        self.assertEqual(self.open_widgets(), before)

    def test_errors_stand_in_the_figures_place(self):
        _, widgets = self.explore("({ n }) => { if (n > 50) throw new Error('too much'); return drawn(n); }")
        messages = self.frontend.until_idle(self.move(widgets["IntSliderModel"], 60))
        self.assertEqual(shown(messages)[0]["data"]["text/plain"], "✗ Error: too much")
        self.assertNotIn("error", [m["msg_type"] for m in messages])
        messages = self.frontend.until_idle(self.move(widgets["IntSliderModel"], 3))
        self.assertIn("n is 3", shown(messages)[0]["data"]["text/plain"])

    def test_moves_count_while_a_cell_runs(self):
        _, widgets = self.explore("({ n }) => drawn(n)")
        cell = self.frontend.send("await new Promise((resolve) => setTimeout(resolve, 1500)); 'done'")
        self.frontend.wait_for(cell, "execute_input")
        messages = self.frontend.until_idle(self.move(widgets["IntSliderModel"], 8))
        self.assertIn("n is 8", shown(messages)[0]["data"]["text/plain"])
        self.assertEqual(self.frontend.finish(cell).result, "'done'")

    def test_stop_ends_a_loop_that_a_move_began(self):
        _, widgets = self.explore("({ n }) => { while (n === 9) {} return drawn(n); }")
        stuck = self.move(widgets["IntSliderModel"], 9)
        self.frontend.wait_for(stuck, "status")
        self.frontend.interrupt()
        self.frontend.until_idle(stuck, timeout=20)
        messages = self.frontend.until_idle(self.move(widgets["IntSliderModel"], 10), timeout=20)
        self.assertIn("n is 10", shown(messages)[0]["data"]["text/plain"])

    def test_new_front_end_finds_the_widgets(self):
        _, widgets = self.explore("({ n }) => drawn(n)")
        self.frontend.until_idle(self.move(widgets["IntSliderModel"], 4))
        known = self.frontend.ask("comm_info_request", {"target_name": "jupyter.widget"})["comms"]
        self.assertLessEqual(set(widgets.values()), set(known))
        content = {"comm_id": "control", "target_name": "jupyter.widget.control", "data": {}}
        self.frontend.until_idle(self.frontend.request("comm_open", content))
        messages = self.frontend.until_idle(self.send("control", {"method": "request_states"}))
        (answer,) = [m["content"]["data"] for m in messages if m["msg_type"] == "comm_msg"]
        self.assertEqual(answer["method"], "update_states")
        self.assertEqual(answer["states"][widgets["IntSliderModel"]]["state"]["value"], 4)

    def test_training_gives_way_to_newer_values(self):
        endless = """async ({ n }, signal) => {
            while (n === 20 && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
            return drawn(n);
        }"""
        _, widgets = self.explore(endless)
        # It does not end, and yet the kernel says that it is ready for more.
        self.frontend.until_idle(self.move(widgets["IntSliderModel"], 20), timeout=20)
        self.frontend.until_idle(self.move(widgets["IntSliderModel"], 21), timeout=20)
        click = {"method": "custom", "content": {"event": "click"}}
        messages = self.frontend.until_idle(self.send(widgets["ButtonModel"], click), timeout=20)
        self.assertIn("n is 1", shown(messages)[-1]["data"]["text/plain"])


if __name__ == "__main__":
    unittest.main()
