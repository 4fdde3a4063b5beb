"""What the Python contestants of the bench share: their conversation with it.

serve.ts is the same in TypeScript and says how it goes. To try a contestant by
hand, here PyTorch with 2 threads:

    echo '{"case": "step", "steps": 15}' | python torch_peer.py lstm 2
"""
import json
import sys
import time
from pathlib import Path

SIZES = json.loads((Path(__file__).parent / "sizes.json").read_text())

WARM_UP_STEPS, WARM_UP_MILLISECONDS = 5, 3000
SHORTEST = 5  # milliseconds of one timing at least: a clock can't time 50 us
LONG = 200  # from here on, a step is its own warm-up


def serve(name, version, part, threads, cases, parameters=0):
    """Answers the bench until it has no more orders.

    `cases` are functions by name; each call of one is one step.
    """
    taken = {case: warm_up(step) for case, step in cases.items()}
    say({"ready": name, "version": version, "parameters": parameters,
         "cases": list(cases)})
    for line in sys.stdin:
        order = json.loads(line)
        step, expected = cases[order["case"]], taken[order["case"]]
        repeats = max(1, round(SHORTEST / expected))
        if expected < LONG:
            step()  # after waiting, caches are cold
        milliseconds = [timed(step, repeats) for _ in range(order["steps"])]
        say({"name": name, "part": part, "case": order["case"],
             "threads": threads, "milliseconds": milliseconds})


def warm_up(step):
    """Runs a step until it is warm; answers how long the last run took."""
    started = time.perf_counter()
    for _ in range(WARM_UP_STEPS):
        last = timed(step, 1)
        if (time.perf_counter() - started) * 1000 > WARM_UP_MILLISECONDS:
            break
    return last


def timed(step, repeats):
    started = time.perf_counter()
    for _ in range(repeats):
        step()
    return (time.perf_counter() - started) * 1000 / repeats


def say(message):
    print(json.dumps(message), flush=True)
