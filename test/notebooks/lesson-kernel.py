"""Runs notebooks one after the other on one kernel.

    python lesson-kernel.py FOLDER KERNEL

Reads a notebook a line, as JSON, and writes each with its outputs before it reads the next. The
first is run from scratch, and the others find what the ones before them have left, as cells do that
a reader runs again. Cells that fail keep their error as an output, and the next ones run.
"""

import json
import os
import sys

import nbformat
from nbclient import NotebookClient


def main() -> None:
    folder, kernel = sys.argv[1:]
    # The kernel gets no hold of the answers' pipe: Node would make it one that does not wait.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    client = NotebookClient(
        nbformat.v4.new_notebook(),
        timeout=300,
        kernel_name=kernel,
        resources={"metadata": {"path": folder}},
        record_timing=False,
        allow_errors=True,
        coalesce_streams=True,
    )
    with client.setup_kernel():
        for line in sys.stdin:
            notebook = nbformat.reads(line, as_version=4)
            client.nb = notebook
            client.reset_execution_trackers()
            for index, cell in enumerate(notebook.cells):
                if cell.cell_type == "code":
                    cell.outputs = []
                    cell.execution_count = None
                    client.execute_cell(cell, index)
            print(json.dumps(notebook), file=answers, flush=True)


main()
