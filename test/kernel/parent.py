"""When the Jupyter server is gone, however it went, its kernels are gone within five seconds."""

import json
import os
import signal
import subprocess
import sys
import time
import unittest

from frontend import ROOT
from processes import is_alive, processes_below

# A stand-in for the server: starts a kernel, has it do something, and waits.
SERVER = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from frontend import Frontend
from processes import processes_below
frontend = Frontend()
message = frontend.send(sys.argv[2])
frontend.wait_for(message, sys.argv[3])
time.sleep(0.3)
print(json.dumps(processes_below(frontend.pid)), flush=True)
time.sleep(600)
"""


class Parent(unittest.TestCase):
    def assert_dies(self, code, how, processes=2, sign="execute_input"):
        here = str(ROOT / "test" / "kernel")
        server = subprocess.Popen([sys.executable, "-c", SERVER, here, code, sign], stdout=subprocess.PIPE, text=True)
        try:
            kernel = json.loads(server.stdout.readline())
            self.assertEqual(len(kernel), processes)
            self.assertTrue(all(map(is_alive, kernel)))
            server.send_signal(how)
            server.wait(timeout=10)
            end = time.monotonic() + 5
            while any(map(is_alive, kernel)) and time.monotonic() < end:
                time.sleep(0.05)
            self.assertEqual([pid for pid in kernel if is_alive(pid)], [])
        finally:
            server.stdout.close()
            server.kill()
            server.wait()

    def test_killed_while_idle(self):
        self.assert_dies("1", signal.SIGKILL)

    def test_killed_during_an_endless_loop(self):
        self.assert_dies("while (true) {}", signal.SIGKILL)

    def test_killed_while_a_cell_awaits(self):
        self.assert_dies("setInterval(() => {}, 10); await new Promise(() => {})", signal.SIGKILL)

    def test_killed_during_a_flood(self):
        self.assert_dies("for (;;) console.log('x'.repeat(1000))", signal.SIGKILL)

    def test_children_of_cells_go_too(self):
        children = "const { spawn } = require('child_process'); spawn('sh', ['-c', 'sleep 41 & sleep 42; true'], { stdio: 'inherit' }); spawn('sleep', ['43'], { detached: true }); await new Promise((r) => setTimeout(r, 300)); console.log('started'); for (;;) {}"
        # The kernel's two, a shell with two of its own, and one that has a group of its own.
        self.assert_dies(children, signal.SIGKILL, 6, "stream")
        self.assert_dies(children, signal.SIGTERM, 6, "stream")

    def test_terminated(self):
        self.assert_dies("1", signal.SIGTERM)

    def test_children_go_with_the_executor_and_at_shutdown(self):
        from frontend import Frontend

        for end in ("process.exit(0)", "process.kill(process.pid, 'SIGKILL')", None):
            with self.subTest(end=end):
                frontend = Frontend()
                try:
                    frontend.run("const { spawn } = require('child_process'); spawn('sleep', ['44'], { stdio: 'inherit' })")
                    _, executor, child = processes_below(frontend.pid)
                    if end:
                        frontend.run(end, timeout=20)
                    else:
                        frontend.ask("shutdown_request", {"restart": False}, "control")
                        frontend.manager.provisioner.process.wait(timeout=10)
                    self.assertEqual([pid for pid in (executor, child) if is_alive(pid)], [])
                finally:
                    frontend.close()

    def test_executor_goes_with_the_front_process(self):
        from frontend import Frontend

        frontend = Frontend()
        try:
            message = frontend.send("while (true) {}")
            frontend.wait_for(message, "execute_input")
            front, executor = processes_below(frontend.pid)
            os.kill(front, signal.SIGKILL)
            end = time.monotonic() + 5
            while is_alive(executor) and time.monotonic() < end:
                time.sleep(0.05)
            self.assertFalse(is_alive(executor))
        finally:
            frontend.close()


if __name__ == "__main__":
    unittest.main()
