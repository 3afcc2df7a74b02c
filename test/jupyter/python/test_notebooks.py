"""Whole notebooks under nbclient, nbconvert, papermill and a JupyterLab server."""

import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

try:
    import papermill
except ImportError:
    papermill = None
try:
    import jupyterlab
    import websocket
except ImportError:
    jupyterlab = None

patience = 60
metadata = {"kernelspec": {"name": "activation-lab", "display_name": "TypeScript", "language": "typescript"}}


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def saved(folder, *sources):
    path = Path(folder, "notebook.ipynb")
    nbformat.write(notebook(*sources), path)
    return path


class Notebooks(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def execute(self, book, **more):
        NotebookClient(book, timeout=patience, resources={"metadata": {"path": self.folder.name}}, **more).execute()
        return book

    def test_nbclient(self):
        Path(self.folder.name, "local.ts").write_text("export const local: number = 7")
        book = self.execute(notebook("import { local } from './local'", "console.log('out'); local", "[{ a: 1 }]"))
        out, result = book.cells[1].outputs
        self.assertEqual(out.text, "out\n")
        self.assertEqual((result.output_type, result.data["text/plain"]), ("execute_result", "7"))
        self.assertIn("<table", book.cells[2].outputs[0].data["text/html"])
        nbformat.validate(book)

    def test_nbclient_stops_at_an_error(self):
        book = notebook("1", "throw new Error('on purpose')", "3")
        with self.assertRaisesRegex(CellExecutionError, "on purpose"):
            self.execute(book)
        self.assertEqual(book.cells[2].outputs, [])

    def test_nbclient_goes_on_when_errors_are_allowed(self):
        book = self.execute(notebook("throw new Error('on purpose')", "1 + 2"), allow_errors=True)
        self.assertEqual(book.cells[0].outputs[0].ename, "Error")
        self.assertEqual(book.cells[1].outputs[0].data["text/plain"], "3")

    def test_nbclient_stops_at_its_time_limit(self):
        book = notebook("for (;;) {}")
        client = NotebookClient(book, timeout=2, interrupt_on_timeout=True)
        with self.assertRaises(CellExecutionError):
            client.execute()

    def test_parameters_cell(self):
        book = notebook("const lr = 0.1", "lr * 2")
        book.cells[0].metadata.tags = ["parameters"]
        injected = nbformat.v4.new_code_cell("let lr = 0.25", metadata={"tags": ["injected-parameters"]})
        book.cells.insert(1, injected)
        self.assertEqual(self.execute(book).cells[2].outputs[0].data["text/plain"], "0.5")

    def test_nbconvert(self):
        path = saved(self.folder.name, "const a: number = 20", "a + 1")
        for kind, expected in [("notebook", '"21"'), ("html", "21"), ("script", "const a: number = 20")]:
            options = [] if kind == "script" else ["--execute"]
            command = [sys.executable, "-m", "nbconvert", "--to", kind, *options, "--stdout", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=patience)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(expected, done.stdout)

    @unittest.skipIf(papermill is None, "papermill is not installed: pip did not find it")
    def test_papermill(self):
        from papermill.translators import JavascriptTranslator, papermill_translators

        papermill_translators.register("typescript", JavascriptTranslator)
        path = saved(self.folder.name, "let lr = 0.1", "lr * 2")
        book = nbformat.read(path, 4)
        book.cells[0].metadata.tags = ["parameters"]
        nbformat.write(book, path)
        out = papermill.execute_notebook(str(path), None, parameters={"lr": 0.25}, progress_bar=False)
        self.assertEqual(out.cells[-1].outputs[0].data["text/plain"], "0.5")


@unittest.skipIf(jupyterlab is None, "jupyterlab is not installed: pip did not find it")
class Lab(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        saved(cls.folder.name, "1")
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.token=t", "--allow-root"]
        environment = {**os.environ, "JUPYTER_RUNTIME_DIR": cls.folder.name}
        cls.server = subprocess.Popen(
            command, cwd=cls.folder.name, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        cls.address = cls.wait_for_address()

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait(patience)
        cls.folder.cleanup()

    @classmethod
    def wait_for_address(cls):
        end = time.time() + patience
        while time.time() < end:
            for file in Path(cls.folder.name).glob("jpserver-*.json"):
                # It may be there and not yet written.
                if text := file.read_text():
                    return json.loads(text)["url"]
            time.sleep(0.1)
        raise TimeoutError("JupyterLab did not start.")

    def ask(self, path, content=None):
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(f"{self.address}api/{path}", body, {"Authorization": "token t"})
        with urllib.request.urlopen(request, timeout=patience) as answer:
            return json.load(answer)

    def test_kernel_is_offered_with_its_logos(self):
        spec = self.ask("kernelspecs")["kernelspecs"]["activation-lab"]
        self.assertEqual(spec["spec"]["language"], "typescript")
        self.assertLessEqual({"logo-32x32", "logo-64x64", "logo-svg"}, set(spec["resources"]))

    def test_a_session_runs_cells(self):
        asked = {"path": "notebook.ipynb", "name": "", "type": "notebook", "kernel": {"name": "activation-lab"}}
        kernel = self.ask("sessions", asked)["kernel"]["id"]
        address = self.address.replace("http", "ws", 1)
        channel = websocket.create_connection(f"{address}api/kernels/{kernel}/channels?token=t", timeout=patience)
        header = {"msg_id": "m", "session": "s", "username": "", "date": "", "msg_type": "execute_request", "version": "5.4"}
        content = {"code": "import.meta.filename.split('/').pop()", "silent": False, "store_history": True}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        channel.send(json.dumps(message))
        while True:
            heard = json.loads(channel.recv())
            if heard["msg_type"] == "execute_result":
                break
        channel.close()
        self.assertEqual(heard["content"]["data"]["text/plain"], "'notebook.ipynb'")
