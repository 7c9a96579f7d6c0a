"""Writes numpy-stream.json: numbers of NumPy's legacy generator, for random.test.ts.

    pip install numpy
    python test/network/numpy-stream.py
"""

import json
import pathlib

import numpy as np

HIGHS = [128, 100, 1, 2, 3, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**40, 10**15 + 7, 2**53]


def stream(seed):
    np.random.seed(seed)
    draws = {
        "seed": seed,
        "random": [np.random.random() for _ in range(4)],
        "randint": [[high, [int(np.random.randint(high)) for _ in range(5)]] for high in HIGHS],
        "normal": [np.random.randn() for _ in range(5)],
    }
    # Past the 624 words that the generator makes at a time.
    np.random.random(1000)
    return draws | {"late": [np.random.random() for _ in range(4)]}


path = pathlib.Path(__file__).with_suffix(".json")
streams = [stream(seed) for seed in (0, 1, 2018, 2**32 - 1)]
path.write_text(json.dumps({"numpy": np.__version__, "streams": streams}) + "\n")
