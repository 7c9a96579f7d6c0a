"""Learners in browsers, as far as a hub can tell: they log in, wait for their server, open a lesson
and run it from top to bottom. All of them do each of these things at the same moment.

    python learners.py ADDRESS PASSWORD NOTEBOOK FOLDER NAME…

runs the notebook's cells as if it were in this folder of each learner's JupyterLab, and prints as
JSON how many seconds each step took for each of them, and what came out of the cells.
After each step, with a line `idle` or `done`, it waits for a line of input: time to look at memory.
"""

import asyncio
import json
import sys
import uuid
from http.cookies import SimpleCookie
from pathlib import Path
from time import monotonic
from urllib.parse import quote, urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

AsyncHTTPClient.configure(None, max_clients=200, defaults={"request_timeout": 200, "connect_timeout": 60})
PATIENCE = 600


class Learner:
    def __init__(self, address, name):
        self.address = address
        self.name = name
        self.path = quote(name)
        self.cookies = {}
        self.seconds = {}
        self.headers = {}
        self.socket = None

    async def ask(self, path, method="GET", body=None, headers=None, form=False):
        text = body if form or body is None else json.dumps(body)
        if method == "POST" and text is None:
            text = ""
        cookie = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        request = HTTPRequest(
            self.address + path,
            method=method,
            body=text,
            headers={"Content-Type": "application/json", "Cookie": cookie, **self.headers, **(headers or {})},
            follow_redirects=False,
        )
        answer = await AsyncHTTPClient().fetch(request, raise_error=False)
        for line in answer.headers.get_list("Set-Cookie"):
            self.cookies.update({key: morsel.value for key, morsel in SimpleCookie(line).items()})
        if answer.code >= 400:
            raise HTTPClientError(answer.code, f"{method} {path}: {answer.body[:300]}")
        return json.loads(answer.body) if "json" in answer.headers.get("Content-Type", "") else None

    async def log_in(self, password):
        await self.ask("/hub/login")
        fields = {"username": self.name, "password": password, "_xsrf": self.cookies["_xsrf"]}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        await self.ask("/hub/login?next=/hub/home", "POST", urlencode(fields), form, form=True)
        await self.ask("/hub/home")
        made = await self.ask(
            f"/hub/api/users/{self.path}/tokens", "POST", {}, {"X-XSRFToken": self.cookies["_xsrf"]}
        )
        self.cookies = {}
        self.headers = {"Authorization": f"token {made['token']}"}

    async def start_server(self):
        began = monotonic()
        asked = False
        while monotonic() - began < PATIENCE:
            try:
                user = await self.ask(f"/hub/api/users/{self.path}")
                if user["servers"].get("", {}).get("ready"):
                    break
                if not asked:
                    await self.ask(f"/hub/api/users/{self.path}/server", "POST")
                    asked = True
            except HTTPClientError as error:
                # Too many servers start just now: the hub's page, too, tries again.
                if error.code != 429:
                    raise
            await asyncio.sleep(0.5)
        self.seconds["server"] = monotonic() - began

    async def start_kernel(self, path):
        began = monotonic()
        session = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "tslab"}}
        made = await self.ask(f"/user/{self.path}/api/sessions", "POST", session)
        channels = f"/user/{self.path}/api/kernels/{made['kernel']['id']}/channels"
        address = "ws" + self.address.removeprefix("http") + channels
        request = HTTPRequest(address, headers=self.headers, connect_timeout=60)
        self.socket = await websocket_connect(request, max_message_size=2**28)
        [shown] = await self.run("1 + 1")
        assert shown["data"]["text/plain"] == "2", shown
        self.seconds["kernel"] = monotonic() - began

    async def run(self, source):
        """What a cell shows, until the kernel is idle again."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "username": "", "session": "s", "version": "5.3"}
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}
        await self.socket.write_message(json.dumps(message))
        shown = []
        while True:
            text = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
            if text is None:
                raise ConnectionError(f"{self.name}: the kernel's socket was closed")
            if isinstance(text, bytes):
                continue
            got = json.loads(text)
            if got["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            if got["msg_type"] == "error":
                raise RuntimeError(f"{self.name}: {got['content']['ename']}: {got['content']['evalue']}")
            if got["msg_type"] in ("execute_result", "display_data"):
                shown.append(got["content"])
            if got["msg_type"] == "status" and got["content"]["execution_state"] == "idle":
                return shown

    async def run_lesson(self, cells):
        began = monotonic()
        shown = [output for cell in cells for output in await self.run(cell)]
        self.seconds["lesson"] = monotonic() - began
        self.figures = sum("application/vnd.plotly.v1+json" in each["data"] for each in shown)
        self.said = [each["data"].get("text/plain", "") for each in shown]


def code_of(file):
    cells = json.loads(Path(file).read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


async def main(address, password, notebook, folder, *names):
    learners = [Learner(address, name) for name in names]

    async def everyone(do):
        outcomes = await asyncio.gather(*map(do, learners), return_exceptions=True)
        for learner, outcome in zip(learners, outcomes):
            if isinstance(outcome, BaseException):
                raise RuntimeError(f"{learner.name}: {outcome!r}") from outcome

    def report(state):
        print(state, flush=True)
        sys.stdin.readline()

    cells = code_of(notebook)
    path = f"{folder}/{Path(notebook).name}"
    await everyone(lambda learner: learner.log_in(password))
    await everyone(lambda learner: learner.start_server())
    await everyone(lambda learner: learner.start_kernel(path))
    report("idle")
    await everyone(lambda learner: learner.run_lesson(cells))
    report("done")
    print(json.dumps([{"name": each.name, "figures": each.figures, "said": each.said, **each.seconds} for each in learners]))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
