"""Writes pytorch-fixtures.json: what PyTorch's autograd finds, in double precision.

    pip install torch==2.13.0 numpy
    python test/network/pytorch-fixtures.py

The cells are spelled out from the equations, so that the file depends on autograd alone, and the
LSTM is compared with torch.nn.LSTM on the way.
"""

import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)
torch.manual_seed(20)

ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "identity": lambda x: x,
    "softplus": torch.nn.functional.softplus,
    "relu": torch.relu,
    "softmax": lambda x: torch.softmax(x, dim=1),
}


def drawn(rows, cols):
    return (2 * torch.rand(rows, cols) - 1).requires_grad_()


def rnn(theta, x, f, g):
    h = torch.zeros(1, theta["U"].shape[0])
    net_hs, net_ys, ys = [], [], []
    for t in range(x.shape[0]):
        net_h = x[t : t + 1] @ theta["V"] + h @ theta["U"] + theta["b_h"]
        h = ACTIVATIONS[f](net_h)
        net_y = h @ theta["W"] + theta["b_y"]
        net_hs.append(net_h)
        net_ys.append(net_y)
        ys.append(ACTIVATIONS[g](net_y))
    return torch.cat(ys), {"delta_h": net_hs, "delta_y": net_ys}


def lstm(theta, x, g):
    H = theta["W_f"].shape[1]
    h = torch.zeros(1, H)
    C = torch.zeros(1, H)
    nets = {name: [] for name in ("f", "i", "C_hat", "o", "y")}
    Cs, hs, ys = [], [], []
    for t in range(x.shape[0]):
        hx = torch.cat([h, x[t : t + 1]], dim=1)
        net = {
            "f": hx @ theta["W_f"] + theta["b_f"],
            "i": hx @ theta["W_i"] + theta["b_i"],
            "C_hat": hx @ theta["W_C"] + theta["b_C"],
            "o": hx @ theta["W_o"] + theta["b_o"],
        }
        C = torch.sigmoid(net["f"]) * C + torch.sigmoid(net["i"]) * torch.tanh(net["C_hat"])
        h = torch.sigmoid(net["o"]) * torch.tanh(C)
        net["y"] = h @ theta["W"] + theta["b_y"]
        for name, value in net.items():
            nets[name].append(value)
        Cs.append(C)
        hs.append(h)
        ys.append(ACTIVATIONS[g](net["y"]))
    compare_with_torch(theta, x, torch.cat(hs))
    deltas = {f"delta_{name}": values for name, values in nets.items()}
    return torch.cat(ys), {**deltas, "delta_C": Cs, "delta_h": hs}


def compare_with_torch(theta, x, h):
    """torch.nn.LSTM has its gates in the order i, f, C_hat, o, and x before h."""
    X, H = x.shape[1], h.shape[1]
    reference = torch.nn.LSTM(X, H)
    order = ("i", "f", "C", "o")
    with torch.no_grad():
        reference.weight_hh_l0.copy_(torch.cat([theta[f"W_{k}"][:H].T for k in order]))
        reference.weight_ih_l0.copy_(torch.cat([theta[f"W_{k}"][H:].T for k in order]))
        reference.bias_ih_l0.copy_(torch.cat([theta[f"b_{k}"][0] for k in order]))
        reference.bias_hh_l0.zero_()
        assert torch.allclose(reference(x)[0], h, rtol=0, atol=1e-14)


def error(loss, g, d, net_y, y):
    """What each step adds to E, as PyTorch's own functions find it."""
    functional = torch.nn.functional
    if loss == "squared error":
        return ((d - y) ** 2).sum(dim=1) / 2
    if g == "softmax":
        return functional.cross_entropy(net_y, d, reduction="none")
    return functional.binary_cross_entropy_with_logits(net_y, d, reduction="none").sum(dim=1)


def case(kind, X, H, Y, T, f, g, masked, loss="squared error"):
    if kind == "rnn":
        shapes = {"V": (X, H), "U": (H, H), "W": (H, Y), "b_h": (1, H), "b_y": (1, Y)}
    else:
        shapes = {f"W_{k}": (H + X, H) for k in "fiCo"} | {f"b_{k}": (1, H) for k in "fiCo"}
        shapes |= {"W": (H, Y), "b_y": (1, Y)}
    theta = {name: drawn(*shape) for name, shape in shapes.items()}
    x = 2 * torch.rand(T, X) - 1
    d = torch.rand(T, Y)
    if g == "softmax":
        d /= d.sum(dim=1, keepdim=True)
    mask = torch.rand(T) if masked else torch.ones(T)
    y, nodes = rnn(theta, x, f, g) if kind == "rnn" else lstm(theta, x, g)
    for values in nodes.values():
        for value in values:
            value.retain_grad()
    E = (mask * error(loss, g, d, torch.cat(nodes["delta_y"]), y)).sum()
    E.backward()
    # What no path leads from to E has no gradient in PyTorch; here it has the gradient zero.
    found = lambda v: torch.zeros_like(v) if v.grad is None else v.grad
    return {
        "kind": kind,
        "X": X,
        "H": H,
        "Y": Y,
        "f": f,
        "g": g,
        "loss": loss,
        "x": x.tolist(),
        "d": d.tolist(),
        "mask": mask.tolist(),
        "parameters": {name: value.tolist() for name, value in theta.items()},
        "E": E.item(),
        "y": y.tolist(),
        "gradients": {name: found(value).tolist() for name, value in theta.items()},
        "deltas": {name: [found(v)[0].tolist() for v in values] for name, values in nodes.items()},
    }


cases = [
    case("rnn", 1, 1, 1, 1, "sigmoid", "sigmoid", False),
    case("rnn", 2, 5, 1, 8, "sigmoid", "sigmoid", False),
    case("rnn", 3, 4, 2, 6, "tanh", "identity", True),
    case("rnn", 2, 3, 3, 5, "softplus", "tanh", False),
    case("rnn", 2, 3, 2, 4, "relu", "softplus", False),
    case("lstm", 1, 1, 1, 1, None, "sigmoid", False),
    case("lstm", 2, 4, 1, 8, None, "sigmoid", False),
    case("lstm", 3, 5, 2, 6, None, "identity", True),
    case("lstm", 4, 3, 4, 5, None, "tanh", False),
]
def updates(method, clip):
    """Five updates of two matrices by given gradients. The norm is clipped as in the equations:
    PyTorch's own clip_grad_norm_ adds 1e-6 to it."""
    theta = [drawn(2, 3), drawn(1, 2)]
    start = [matrix.tolist() for matrix in theta]
    optimizer = {"adam": torch.optim.Adam, "descent": torch.optim.SGD}[method](theta, lr=0.05)
    gradients = [[torch.randn(2, 3), torch.randn(1, 2)] for _ in range(5)]
    for each in gradients:
        norm = torch.sqrt(sum((g**2).sum() for g in each))
        factor = min(1, clip / norm.item()) if clip is not None else 1
        for matrix, gradient in zip(theta, each):
            matrix.grad = factor * gradient
        optimizer.step()
    return {
        "method": method,
        "alpha": 0.05,
        "clip": clip,
        "start": start,
        "gradients": [[g.tolist() for g in each] for each in gradients],
        "end": [matrix.tolist() for matrix in theta],
    }


optimizers = [updates(method, clip) for method in ("descent", "adam") for clip in (None, 1.5)]
cases += [
    case("rnn", 3, 4, 2, 6, "tanh", "sigmoid", True, "cross-entropy"),
    case("rnn", 4, 5, 4, 7, "sigmoid", "softmax", False, "cross-entropy"),
    case("lstm", 2, 3, 1, 5, None, "sigmoid", False, "cross-entropy"),
    case("lstm", 4, 3, 4, 6, None, "softmax", True, "cross-entropy"),
]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"torch": torch.__version__, "cases": cases, "optimizers": optimizers}) + "\n")
