"""What the Python contestants of the bench share: their conversation with it.

A contestant builds its model, warms up, and says in one line of JSON that it
is ready. Then it waits. For each line {"case", "steps"} that comes in, it runs
that many timed steps and answers with one line:

    {"name", "part", "case", "threads", "milliseconds": [...]}

so that the bench can let contestants take turns. The end of its input ends it.
To try one by hand, with 2 threads:

    echo '{"case": "step", "steps": 15}' | python torch_peer.py lstm 2
"""
import json
import sys
import time

# The sizes of every part, the same as in parts.ts.
LSTM = {"vocabulary": 10_000, "embedding": 128, "units": 128, "length": 200,
        "batch": 32}
GPT = {"vocabulary": 65, "context": 64, "width": 128, "blocks": 4, "heads": 4,
       "batch": 12}
# Products a @ b: rows of a, columns of a, columns of b, and which of the two
# lies transposed in memory. The last four are those of the LSTM: of all inputs
# with the kernel, of one step's state, and the two of the way back.
PRODUCTS = {
    "128": (128, 128, 128, ""),
    "256": (256, 256, 256, ""),
    "512": (512, 512, 512, ""),
    "1024": (1024, 1024, 1024, ""),
    "inputs": (6400, 128, 512, ""),
    "state": (32, 128, 512, ""),
    "kernel gradient": (128, 6400, 512, "a"),
    "input gradient": (6400, 512, 128, "b"),
}
BATCHES = 20  # batches of data to go round: one alone would be learnt by heart
WARM_UP = 5  # untimed runs of each case
SHORTEST = 5.0  # milliseconds that one timing should take at least


def serve(name, version, part, threads, cases, parameters=0):
    """Answers the bench until it has no more questions.

    `cases` are functions by name; each call of one is one step.
    """
    repeats = {}
    for case, step in cases.items():
        for _ in range(WARM_UP):
            step()
        # A clock can't time a product of 50 microseconds: time many.
        started = time.perf_counter()
        step()
        taken = (time.perf_counter() - started) * 1000
        repeats[case] = max(1, round(SHORTEST / max(taken, 1e-3)))
    say({"ready": name, "version": version, "parameters": parameters,
         "cases": list(cases)})
    for line in sys.stdin:
        order = json.loads(line)
        step, repeat = cases[order["case"]], repeats[order["case"]]
        step()  # after waiting, caches are cold
        milliseconds = []
        for _ in range(order["steps"]):
            started = time.perf_counter()
            for _ in range(repeat):
                step()
            taken = (time.perf_counter() - started) * 1000
            milliseconds.append(taken / repeat)
        say({"name": name, "part": part, "case": order["case"],
             "threads": threads, "milliseconds": milliseconds})


def say(message):
    print(json.dumps(message), flush=True)
