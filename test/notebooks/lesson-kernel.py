"""Runs notebooks one after the other on one kernel.

    python lesson-kernel.py FOLDER KERNEL

Reads a notebook a line, as JSON, and writes each with its outputs before it reads the next. The
first is run from scratch, and the others find what the ones before them have left, as cells do that
a reader runs again. Cells that fail keep their error as an output, and the next ones run. What the
kernel says of its records of cells is in the notebook's metadata.
"""

import json
import os
import sys

import nbformat
from nbclient import NotebookClient

RECORDS = "unrolled-records"


class Client(NotebookClient):
    """Tells the kernel which cell it is that runs, as JupyterLab does, and hears what it records."""

    records: list = []

    def watch(self) -> None:
        content = {"comm_id": RECORDS, "target_name": RECORDS, "data": {}}
        self.kc.shell_channel.send(self.kc.session.msg("comm_open", content))

    def run(self, cell, index: int) -> None:
        self.kc.session.metadata = {"cellId": cell.id}
        self.execute_cell(cell, index)

    def handle_comm_msg(self, outs, msg, cell_index) -> None:
        if msg["content"]["comm_id"] == RECORDS:
            self.records.append(msg["content"]["data"])
        else:
            super().handle_comm_msg(outs, msg, cell_index)


def main() -> None:
    folder, kernel = sys.argv[1:]
    # The kernel gets no hold of the answers' pipe: Node would make it one that does not wait.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    client = Client(
        nbformat.v4.new_notebook(),
        timeout=300,
        kernel_name=kernel,
        resources={"metadata": {"path": folder}},
        record_timing=False,
        allow_errors=True,
        coalesce_streams=True,
    )
    with client.setup_kernel():
        client.watch()
        for line in sys.stdin:
            notebook = nbformat.reads(line, as_version=4)
            client.nb = notebook
            client.reset_execution_trackers()
            client.records = []
            for index, cell in enumerate(notebook.cells):
                if cell.cell_type == "code":
                    cell.outputs = []
                    cell.execution_count = None
                    client.run(cell, index)
            notebook.metadata["records"] = client.records
            print(json.dumps(notebook), file=answers, flush=True)


main()
