"""Runs each program of programs.txt in real Python and NumPy, and writes what it gives.

    python3 tests/arrays/make_programs.py < tests/arrays/programs.txt > tests/arrays/programs.json

A program is a line; `; ` separates statements, and the last may be an expression. The test
`tests/arrays.rs` runs the same programs here and compares.
"""

import ast
import json
import sys
import warnings

import matplotlib
matplotlib.use("Agg")
import numpy as np


def run(code):
    names = {"np": np}
    tree = ast.parse(code)
    tail = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    value = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            exec(compile(tree, "<cell>", "exec"), names)
            if tail is not None:
                value = eval(compile(ast.Expression(tail.value), "<cell>", "eval"), names)
            result = {"repr": None if value is None else repr(value)}
        except Exception as error:
            kind = type(error)
            module = "" if kind.__module__ == "builtins" else kind.__module__ + "."
            result = {"error": f"{module}{kind.__qualname__}: {error}"}
    seen = []
    for warning in caught:
        text = f"{warning.category.__name__}: {warning.message}"
        if text not in seen:
            seen.append(text)
    result["warnings"] = seen
    return result


for line in sys.stdin:
    code = line.strip()
    if code and not code.startswith("#"):
        print(json.dumps({"code": code, **run(code)}))
