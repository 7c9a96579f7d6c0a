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

# A stand-in for the server: starts a kernel for each cell, and waits.
SERVER = """
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
sys.path.insert(0, sys.argv[1])
from frontend import Frontend
from processes import processes_below

def start(cell):
    code, sign = cell
    frontend = Frontend()
    message = frontend.send(code)
    frontend.wait_for(message, sign)
    return frontend

cells = json.loads(sys.argv[2])
with ThreadPoolExecutor(len(cells)) as pool:
    frontends = list(pool.map(start, cells))
time.sleep(0.3)
print(json.dumps([processes_below(frontend.pid) for frontend in frontends]), flush=True)
time.sleep(600)
"""
CHILDREN = "const { spawn } = require('child_process'); spawn('sh', ['-c', 'sleep 41 & sleep 42; true'], { stdio: 'inherit' }); spawn('sleep', ['43'], { detached: true }); await new Promise((r) => setTimeout(r, 300)); console.log('started'); for (;;) {}"
#: What a kernel is doing: the cell, the message that says so, and how many processes there are then.
CELLS = {
    "nothing": ("1", "execute_result", 2),
    "an endless loop": ("console.log('begun'); while (true) {}", "stream", 2),
    "waiting": ("setInterval(() => {}, 10); console.log('begun'); await new Promise(() => {})", "stream", 2),
    "a flood": ("for (;;) console.log('x'.repeat(1000))", "stream", 2),
    # The kernel's two, a shell with two of its own, and one that has a group of its own.
    "children": (CHILDREN, "stream", 6),
}


class Parent(unittest.TestCase):
    def assert_dies(self, how):
        """What the kernels of a server do when it ends, one for each of the cells."""
        here = str(ROOT / "test" / "kernel")
        cells = json.dumps([(code, sign) for code, sign, _ in CELLS.values()])
        server = subprocess.Popen([sys.executable, "-c", SERVER, here, cells], stdout=subprocess.PIPE, text=True)
        try:
            kernels = dict(zip(CELLS, json.loads(server.stdout.readline()), strict=True))
            for doing, (_, _, count) in CELLS.items():
                self.assertEqual(len(kernels[doing]), count, doing)
                self.assertTrue(all(map(is_alive, kernels[doing])), doing)
            server.send_signal(how)
            server.wait(timeout=10)
            end = time.monotonic() + 5
            left = lambda: {doing: [pid for pid in pids if is_alive(pid)] for doing, pids in kernels.items()}
            while any(left().values()) and time.monotonic() < end:
                time.sleep(0.05)
            self.assertEqual(left(), {doing: [] for doing in CELLS})
        finally:
            server.stdout.close()
            server.kill()
            server.wait()

    def test_killed_whatever_its_kernels_do(self):
        self.assert_dies(signal.SIGKILL)

    def test_terminated_whatever_its_kernels_do(self):
        self.assert_dies(signal.SIGTERM)

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
