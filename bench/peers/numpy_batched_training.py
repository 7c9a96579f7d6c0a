"""The training steps of src/network in NumPy, tuned: whatever does not wait for the step before is
one matrix product for the whole sequence: the inputs, the output layer, and all the gradients."""

import numpy as np
from protocol import RATE, serve, side_by_side


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def rnn(H, T, V, U, W):
    h = np.zeros((T + 1, H))
    delta_h = np.zeros((T + 1, H))

    def step(x, d):
        nonlocal V, U, W
        from_x = x @ V
        for t in range(T):
            h[t + 1] = sigmoid(from_x[t] + h[t] @ U)
        y = sigmoid(h[1:] @ W)
        delta_y = (y - d) * y * (1 - y)
        from_y = delta_y @ W.T
        slope = h[1:] * (1 - h[1:])
        for t in reversed(range(T)):
            delta_h[t] = (from_y[t] + U @ delta_h[t + 1]) * slope[t]
        W -= RATE * (h[1:].T @ delta_y)
        U -= RATE * (h[:-1].T @ delta_h[:-1])
        V -= RATE * (x.T @ delta_h[:-1])
        return np.abs(d - y).sum()

    return step


def lstm(H, T, weights, b, W, b_y):
    """`weights`, (H + X) × 4H, and b are those of f, i, o and Ĉ side by side."""
    W_h = np.ascontiguousarray(weights[:H])
    W_x = np.ascontiguousarray(weights[H:])
    gates = np.zeros((T, 4 * H))
    delta = np.zeros((T, 4 * H))
    h = np.zeros((T + 1, H))
    C = np.zeros((T + 1, H))
    tanh_C = np.zeros((T, H))

    def step(x, d):
        nonlocal W_h, W_x, b, W, b_y
        from_x = x @ W_x + b
        for t in range(T):
            net = from_x[t] + h[t] @ W_h
            gates[t, : 3 * H] = sigmoid(net[: 3 * H])
            gates[t, 3 * H :] = np.tanh(net[3 * H :])
            f, i, o, C_hat = gates[t].reshape(4, H)
            C[t + 1] = f * C[t] + i * C_hat
            tanh_C[t] = np.tanh(C[t + 1])
            h[t + 1] = o * tanh_C[t]
        y = sigmoid(h[1:] @ W + b_y)
        delta_y = (y - d) * y * (1 - y)
        from_y = delta_y @ W.T

        f, i, o, C_hat = gates.reshape(T, 4, H).transpose(1, 0, 2)
        into_C = o * (1 - tanh_C * tanh_C)
        slope_f = C[:-1] * f * (1 - f)
        slope_i = C_hat * i * (1 - i)
        slope_o = tanh_C * o * (1 - o)
        slope_C_hat = i * (1 - C_hat * C_hat)
        delta_C = np.zeros(H)
        for t in reversed(range(T)):
            delta_h = from_y[t] + W_h @ delta[t + 1] if t < T - 1 else from_y[t]
            delta_C = delta_h * into_C[t] + delta_C
            df, di, d_o, dC_hat = delta[t].reshape(4, H)
            df[:] = delta_C * slope_f[t]
            di[:] = delta_C * slope_i[t]
            d_o[:] = delta_h * slope_o[t]
            dC_hat[:] = delta_C * slope_C_hat[t]
            delta_C = delta_C * f[t]
        W -= RATE * (h[1:].T @ delta_y)
        b_y -= RATE * delta_y.sum(0)
        W_h -= RATE * (h[:-1].T @ delta)
        W_x -= RATE * (x.T @ delta)
        b -= RATE * delta.sum(0)
        return np.abs(d - y).sum()

    return step


def create(model, H, T, x, d, parameters):
    examples = list(zip(x, d))
    if model == "rnn":
        return rnn(H, T, **parameters), examples
    return lstm(H, T, **side_by_side(parameters)), examples


serve(create)
