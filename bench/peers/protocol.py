"""What a Python peer is asked on standard input, and answers: see peer.ts."""

import resource
import sys
import time

import numpy as np

X = 2
RATE = 0.1


def serve(create):
    """create(model, H, T, parameters) gives a function that trains on x (T × X) and d (T × 1), once,
    and returns Σ_t |d^t − y^t|. `parameters` are arrays by their names in src/network."""
    step = None
    examples = []
    position = 0

    def train():
        nonlocal position
        error = step(*examples[position])
        position = (position + 1) % len(examples)
        return error

    for line in sys.stdin:
        command, *words = line.split()
        if command == "prepare":
            model, H, T, count, path = words[0], int(words[1]), int(words[2]), int(words[3]), words[4]
            x, d, parameters = read(model, H, T, count, path)
            step, examples = create(model, H, T, x, d, parameters)
            position = 0
            print(repr(float(sum(train() for _ in range(count)))), flush=True)
        elif command == "run":
            seconds = float(words[0])
            iterations = 0
            start = time.process_time()
            while (used := time.process_time() - start) < seconds:
                train()
                iterations += 1
            print(used / iterations * 1e9, flush=True)
        else:
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)


def read(model, H, T, count, path):
    numbers = np.fromfile(path)
    position = 0

    def take(*shape):
        nonlocal position
        size = int(np.prod(shape))
        position += size
        return numbers[position - size : position].reshape(shape).copy()

    x = take(count, T, X)
    d = take(count, T, 1)
    if model == "rnn":
        shapes = {"V": (X, H), "U": (H, H), "W": (H, 1)}
    else:
        shapes = {f"W_{gate}": (H + X, H) for gate in "fiCo"}
        shapes |= {f"b_{gate}": (H,) for gate in "fiCo"}
        shapes |= {"W": (H, 1), "b_y": (1,)}
    return x, d, {name: take(*shape) for name, shape in shapes.items()}


def side_by_side(parameters):
    """An LSTM's parameters with those of the gates f, i, o and Ĉ joined, for one product each step."""
    return {
        "weights": np.hstack([parameters[f"W_{gate}"] for gate in "fioC"]),
        "b": np.hstack([parameters[f"b_{gate}"] for gate in "fioC"]),
        "W": parameters["W"],
        "b_y": parameters["b_y"],
    }
