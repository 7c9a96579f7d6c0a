"""Runs a notebook from top to bottom and prints it, with its outputs, as JSON.

    python run_notebook.py NOTEBOOK ROOT [ALLOWED_SECONDS_A_CELL]

On the kernel that the notebook names, in the folder ROOT. Ends with 1 at the first cell that fails.
"""

import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError


def main() -> int:
    path, root, *rest = sys.argv[1:]
    seconds = int(rest[0]) if rest else 300
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    client = NotebookClient(
        notebook,
        timeout=seconds,
        kernel_name=notebook.metadata.kernelspec.name,
        resources={"metadata": {"path": root}},
        record_timing=False,
        coalesce_streams=True,
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError) as error:
        print(error, file=sys.stderr)
        return 1
    print(nbformat.writes(notebook, version=4))
    return 0


sys.exit(main())
