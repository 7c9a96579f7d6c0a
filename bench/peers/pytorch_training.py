"""The training steps of src/network in PyTorch: autograd, and torch.nn.LSTM for the LSTM. One thread:
at batch 1 a second one only costs time."""

import torch
from protocol import RATE, serve

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def trainer(forward, parameters):
    optimizer = torch.optim.SGD(parameters, lr=RATE, foreach=True)

    def step(x, d):
        y = forward(x)
        loss = 0.5 * ((d - y) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return (d - y.detach()).abs().sum().item()

    return step


def rnn(H, T, V, U, W):
    """torch.nn.RNN has no sigmoid, so the loop over steps is written out."""
    V, U, W = (torch.tensor(matrix, requires_grad=True) for matrix in (V, U, W))
    start = torch.zeros(H)

    def forward(x):
        h = start
        states = []
        for from_x in (x @ V).unbind():
            h = torch.sigmoid(from_x + h @ U)
            states.append(h)
        return torch.sigmoid(torch.stack(states) @ W)

    return trainer(forward, [V, U, W])


def lstm(H, T, W, b_y, **gates):
    layer = torch.nn.LSTM(2, H)
    order = "ifCo"
    with torch.no_grad():
        weights = [torch.tensor(gates[f"W_{gate}"]) for gate in order]
        layer.weight_hh_l0.copy_(torch.cat([w[:H].T for w in weights]))
        layer.weight_ih_l0.copy_(torch.cat([w[H:].T for w in weights]))
        layer.bias_ih_l0.copy_(torch.cat([torch.tensor(gates[f"b_{gate}"]) for gate in order]))
        layer.bias_hh_l0.zero_()
    # The second bias stays zero: with both trained, the step would be twice as long.
    layer.bias_hh_l0.requires_grad_(False)
    W = torch.tensor(W, requires_grad=True)
    b_y = torch.tensor(b_y, requires_grad=True)

    def forward(x):
        h, _ = layer(x)
        return torch.sigmoid(h @ W + b_y)

    learned = [layer.weight_hh_l0, layer.weight_ih_l0, layer.bias_ih_l0, W, b_y]
    return trainer(forward, learned)


def create(model, H, T, x, d, parameters):
    examples = [(torch.tensor(a), torch.tensor(b)) for a, b in zip(x, d)]
    return (rnn if model == "rnn" else lstm)(H, T, **parameters), examples


serve(create)
