"""What the checks of all frameworks share: reading cases, comparing values, reporting."""

import json
import math
import sys
import traceback

FAR = [-1e4, -1e3, -100.0, -30.0, 0.0, 30.0, 100.0, 1e3, 1e4]


def close(actual, expected, tolerance):
    scale = max(1.0, abs(expected))
    return math.isfinite(actual) and abs(actual - expected) <= tolerance * scale


def compare(what, xs, actual, expected, tolerance):
    """One line for each value that is off."""
    return [
        f"{what}({x}) is {got}, not {want}"
        for x, got, want in zip(xs, actual, expected, strict=True)
        if want is not None and not close(got, want, tolerance)
    ]


def finite(what, xs, values):
    return [f"{what}({x}) is {value}" for x, value in zip(xs, values, strict=True) if not math.isfinite(value)]


def main(check):
    """Runs `check(case, namespace)` on every case of standard input; prints the failures of each by id."""
    results = {}
    for case in json.load(sys.stdin):
        try:
            namespace = {"__name__": f"swapped_{case['target']}"}
            exec(compile(case["text"], f"{case['id']}.py", "exec"), namespace)
            results[case["id"]] = check(case, namespace)
        except Exception:
            results[case["id"]] = [traceback.format_exc()[-1500:]]
    print("RESULT " + json.dumps(results))
