"""Reference values for the survival tests, from Python's package lifelines.

    python3 -m venv venv && venv/bin/pip install lifelines==0.30.3
    venv/bin/python tests/talent/reference/rossi.py

writes the recidivism table that the package carries (P. H. Rossi et al.,
"Money, Work, and Crime", 1980) as rossi.csv, and what the package makes of it
as rossi.json.
"""
import json
from pathlib import Path

import lifelines
from lifelines import CoxPHFitter, KaplanMeierFitter
from lifelines.datasets import load_rossi
from lifelines.statistics import logrank_test

here = Path(__file__).parent
rossi = load_rossi()
rossi.to_csv(here / "rossi.csv", index=False)

cox = CoxPHFitter().fit(
    rossi, "week", "arrest", fit_options={"precision": 1e-12}
)
km = KaplanMeierFitter().fit(rossi["week"], rossi["arrest"])
aid = rossi["fin"] == 1
test = logrank_test(
    rossi["week"][aid], rossi["week"][~aid],
    rossi["arrest"][aid], rossi["arrest"][~aid],
)
interval = km.confidence_interval_

def numbers(values):
    return [float(f"{value:.12g}") for value in values]

reference = {
    "made_with": f"lifelines {lifelines.__version__}",
    "names": list(cox.params_.index),
    "coefficients": numbers(cox.params_),
    "errors": numbers(cox.standard_errors_),
    "log_likelihood": numbers([cox.log_likelihood_])[0],
    "concordance": numbers([cox.concordance_index_])[0],
    "at": [10, 26, 52],
    "survival": numbers(km.survival_function_at_times([10, 26, 52])),
    "lower": numbers(interval.loc[[10, 26, 52]].iloc[:, 0]),
    "upper": numbers(interval.loc[[10, 26, 52]].iloc[:, 1]),
    "logrank": numbers([test.test_statistic])[0],
}
(here / "rossi.json").write_text(json.dumps(reference, indent=2) + "\n")
