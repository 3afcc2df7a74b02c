"""The kernel under jupyter_client, whose sockets are libzmq's."""

import re
import time
import unittest
from queue import Empty

from jupyter_client.manager import start_new_kernel

patience = 30


class Client(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_new_kernel(kernel_name="activation-lab", startup_timeout=patience)

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel()

    def run_cell(self, code, **more):
        messages = []
        reply = self.client.execute_interactive(code, timeout=patience, output_hook=messages.append, **more)
        return reply["content"], messages

    def printed(self, code, **more):
        reply, messages = self.run_cell(code, **more)
        self.assertEqual(reply["status"], "ok", reply)
        return "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")

    def test_order_of_messages(self):
        reply, messages = self.run_cell("console.log('out'); 1 + 1")
        kinds = [m["msg_type"] for m in messages]
        self.assertEqual(kinds, ["status", "execute_input", "stream", "execute_result", "status"])
        self.assertEqual(reply["status"], "ok")

    def test_many_lines(self):
        lines = self.printed("for (let i = 0; i < 100000; i++) console.log(i)").split("\n")
        self.assertEqual(lines, [str(i) for i in range(100000)] + [""])

    def test_question(self):
        answers = iter(["Ada"])
        said = self.printed(
            "console.log('hello ' + prompt('name? '))",
            allow_stdin=True,
            stdin_hook=lambda _: self.client.input(next(answers)),
        )
        self.assertEqual(said, "hello Ada\n")

    def test_interrupts(self):
        self.run_cell("const kept = 'kept'")
        for code in ["while (true) {}", "await new Promise(() => {})", "await 1; for (;;) {}"]:
            message = self.client.execute(f"console.log('begun'); {code}")
            while self.client.get_iopub_msg(timeout=patience)["msg_type"] != "stream":
                pass
            self.manager.interrupt_kernel()
            reply = self.client.get_shell_msg(timeout=patience)
            self.assertEqual(reply["parent_header"]["msg_id"], message)
            self.assertEqual(reply["content"]["status"], "error")
        self.drain()
        self.assertEqual(self.printed("console.log(kept)"), "kept\n")

    def test_late_output_has_its_own_parent(self):
        reply = self.client.execute_interactive(
            "setTimeout(() => console.log('late'), 100); 0", timeout=patience, output_hook=lambda _: None
        )
        while True:
            message = self.client.get_iopub_msg(timeout=patience)
            if message["msg_type"] == "stream":
                break
        self.assertEqual(message["parent_header"]["msg_id"], reply["parent_header"]["msg_id"])

    def test_traceback_names_cell_and_line(self):
        reply, _ = self.run_cell("interface A {}\n\nthrow new RangeError('far')")
        text = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(reply["traceback"]))
        self.assertRegex(text, r"RangeError: far\n\s+at Cell In\[\d+\], line 3:7")

    def test_restart(self):
        self.run_cell("const before = 1")
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=patience)
        self.assertEqual(self.printed("console.log(typeof before)"), "undefined\n")

    def drain(self):
        time.sleep(0.2)
        while True:
            try:
                self.client.get_iopub_msg(timeout=0.2)
            except Empty:
                return
