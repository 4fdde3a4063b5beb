"""Fifty training steps of a small LSTM classifier, by PyTorch.

    python3 -m venv .venv && .venv/bin/pip install torch==2.13.0 numpy
    .venv/bin/python tests/engine/reference/lstm.py

writes lstm.json and lstm_masked.json; `--check FILE` trains again from what a
file holds and compares. trajectory.py says what the files hold.

The model is Embedding(50, 12) -> LSTM(16) -> last state -> Dense(1), its loss
the mean binary cross-entropy of the logits, its optimiser Adam.

Where conventions differ, these are kept:

- Gates stand in the order i, f, g, o (input, forget, candidate, output), as in
  Keras: lstm.kernel is [12, 64], lstm.recurrent [16, 64], lstm.bias [64].
- There is one bias. PyTorch's LSTM has two that are added, and Adam would move
  their sum twice as fast.
- The forget gate's bias starts at 1.
- Adam adds epsilon to the root of the corrected second moment, as PyTorch and
  tfjs do:  w -= lr * m_hat / (sqrt(v_hat) + eps).
- With a mask (recipe.masked), id 0 is padding: at such a step a row's h and c
  stay as they are, and it gives no gradient.

`labels` says whether more than half of a row's words have an id of 25 or more.
"""
import sys

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

import trajectory

VOCABULARY, EMBEDDING, UNITS = 50, 12, 16
STEPS, BATCH, LENGTH = 50, 8, 15


def first_weights(rng):
    def uniform(limit, *shape):
        return rng.uniform(-limit, limit, shape).astype(np.float32)

    def glorot(inputs, outputs):
        return uniform(np.sqrt(6 / (inputs + outputs)), inputs, outputs)

    bias = np.zeros(4 * UNITS, np.float32)
    bias[UNITS:2 * UNITS] = 1
    square = rng.standard_normal((4 * UNITS, UNITS))
    return {
        "embedding": uniform(0.5, VOCABULARY, EMBEDDING),
        "lstm.kernel": glorot(EMBEDDING, 4 * UNITS),
        "lstm.recurrent": np.linalg.qr(square)[0].T.astype(np.float32),
        "lstm.bias": bias,
        "dense.kernel": glorot(UNITS, 1),
        "dense.bias": np.zeros(1, np.float32),
    }


def batches(rng, masked):
    """ids [steps, batch, length] and labels [steps, batch]."""
    lengths = rng.integers(1, LENGTH + 1, (STEPS, BATCH))
    ids = rng.integers(1 if masked else 0, VOCABULARY, (STEPS, BATCH, LENGTH))
    padding = np.arange(LENGTH) < LENGTH - lengths[..., None]
    if masked:
        ids[padding] = 0
    words = LENGTH if not masked else lengths
    labels = ((ids >= VOCABULARY // 2).sum(-1) * 2 > words).astype(int)
    return {"ids": ids, "labels": labels}


def last_state(weights, ids, masked):
    """h after the last step, [batch, units]."""
    x = weights["embedding"][ids]  # [batch, length, embedding]
    h = c = x.new_zeros(len(ids), len(weights["lstm.recurrent"]))
    for t in range(ids.shape[1]):
        z = (x[:, t] @ weights["lstm.kernel"] + h @ weights["lstm.recurrent"]
             + weights["lstm.bias"])  # [batch, 4 * units]
        i, f, g, o = z.chunk(4, dim=1)
        next_c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        next_h = o.sigmoid() * next_c.tanh()
        if masked:
            is_word = (ids[:, t] != 0)[:, None]
            next_c = torch.where(is_word, next_c, c)
            next_h = torch.where(is_word, next_h, h)
        h, c = next_h, next_c
    return h


def torch_lstm(weights, ids):
    """The same by PyTorch's own LSTM, which knows no mask."""
    inputs, units = len(weights["lstm.kernel"]), len(weights["lstm.recurrent"])
    lstm = torch.nn.LSTM(inputs, units, batch_first=True)
    lstm = lstm.to(weights["embedding"].dtype)
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(weights["lstm.kernel"].T)
        lstm.weight_hh_l0.copy_(weights["lstm.recurrent"].T)
        lstm.bias_ih_l0.copy_(weights["lstm.bias"])
        lstm.bias_hh_l0.zero_()
        return lstm(weights["embedding"][ids])[1][0][0]


def train(recipe, weights, data):
    masked, adam = recipe["masked"], recipe["adam"]
    if not masked:
        with torch.no_grad():
            own = last_state(weights, data["ids"][0], False)
        apart = (own - torch_lstm(weights, data["ids"][0])).abs().max().item()
        if apart > 1e-5:
            raise SystemExit(f"The loop and torch's LSTM differ by {apart}")
    for weight in weights.values():
        weight.requires_grad_(True)
    optimiser = torch.optim.Adam(
        weights.values(), lr=adam["learning_rate"],
        betas=(adam["beta1"], adam["beta2"]), eps=adam["epsilon"],
    )
    losses = []
    for ids, labels in zip(data["ids"], data["labels"]):
        h = last_state(weights, ids, masked)
        logits = (h @ weights["dense.kernel"] + weights["dense.bias"])[:, 0]
        loss = binary_cross_entropy_with_logits(
            logits, labels.to(logits.dtype)
        )
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return {"losses": losses}


def write(folder):
    for masked in (False, True):
        rng = np.random.default_rng(20 + masked)
        recipe = {
            "model": "lstm",
            "masked": masked,
            "vocabulary": VOCABULARY,
            "embedding": EMBEDDING,
            "units": UNITS,
            "steps": STEPS,
            "batch": BATCH,
            "length": LENGTH,
            "adam": {"learning_rate": 0.01, "beta1": 0.9, "beta2": 0.999,
                     "epsilon": 1e-7},
        }
        trajectory.record(
            folder / ("lstm_masked.json" if masked else "lstm.json"),
            recipe, first_weights(rng), batches(rng, masked), train,
        )


if __name__ == "__main__":
    trajectory.main(sys.modules[__name__], write, train)
