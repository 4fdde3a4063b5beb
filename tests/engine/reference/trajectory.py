"""What the scripts beside this file share: how a trajectory is kept in JSON.

A trajectory is a model's first weights, the data of every step, and the loss
of every step. Whoever starts from the same weights and sees the same data must
get the same losses.

    {
      "made_with": "torch 2.13.0",
      "recipe":  {...},                       the sizes and the optimiser
      "weights": {name: {"shape", "values"}}, float32, row after row
      "data":    {name: {"shape", "values"}}, whole numbers, step by step
      "losses":  [...],                       before each step's update
      "float32_deviation": ...                see `record`
    }

Matrices are kept as [in, out], so a layer computes x @ W.
"""
import argparse
import json
import math
import os
import sys
from pathlib import Path

import numpy as np
import torch

TOLERANCE = 1e-6


def pack(values):
    """An array as shape and values; a float32 gets its shortest decimals."""
    values = np.asarray(values)
    flat = values.reshape(-1)
    if values.dtype == np.float32:
        flat = [float(str(value)) for value in flat]
        # JSON is read as float64 and rounded again: that must change nothing.
        assert np.array_equal(np.float32(flat), values.reshape(-1))
    else:
        flat = flat.tolist()
    return {"shape": list(values.shape), "values": flat}


def unpack(entry):
    """The array that `pack` wrote."""
    return np.array(entry["values"]).reshape(entry["shape"])


def tensors(entries, dtype):
    """Arrays by name as tensors of one type."""
    return {
        name: torch.tensor(unpack(entry), dtype=dtype)
        for name, entry in entries.items()
    }


def record(path, recipe, weights, data, train):
    """Trains from `weights` and writes the trajectory to `path`.

    The losses are those of float64 arithmetic, which every machine agrees on
    to far more than 1e-6. `float32_deviation` is the largest distance that
    PyTorch's own float32 run has from them: no float32 program can be asked
    to come much closer.
    """
    kept = {
        "made_with": f"torch {torch.__version__.split('+')[0]}",
        "recipe": recipe,
        "weights": {name: pack(value) for name, value in weights.items()},
        "data": {name: pack(value) for name, value in data.items()},
    }
    exact = replay(kept, train, torch.float64)
    rounded = replay(kept, train, torch.float32)
    kept.update({name: digits(values, 12) for name, values in exact.items()})
    kept["float32_deviation"] = digits([farthest(exact, rounded)], 2)[0]

    draft = path.with_name(path.name + ".tmp")
    draft.write_text(lines(kept))
    os.replace(draft, path)
    losses = kept["losses"]
    print(f"{path.name}: loss {losses[0]:.6f} -> {losses[-1]:.6f}, "
          f"float32 within {kept['float32_deviation']:.1e}, "
          f"{path.stat().st_size / 1000:.0f} kB")


def check(path, train):
    """Trains again and compares; answers whether the trajectory is the same."""
    kept = json.loads(path.read_text())
    fresh = replay(kept, train, torch.float64)
    worst = farthest(kept, fresh)
    good = worst <= TOLERANCE
    print(f"{path.name}: {len(kept['losses'])} losses, farthest apart by "
          f"{worst:.1e} ({'within' if good else 'NOT within'} {TOLERANCE:g}), "
          f"{kept['made_with']} against torch {torch.__version__}")
    return good


def replay(kept, train, dtype):
    """Trains from what a file holds, and answers what was measured by name."""
    # Small tensors on many threads only wait for one another.
    torch.set_num_threads(1)
    return train(
        kept["recipe"],
        tensors(kept["weights"], dtype),
        tensors(kept["data"], torch.int64),
    )


def farthest(a, b):
    """The largest distance between two runs; inf where they don't fit."""
    worst = 0.0
    for name in b:
        if len(a[name]) != len(b[name]):
            return math.inf
        for x, y in zip(a[name], b[name]):
            distance = abs(x - y)
            worst = math.inf if math.isnan(distance) else max(worst, distance)
    return worst


def digits(values, count):
    return [float(f"{value:.{count}g}") for value in values]


def lines(value, indent=0):
    """JSON with a list of numbers on one line, so that a diff stays short."""
    if not isinstance(value, dict):
        return json.dumps(value, allow_nan=False, separators=(",", ":"))
    inner = ",\n".join(
        " " * (indent + 2) + json.dumps(name) + ": " + lines(part, indent + 2)
        for name, part in value.items()
    )
    end = "\n" if indent == 0 else ""
    return "{\n" + inner + "\n" + " " * indent + "}" + end


def main(script, write, train):
    """The command line of both scripts: write all files, or check some."""
    parser = argparse.ArgumentParser(description=script.__doc__.split("\n")[0])
    parser.add_argument("--check", metavar="FILE", nargs="+", type=Path,
                        help="train again and compare; exit 1 if not the same")
    files = parser.parse_args().check
    if files is None:
        write(Path(script.__file__).parent)
        return
    results = [check(path, train) for path in files]
    sys.exit(0 if all(results) else 1)
