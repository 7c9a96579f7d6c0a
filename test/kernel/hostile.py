"""Hostile frames on every socket: dropped, and nothing is executed."""

import copy
import hashlib
import hmac
import json
import random
import socket
import subprocess
import time
import unittest
from pathlib import Path

import zmq
from frontend import Frontend, KernelTest
from processes import processes_below

DELIMITER = b"<IDS|MSG>"


class Hostile(KernelTest):
    def setUp(self):
        self.context = zmq.Context.instance()
        self.file = self.frontend.manager.get_connection_info()
        self.key = self.file["key"]

    def socket_to(self, channel, kind=zmq.DEALER):
        client = self.context.socket(kind)
        client.linger = 0
        client.connect(f"tcp://{self.file['ip']}:{self.file[channel + '_port']}")
        self.addCleanup(client.close)
        return client

    def signed(self, parts, key=None):
        signature = hmac.new(key if key is not None else self.key, b"".join(parts), hashlib.sha256)
        return [DELIMITER, signature.hexdigest().encode(), *parts]

    def parts(self, code, number=0):
        header = {"msg_id": f"hostile-{number}-{random.random()}", "session": "s", "username": "u", "date": "2020-01-01T00:00:00Z", "msg_type": "execute_request", "version": "5.4"}
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        return [json.dumps(part).encode() for part in (header, {}, {}, content)]

    def assert_nothing_ran(self):
        time.sleep(0.3)
        self.assertEqual(self.value("typeof (globalThis as any).hacked"), "'undefined'")
        self.assertTrue(self.frontend.heartbeat())

    HACK = "(globalThis as any).hacked = true"

    def test_wrong_signature(self):
        shell = self.socket_to("shell")
        good = self.signed(self.parts(self.HACK))
        for bad in (b"", b"0" * 64, good[1][:-1] + (b"0" if good[1][-1:] != b"0" else b"1"), good[1].upper(), good[1] * 2, b"\xff" * 64):
            shell.send_multipart([DELIMITER, bad, *good[2:]])
        shell.send_multipart(self.signed(self.parts(self.HACK), key=b"another key"))
        self.assert_nothing_ran()

    def test_replay(self):
        shell = self.socket_to("shell")
        self.run_ok("(globalThis as any).replays = 0")
        frames = self.signed(self.parts("(globalThis as any).replays++"))
        for _ in range(5):
            shell.send_multipart(frames)
        time.sleep(0.3)
        self.assertEqual(self.value("(globalThis as any).replays"), "1")
        self.socket_to("control").send_multipart(frames)
        time.sleep(0.2)
        self.assertEqual(self.value("(globalThis as any).replays"), "1")

    def test_missing_parts_broken_json_and_wrong_types(self):
        parts = self.parts(self.HACK)
        broken = [[DELIMITER], [], [b""], [DELIMITER, b""], *(self.signed(parts[:n]) for n in range(4))]
        for position in range(4):
            for junk in (b"", b"{", b"null", b"[]", b"5", b'"x"', b"\xff\xfe", b"[" * 10000):
                changed = copy.copy(parts)
                changed[position] = junk
                if position in (0, 3):
                    broken.append(self.signed(changed))
        header = json.loads(parts[0])
        for key in ("msg_id", "msg_type", "session"):
            for junk in (None, 5, [], {}):
                broken.append(self.signed([json.dumps({**header, key: junk, "n": random.random()}).encode(), *parts[1:]]))
        for kind in ("__proto__", "constructor", "toString", "", "execute_reply", "x" * 10000):
            broken.append(self.signed([json.dumps({**header, "msg_type": kind}).encode(), *parts[1:]]))
        for channel in ("shell", "control"):
            client = self.socket_to(channel)
            for frames in broken:
                if frames:
                    client.send_multipart(frames)
        self.assert_nothing_ran()

    def test_contents_of_wrong_types(self):
        client = self.frontend.client
        junk = [None, 5, [], {}, True, "text", -1, 1e308, ["x"], {"__proto__": 1}]
        sent = 0
        for kind, keys in [
            ("execute_request", ["code", "user_expressions"]),
            ("complete_request", ["code", "cursor_pos"]),
            ("inspect_request", ["code", "cursor_pos"]),
            ("is_complete_request", ["code"]),
            ("history_request", ["hist_access_type", "n", "start", "session", "pattern"]),
            ("comm_open", ["comm_id", "target_name", "data"]),
            ("comm_msg", ["comm_id", "data"]),
            ("comm_info_request", ["target_name"]),
            ("debug_request", ["command"]),
        ]:
            for key in keys:
                for value in junk:
                    content = {"code": "1", "cursor_pos": 0, "hist_access_type": "tail", "comm_id": "c", key: value}
                    client.shell_channel.send(client.session.msg(kind, content))
                    sent += 1
        self.assertGreater(sent, 100)
        self.assert_nothing_ran()

    def test_megabytes_of_garbage(self):
        garbage = random.Random(1).randbytes(1 << 20)
        for channel in ("shell", "control", "stdin"):
            client = self.socket_to(channel)
            client.send_multipart([garbage])
            client.send_multipart([DELIMITER, garbage, garbage])
            client.send_multipart([garbage] * 8)
            client.send_multipart(self.signed([garbage] * 4))
        subscriber = self.socket_to("iopub", zmq.XSUB)
        subscriber.send(garbage)
        subscriber.send(b"\x01" + garbage[: 1 << 16])
        heart = self.socket_to("hb", zmq.DEALER)
        heart.send_multipart([b"", garbage])
        self.assertEqual(heart.recv_multipart(), [b"", garbage])
        self.assert_nothing_ran()

    def test_bytes_that_are_not_zeromq(self):
        random_bytes = random.Random(2).randbytes
        for channel in ("shell", "control", "stdin", "iopub", "hb"):
            for size in (1, 64, 100_000):
                with socket.create_connection((self.file["ip"], self.file[f"{channel}_port"])) as plain:
                    try:
                        plain.sendall(random_bytes(size))
                    except OSError:
                        pass
            with socket.create_connection((self.file["ip"], self.file[f"{channel}_port"])) as plain:
                plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
        self.assert_nothing_ran()

    def test_fuzz_with_thousands_of_frames(self):
        chance = random.Random(20260101)
        good = self.signed(self.parts(self.HACK))
        sockets = [(self.socket_to(c), c) for c in ("shell", "control", "stdin")]
        for number in range(4000):
            client, _ = chance.choice(sockets)
            frames = list(good) if chance.random() < 0.7 else [chance.randbytes(chance.randrange(200)) for _ in range(chance.randrange(1, 9))]
            for _ in range(chance.randrange(1, 4)):
                at = chance.randrange(len(frames))
                how = chance.randrange(5)
                if how == 0:
                    frames[at] = chance.randbytes(chance.randrange(300))
                elif how == 1:
                    del frames[at]
                elif how == 2:
                    frames.insert(at, chance.randbytes(chance.randrange(50)))
                elif how == 3 and frames[at]:
                    flipped = bytearray(frames[at])
                    flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
                    frames[at] = bytes(flipped)
                else:
                    chance.shuffle(frames)
                if not frames:
                    frames = [b""]
            # Frames before the delimiter are a route, and after the content are buffers: both are valid.
            if good != frames[frames.index(DELIMITER) :][:6] if DELIMITER in frames else True:
                client.send_multipart(frames)
        subscriber = self.socket_to("iopub", zmq.XSUB)
        heart = self.socket_to("hb", zmq.DEALER)
        for number in range(1000):
            subscriber.send(chance.randbytes(chance.randrange(100)))
            heart.send_multipart([chance.randbytes(chance.randrange(100)) for _ in range(chance.randrange(1, 4))])
        self.assert_nothing_ran()
        self.assertEqual(self.value("1 + 1"), "2")


class Sockets(unittest.TestCase):
    def test_binds_where_the_connection_file_says_and_nowhere_else(self):
        frontend = Frontend()
        try:
            file = frontend.manager.get_connection_info()
            frontend.run("1")
            ports = {file[f"{channel}_port"] for channel in ("shell", "control", "stdin", "iopub", "hb")}
            inodes = set()
            for pid in processes_below(frontend.pid):
                listing = subprocess.run(["ls", "-l", f"/proc/{pid}/fd"], capture_output=True, text=True)
                inodes |= {word[8:-1] for word in listing.stdout.split() if word.startswith("socket:[")}
            listening = set()
            for table in ("/proc/net/tcp", "/proc/net/tcp6"):
                for line in Path(table).read_text().splitlines()[1:]:
                    fields = line.split()
                    if fields[3] == "0A" and fields[9] in inodes:
                        address, port = fields[1].split(":")
                        listening.add((address, int(port, 16)))
            self.assertEqual(listening, {("0100007F", port) for port in ports})
        finally:
            frontend.close()

    def test_complaints_are_logged_once(self):
        from frontend import ROOT
        import os
        import sys
        import tempfile

        with tempfile.TemporaryFile() as log:
            from jupyter_client.manager import KernelManager

            manager = KernelManager(kernel_name="tslab")
            manager.start_kernel(cwd=str(ROOT), stderr=log)
            client = manager.client()
            client.start_channels()
            try:
                client.wait_for_ready(timeout=60)
                file = manager.get_connection_info()
                dealer = zmq.Context.instance().socket(zmq.DEALER)
                dealer.linger = 0
                dealer.connect(f"tcp://{file['ip']}:{file['shell_port']}")
                for number in range(500):
                    dealer.send_multipart([DELIMITER, b"bad", b"{}", b"{}", b"{}", str(number).encode()])
                time.sleep(0.5)
                client.execute("1", reply=True, timeout=60)
                dealer.close()
                log.seek(0)
                lines = [line for line in log.read().decode().splitlines() if line.startswith("kernel:")]
                self.assertEqual(lines, ["kernel: dropped a message: wrong signature"])
            finally:
                client.stop_channels()
                manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    unittest.main()
