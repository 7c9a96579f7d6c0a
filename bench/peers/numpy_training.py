"""The training steps of src/network in NumPy, as the document's script has them but vectorised: each
step of a sequence is a few array expressions, and its share of the gradients is added at once."""

import numpy as np
from protocol import RATE, serve, side_by_side


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def rnn(H, T, V, U, W):
    h = np.zeros((T + 1, H))
    y = np.zeros((T, 1))

    def step(x, d):
        for t in range(T):
            h[t + 1] = sigmoid(x[t] @ V + h[t] @ U)
            y[t] = sigmoid(h[t + 1] @ W)
        dV, dU, dW = np.zeros_like(V), np.zeros_like(U), np.zeros_like(W)
        delta_h = np.zeros(H)
        for t in reversed(range(T)):
            delta_y = (y[t] - d[t]) * y[t] * (1 - y[t])
            delta_h = (W @ delta_y + U @ delta_h) * h[t + 1] * (1 - h[t + 1])
            dW += np.outer(h[t + 1], delta_y)
            dU += np.outer(h[t], delta_h)
            dV += np.outer(x[t], delta_h)
        for parameter, gradient in ((V, dV), (U, dU), (W, dW)):
            parameter -= RATE * gradient
        return np.abs(d - y).sum()

    return step


def lstm(H, T, weights, b, W, b_y):
    """`weights`, (H + X) × 4H, and b are those of f, i, o and Ĉ side by side."""
    hx = np.zeros((T, len(weights)))
    gates = np.zeros((T, 4, H))
    h = np.zeros((T + 1, H))
    C = np.zeros((T + 1, H))
    tanh_C = np.zeros((T, H))
    y = np.zeros((T, 1))

    def step(x, d):
        for t in range(T):
            hx[t] = np.concatenate((h[t], x[t]))
            net = (hx[t] @ weights + b).reshape(4, H)
            gates[t, :3] = sigmoid(net[:3])
            gates[t, 3] = np.tanh(net[3])
            f, i, o, C_hat = gates[t]
            C[t + 1] = f * C[t] + i * C_hat
            tanh_C[t] = np.tanh(C[t + 1])
            h[t + 1] = o * tanh_C[t]
            y[t] = sigmoid(h[t + 1] @ W + b_y)
        d_weights, db = np.zeros_like(weights), np.zeros_like(b)
        dW, db_y = np.zeros_like(W), np.zeros_like(b_y)
        delta = np.zeros((4, H))
        delta_C = np.zeros(H)
        for t in reversed(range(T)):
            f, i, o, C_hat = gates[t]
            delta_y = (y[t] - d[t]) * y[t] * (1 - y[t])
            delta_h = W @ delta_y + weights[:H] @ delta.ravel()
            delta_C = delta_h * o * (1 - tanh_C[t] ** 2) + delta_C
            delta[0] = delta_C * C[t] * f * (1 - f)
            delta[1] = delta_C * C_hat * i * (1 - i)
            delta[2] = delta_h * tanh_C[t] * o * (1 - o)
            delta[3] = delta_C * i * (1 - C_hat**2)
            delta_C = delta_C * f
            dW += np.outer(h[t + 1], delta_y)
            db_y += delta_y
            d_weights += np.outer(hx[t], delta)
            db += delta.ravel()
        for parameter, gradient in ((weights, d_weights), (b, db), (W, dW), (b_y, db_y)):
            parameter -= RATE * gradient
        return np.abs(d - y).sum()

    return step


def create(model, H, T, x, d, parameters):
    examples = list(zip(x, d))
    if model == "rnn":
        return rnn(H, T, **parameters), examples
    return lstm(H, T, **side_by_side(parameters)), examples


serve(create)
