"""A front end for tests: drives a kernel over its sockets, as JupyterLab does."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import unittest
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 120


class Run:
    """What came of one request: its reply and every message that names it as the parent."""

    def __init__(self, reply: dict[str, Any], messages: list[dict[str, Any]]):
        self.reply = reply["content"]
        self.messages = messages

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [m["content"] for m in self.messages if m["msg_type"] == kind]

    @property
    def kinds(self) -> list[str]:
        return [m["msg_type"] for m in self.messages]

    @property
    def status(self) -> str:
        return self.reply["status"]

    @property
    def result(self) -> str | None:
        results = self.of("execute_result")
        return results[0]["data"]["text/plain"] if results else None

    def text(self, name: str = "stdout") -> str:
        return "".join(c["text"] for c in self.of("stream") if c["name"] == name)

    @property
    def traceback(self) -> str:
        return "\n".join(line for c in self.of("error") for line in c["traceback"])


class Frontend:
    """A kernel and the connection to it."""

    def __init__(
        self,
        name: str = "tslab",
        cwd: str | None = None,
        env: dict[str, str] | None = None,
        argv: Callable[[list[str]], list[str]] | None = None,
    ):
        self.manager = KernelManager(kernel_name=name)
        if argv:
            self.manager.kernel_spec.argv = argv(self.manager.kernel_spec.argv)
        # A history of its own.
        self.data = tempfile.TemporaryDirectory()
        env = {**os.environ, "JUPYTER_DATA_DIR": self.data.name, **(env or {})}
        self.manager.start_kernel(cwd=cwd or str(ROOT / "notebooks"), env=env)
        self.client: BlockingKernelClient = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)

    @property
    def pid(self) -> int:
        return self.manager.provisioner.pid

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.data.cleanup()

    def request(self, kind: str, content: dict[str, Any], channel: str = "shell", **extra: Any) -> str:
        message = self.client.session.msg(kind, content)
        message.update(extra)
        getattr(self.client, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def reply(self, msg_id: str, channel: str = "shell", timeout: float = TIMEOUT) -> dict[str, Any]:
        end = time.monotonic() + timeout
        while True:
            message = getattr(self.client, f"get_{channel}_msg")(timeout=max(0.01, end - time.monotonic()))
            if message["parent_header"].get("msg_id") == msg_id:
                return message

    def ask(self, kind: str, content: dict[str, Any] | None = None, channel: str = "shell") -> dict[str, Any]:
        """The content of the reply to a request."""
        return self.reply(self.request(kind, content or {}, channel), channel)["content"]

    def until_idle(self, msg_id: str, timeout: float = TIMEOUT) -> list[dict[str, Any]]:
        messages = []
        end = time.monotonic() + timeout
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            messages.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return messages

    def send(self, code: str, **options: Any) -> str:
        return self.client.execute(code, **options)

    def finish(self, msg_id: str, timeout: float = TIMEOUT) -> Run:
        messages = self.until_idle(msg_id, timeout)
        return Run(self.reply(msg_id, timeout=timeout), messages)

    def run(self, code: str, timeout: float = TIMEOUT, **options: Any) -> Run:
        return self.finish(self.send(code, **options), timeout)

    def wait_for(self, msg_id: str, kind: str, timeout: float = TIMEOUT) -> dict[str, Any]:
        """The next message of a kind about a request."""
        end = time.monotonic() + timeout
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
            if message["parent_header"].get("msg_id") == msg_id and message["msg_type"] == kind:
                return message["content"]

    def quiet(self, seconds: float) -> list[dict[str, Any]]:
        """What arrives on iopub within some seconds."""
        messages = []
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                messages.append(self.client.get_iopub_msg(timeout=left))
            except Empty:
                break
        return messages

    def heartbeat(self) -> bool:
        """Whether what is sent to the heartbeat's socket comes back."""
        file = self.manager.get_connection_info()
        with zmq.Context.instance().socket(zmq.REQ) as heart:
            heart.linger = 0
            heart.connect(f"tcp://{file['ip']}:{file['hb_port']}")
            heart.send(b"still there?")
            return bool(heart.poll(10_000)) and heart.recv() == b"still there?"

    def interrupt(self) -> float:
        """Asks for an interrupt; when it was asked for."""
        self.request("interrupt_request", {}, "control")
        return time.monotonic()


class KernelTest(unittest.TestCase):
    """Tests on one kernel, started once for the class."""

    env: dict[str, str] = {}
    #: Whether the kernel works in an empty folder, and not in that of the lessons.
    has_own_folder = False
    folder = ROOT / "notebooks"
    frontend: Frontend

    @classmethod
    def setUpClass(cls) -> None:
        if cls.has_own_folder:
            cls.folder = Path(tempfile.mkdtemp(prefix="kernel-test-")).resolve()
            cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.frontend = Frontend(env=cls.env, cwd=str(cls.folder))

    @classmethod
    def tearDownClass(cls) -> None:
        cls.frontend.close()

    def write(self, name: str, text: str) -> Path:
        """A file in the kernel's own folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def run_ok(self, code: str, **options: Any) -> Run:
        run = self.frontend.run(code, **options)
        self.assertEqual(run.status, "ok", run.traceback)
        return run

    def value(self, code: str) -> str | None:
        return self.run_ok(code).result
