"""A cell asks its reader: `prompt`, `confirm`, `alert`, and the host's `input`."""

import time
import unittest

from frontend import KernelTest

HOST = "const host = (globalThis as any)[Symbol.for('Jupyter.host')];"


class Reader(KernelTest):
    def ask(self, code, *answers):
        """Runs a cell that asks; what was asked, and what came of it."""
        msg_id = self.frontend.send(code, allow_stdin=True)
        questions = []
        for answer in answers:
            question = self.frontend.client.get_stdin_msg(timeout=20)
            self.assertEqual(question["msg_type"], "input_request")
            self.assertEqual(question["parent_header"]["msg_id"], msg_id)
            questions.append((question["content"]["prompt"], question["content"]["password"]))
            self.frontend.client.input(answer)
        return questions, self.frontend.finish(msg_id)

    def test_prompt(self):
        questions, run = self.ask("const name = prompt('Your name?'); `Hello ${name}`", "Ada 😀")
        self.assertEqual(questions, [("Your name? ", False)])
        self.assertEqual(run.result, "'Hello Ada 😀'")
        _, run = self.ask("[prompt('a', 'preset'), prompt('b'), prompt(), await prompt('d')]", "", "", "x", "y")
        self.assertEqual(run.result, "[ 'preset', null, 'x', 'y' ]")

    def test_confirm_and_alert(self):
        questions, run = self.ask("[confirm('Sure?'), confirm(), confirm()]", "y", " YES ", "")
        self.assertEqual(questions[0], ("Sure? [y/N] ", False))
        self.assertEqual(run.result, "[ true, true, false ]")
        _, run = self.ask("alert('Look'); 'seen'", "")
        self.assertEqual(run.result, "'seen'")

    def test_password(self):
        questions, run = self.ask(HOST + "host.input('Secret:', { password: true })", "s3cret")
        self.assertEqual(questions, [("Secret:", True)])
        self.assertEqual(run.result, "'s3cret'")

    def test_what_was_printed_comes_before_the_question(self):
        msg_id = self.frontend.send("console.log('first'); prompt('then')", allow_stdin=True)
        self.frontend.client.get_stdin_msg(timeout=20)
        self.assertEqual(self.frontend.wait_for(msg_id, "stream", timeout=10)["text"], "first\n")
        self.frontend.client.input("x")
        self.assertEqual(self.frontend.finish(msg_id).status, "ok")

    def test_a_front_end_without_input(self):
        run = self.frontend.run("prompt('anyone?')", allow_stdin=False, timeout=20)
        self.assertEqual(run.status, "error")
        self.assertIn("takes no input", run.reply["evalue"])
        self.run_ok("let why = ''; setTimeout(() => { try { prompt() } catch (error) { why = String(error) } }, 20); 0")
        time.sleep(0.3)
        self.assertIn("takes no input", self.value("why"))

    def test_stop_while_it_waits_for_an_answer(self):
        self.run_ok("let kept = 0")
        pid = self.value("process.pid")
        msg_id = self.frontend.send("kept = 1; const here = 2; prompt('ever?')", allow_stdin=True)
        self.frontend.client.get_stdin_msg(timeout=20)
        self.assertTrue(self.frontend.heartbeat())
        self.assertIn("Math", self.frontend.ask("complete_request", {"code": "Mat", "cursor_pos": 3})["matches"])
        began = self.frontend.interrupt()
        self.assertEqual(self.frontend.finish(msg_id, timeout=20).reply["ename"], "Interrupted")
        self.assertLess(time.monotonic() - began, 5)
        self.assertEqual(self.value("[kept, here]"), "[ 1, 2 ]")
        self.assertEqual(self.value("process.pid"), pid)
        # The answer that comes too late is not another question's.
        self.frontend.client.input("late")
        _, run = self.ask("prompt('again')", "new")
        self.assertEqual(run.result, "'new'")


if __name__ == "__main__":
    unittest.main()
