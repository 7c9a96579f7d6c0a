"""Thirty people start the adder lesson at the same moment."""

import itertools
import json
import re
import threading
import unittest

from frontend import ROOT, Frontend
from processes import megabytes

PEOPLE = 30


def lesson_cells():
    """The lesson with short sums and trainings, up to its first own network that was trained."""
    notebook = json.loads((ROOT / "notebooks" / "05-binary-adder.ipynb").read_text())
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    parameters, *cells = itertools.takewhile(lambda source: "explore(" not in source, sources)
    values = {"iterations": 1000, "bits": 4}
    pattern = rf"({'|'.join(values)}): {{ value: \d+"
    short, count = re.subn(pattern, lambda found: f"{found[1]}: {{ value: {values[found[1]]}", parameters)
    assert count == len(values), parameters
    return [short, *cells]


def without_ids(text):
    """Comms and displays have names of their own in every kernel."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "id", text)


class Classroom(unittest.TestCase):
    def test_thirty_kernels_at_once_come_to_the_same_numbers(self):
        cells = lesson_cells()
        outputs: list[list[str] | None] = [None] * PEOPLE
        memory = [0.0] * PEOPLE
        everyone_has_finished = threading.Barrier(PEOPLE)

        def attend(seat):
            frontend = Frontend()
            try:
                seen = []
                for cell in cells:
                    run = frontend.run(cell, timeout=600)
                    if run.status != "ok":
                        raise AssertionError(run.traceback)
                    # How many pictures of the training are drawn depends on the machine; what the
                    # cell results in does not.
                    for kind in ("execute_result", "stream"):
                        seen += [json.dumps(content, sort_keys=True) for content in run.of(kind)]
                outputs[seat] = [without_ids(text) for text in seen]
                everyone_has_finished.wait(600)
                memory[seat] = megabytes(frontend.pid)[1]
                everyone_has_finished.wait(600)
            finally:
                frontend.close()

        threads = [threading.Thread(target=attend, args=(seat,)) for seat in range(PEOPLE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(f"{PEOPLE} kernels hold {sum(memory):.0f} MB in all, {sum(memory) / PEOPLE:.0f} MB each")
        self.assertGreater(len(outputs[0] or []), 2)
        for seat in range(PEOPLE):
            self.assertEqual(outputs[seat], outputs[0], f"seat {seat}")


if __name__ == "__main__":
    unittest.main()
