"""Output by the million lines, memory that runs out, processes that end."""

import resource
import time
import unittest

from frontend import KernelTest
from processes import processes_below


class Load(KernelTest):
    env = {"UNROLLED_MEMORY_LIMIT": "128"}

    def assert_starts_afresh(self, run, ename, says):
        self.assertEqual((run.status, run.reply["ename"]), ("error", ename), run.reply)
        self.assertIn(says, run.reply["evalue"])
        self.assertIn("all variables are lost", run.reply["evalue"])
        self.assertEqual(run.text("stderr"), "")
        self.assertEqual(self.frontend.run("survivor").reply["ename"], "TS2304")
        self.assertEqual(self.value("const survivor = 1; survivor"), "1")

    def test_a_million_lines(self):
        msg_id = self.frontend.send("for (let i = 0; i < 1e6; i++) console.log('line', i)")
        self.frontend.wait_for(msg_id, "execute_input")
        # Responsive meanwhile: another request is answered before the cell is done.
        info = self.frontend.ask("kernel_info_request", channel="control")
        self.assertEqual(info["status"], "ok")
        run = self.frontend.finish(msg_id)
        self.assertEqual(run.status, "ok")
        text = run.text()
        self.assertEqual(text.count("\n"), 1_000_000)
        self.assertTrue(text.startswith("line 0\nline 1\n"))
        self.assertTrue(text.endswith("line 999999\n"))
        self.assertLess(len(run.of("stream")), 2000)

    def test_text_appears_while_a_cell_computes(self):
        msg_id = self.frontend.send("console.log('soon'); const end = Date.now() + 2000; while (Date.now() < end) {} console.log('late')")
        self.assertEqual(self.frontend.wait_for(msg_id, "stream", timeout=20)["text"], "soon\n")
        self.frontend.reply(msg_id)

    def test_many_displays_stay_in_order(self):
        run = self.run_ok("import { display } from 'tslab'; for (let i = 0; i < 5000; i++) display.text(String(i))")
        self.assertEqual([c["data"]["text/plain"] for c in run.of("display_data")], [str(i) for i in range(5000)])

    def test_one_huge_line(self):
        run = self.run_ok("console.log('x'.repeat(20e6))")
        self.assertEqual(len(run.text()), 20_000_001)

    def test_memory_runs_out(self):
        self.run_ok("const survivor = 1")
        run = self.frontend.run("const hoard: number[][] = []; for (;;) hoard.push(new Array(1000).fill(Math.random()))")
        self.assert_starts_afresh(run, "OutOfMemory", "ran out of memory")

    def test_memory_runs_out_behind_an_await(self):
        self.run_ok("const survivor = 1")
        run = self.frontend.run("const hoard: string[][] = []; for (let i = 0; ; i++) { hoard.push(Array.from({ length: 1000 }, (_, j) => `${i} ${j}`)); if (i % 100 === 0) await new Promise((r) => setTimeout(r, 0)) }")
        self.assert_starts_afresh(run, "OutOfMemory", "ran out of memory")

    def test_memory_outside_of_the_heap_runs_out(self):
        self.run_ok("const survivor = 1")
        run = self.frontend.run("const arrays: Float64Array[] = []; for (;;) arrays.push(new Float64Array(1e6).fill(1))", timeout=60)
        self.assert_starts_afresh(run, "OutOfMemory", "may fill 128 MB")
        # What is garbage does not count.
        self.assertEqual(self.value("let sum = 0; for (let i = 0; i < 300; i++) sum += new Float64Array(1e6).fill(1)[i]; sum"), "300")

    def test_exit(self):
        self.run_ok("const survivor = 1")
        self.assert_starts_afresh(self.frontend.run("process.exit(3)"), "Exit", "exit code 3")

    def test_abort(self):
        self.run_ok("const survivor = 1")
        run = self.frontend.run("process.kill(process.pid, 'SIGKILL')")
        self.assert_starts_afresh(run, "Killed", "SIGKILL")

    def test_dies_between_cells(self):
        self.run_ok("const survivor = 1; setTimeout(() => process.exit(4), 50)")
        time.sleep(0.5)
        self.assertEqual(self.frontend.run("survivor").reply["ename"], "TS2304")
        self.assertEqual(self.value("1 + 1"), "2")

    def test_local_modules_load_again_after_a_fresh_start(self):
        code = "import { Rnn } from './src/network/rnn'; typeof Rnn.create"
        self.assertEqual(self.value(code), "'function'")
        self.frontend.run("process.exit(0)")
        self.assertEqual(self.value(code), "'function'")

    def test_an_executor_that_does_not_start(self):
        from frontend import Frontend

        frontend = Frontend(env={"UNROLLED_MEMORY_LIMIT": "1"})
        try:
            for _ in range(2):
                run = frontend.run("1 + 1", timeout=60)
                self.assertEqual((run.status, run.reply["ename"]), ("error", "Unstartable"))
                self.assertIn("does not start", run.traceback)
            time.sleep(0.5)
            self.assertEqual(len(processes_below(frontend.pid)), 1)
            self.assertEqual(frontend.ask("complete_request", {"code": "Mat", "cursor_pos": 3})["status"], "ok")
        finally:
            frontend.close()

    def test_an_executor_that_has_to_wait_for_files(self):
        front = self.frontend.pid
        limits = resource.prlimit(front, resource.RLIMIT_NOFILE)
        resource.prlimit(front, resource.RLIMIT_NOFILE, (1, limits[1]))
        try:
            self.assertEqual(self.frontend.run("process.exit(5)").reply["ename"], "Exit")
            run = self.frontend.run("1 + 1", timeout=60)
            self.assertEqual((run.status, run.reply["ename"]), ("error", "Unstartable"))
        finally:
            resource.prlimit(front, resource.RLIMIT_NOFILE, limits)
        self.assertEqual(self.value("1 + 1"), "2")

    def test_no_process_is_left_over(self):
        self.frontend.run("process.exit(0)")
        self.run_ok("1")
        self.assertEqual(len(processes_below(self.frontend.pid)), 2)


if __name__ == "__main__":
    unittest.main()
