"""Runs notebooks one after the other on one kernel, and prints them, with their outputs, as JSON.

    python run.py FOLDER NOTEBOOK...

The first is run from scratch, and the others find what the ones before them have left, as cells do
that a reader runs again. Cells that fail keep their error as an output, and the next ones run.
"""

import json
import sys

import nbformat
from nbclient import NotebookClient


def main() -> int:
    folder, *paths = sys.argv[1:]
    notebooks = [nbformat.read(path, as_version=4) for path in paths]
    client = NotebookClient(
        notebooks[0],
        timeout=300,
        kernel_name=notebooks[0].metadata.kernelspec.name,
        resources={"metadata": {"path": folder}},
        record_timing=False,
        allow_errors=True,
        coalesce_streams=True,
    )
    with client.setup_kernel():
        for notebook in notebooks:
            client.nb = notebook
            client.reset_execution_trackers()
            for index, cell in enumerate(notebook.cells):
                if cell.cell_type == "code":
                    cell.outputs = []
                    cell.execution_count = None
                    client.execute_cell(cell, index)
    json.dump([json.loads(nbformat.writes(notebook, version=4)) for notebook in notebooks], sys.stdout)
    return 0


sys.exit(main())
