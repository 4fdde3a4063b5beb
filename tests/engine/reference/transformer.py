"""Fifty training steps of a small GPT, by PyTorch.

    python3 -m venv .venv && .venv/bin/pip install torch==2.13.0 numpy
    .venv/bin/python tests/engine/reference/transformer.py

writes transformer.json; `--check FILE` trains again from what a file holds and
compares. trajectory.py says what the file holds.

The model reads 16 tokens and guesses each next one. Width C = 16, 2 blocks:

    x = token[ids] + position
    x = x + attention(norm1(x)) @ projection
    x = x + gelu(norm2(x) @ expand) @ contract       twice both lines
    logits = norm(x) @ head

- `qkv` is one matrix [C, 3C]: q, k and v beside each other. Head 0 is the
  first C/2 numbers of each, head 1 the rest. Scores are divided by
  sqrt(C/2), and a token sees itself and what came before.
- LayerNorm has a gain and no bias, and epsilon 1e-5 under the root. No matrix
  has a bias, and the head is not tied to the token table.
- GELU is the exact one, x * Phi(x) with the error function.
- The loss is the mean cross-entropy over all tokens of the batch.
- Gradients are clipped to a global norm of 1:
  scale = min(1, 1 / (norm + 1e-6)). `gradient_norms` are those before.
- AdamW decays every weight, gains too:  w -= lr * 0.1 * w, then Adam's step
  with epsilon 1e-8 beside the root of the corrected second moment.

A row of `tokens` counts up from a random start, by 1 or by 3, and about one
token in eight is random: there is something to learn and something that can't
be.
"""
import sys

import numpy as np
import torch
from torch.nn.functional import cross_entropy, gelu, layer_norm

import trajectory

VOCABULARY, CONTEXT, WIDTH, BLOCKS, HEADS = 40, 16, 16, 2, 2
STEPS, BATCH = 50, 4


def first_weights(rng):
    def normal(*shape, deviation=0.15):
        return (rng.standard_normal(shape) * deviation).astype(np.float32)

    ones = np.ones(WIDTH, np.float32)
    weights = {
        "token": normal(VOCABULARY, WIDTH),
        "position": normal(CONTEXT, WIDTH),
    }
    for block in range(BLOCKS):
        weights.update({
            f"block{block}.norm1": ones,
            f"block{block}.qkv": normal(WIDTH, 3 * WIDTH),
            f"block{block}.projection": normal(WIDTH, WIDTH),
            f"block{block}.norm2": ones,
            f"block{block}.expand": normal(WIDTH, 4 * WIDTH),
            f"block{block}.contract": normal(4 * WIDTH, WIDTH),
        })
    weights["norm"] = ones
    weights["head"] = normal(WIDTH, VOCABULARY)
    return weights


def batches(rng):
    """tokens [steps, batch, context + 1]: inputs, and targets one later."""
    shape = (STEPS, BATCH, 1)
    start = rng.integers(0, VOCABULARY, shape)
    stride = rng.choice([1, 3], shape)
    tokens = (start + stride * np.arange(CONTEXT + 1)) % VOCABULARY
    noise = rng.integers(0, VOCABULARY, tokens.shape)
    tokens = np.where(rng.random(tokens.shape) < 1 / 8, noise, tokens)
    return {"tokens": tokens}


def attention(x, qkv, heads):
    """Causal self-attention, heads side by side again: [batch, time, C]."""
    batch, time, width = x.shape
    size = width // heads
    q, k, v = (
        part.view(batch, time, heads, size).transpose(1, 2)
        for part in (x @ qkv).split(width, dim=2)
    )  # [batch, head, time, size]
    scores = q @ k.transpose(2, 3) / size ** 0.5
    future = torch.ones(time, time, dtype=torch.bool).triu(1)
    share = scores.masked_fill(future, -torch.inf).softmax(-1)
    return (share @ v).transpose(1, 2).reshape(batch, time, width)


def forward(recipe, weights, ids):
    """Logits [batch, time, vocabulary] for ids [batch, time]."""
    def norm(x, gain):
        return layer_norm(x, gain.shape, gain, eps=recipe["norm_epsilon"])

    x = weights["token"][ids] + weights["position"]
    for block in range(recipe["blocks"]):
        def of(name):
            return weights[f"block{block}.{name}"]

        seen = attention(norm(x, of("norm1")), of("qkv"), recipe["heads"])
        x = x + seen @ of("projection")
        x = x + gelu(norm(x, of("norm2")) @ of("expand")) @ of("contract")
    return norm(x, weights["norm"]) @ weights["head"]


def train(recipe, weights, data):
    for weight in weights.values():
        weight.requires_grad_(True)
    adam = recipe["adamw"]
    optimiser = torch.optim.AdamW(
        weights.values(), lr=adam["learning_rate"],
        betas=(adam["beta1"], adam["beta2"]), eps=adam["epsilon"],
        weight_decay=adam["weight_decay"],
    )
    losses, norms = [], []
    for tokens in data["tokens"]:
        logits = forward(recipe, weights, tokens[:, :-1])
        loss = cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(
            weights.values(), recipe["clip_norm"]
        )
        optimiser.step()
        losses.append(loss.item())
        norms.append(norm.item())
    return {"losses": losses, "gradient_norms": norms}


def write(folder):
    rng = np.random.default_rng(31)
    recipe = {
        "model": "transformer",
        "vocabulary": VOCABULARY,
        "context": CONTEXT,
        "width": WIDTH,
        "blocks": BLOCKS,
        "heads": HEADS,
        "steps": STEPS,
        "batch": BATCH,
        "norm_epsilon": 1e-5,
        "clip_norm": 1.0,
        "adamw": {"learning_rate": 0.003, "beta1": 0.9, "beta2": 0.999,
                  "epsilon": 1e-8, "weight_decay": 0.1},
    }
    trajectory.record(folder / "transformer.json", recipe,
                      first_weights(rng), batches(rng), train)


if __name__ == "__main__":
    trajectory.main(sys.modules[__name__], write, train)
