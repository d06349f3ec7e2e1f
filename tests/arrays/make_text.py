"""Writes arrays and their text as NumPy prints them, one case a line.

    python3 tests/arrays/make_text.py 70 | awk "length < 5000 || long++ < 2" > tests/arrays/text.json

The test `numerics::array::text` reads that file, or the one that the environment variable
ARRAY_TEXT names, so that many thousands of cases can be checked.
"""

import json
import random
import sys

import numpy as np

random.seed(20261124)


def number():
    """A float as learners meet them: round, random, extreme, or not finite."""
    kind = random.randrange(9)
    if kind == 0:
        return float(random.randint(-100, 100))
    if kind == 1:
        return random.choice([np.nan, np.inf, -np.inf, 0.0, -0.0])
    if kind == 2:
        return random.uniform(-1, 1) * 10.0 ** random.randint(-320, 308)
    if kind == 3:
        return round(random.uniform(-10, 10), random.randint(0, 12))
    if kind == 4:
        return float(np.exp(random.uniform(-12, 12)))
    if kind == 5:
        return random.randint(-1000, 1000) / 2 ** random.randint(0, 30)
    return random.uniform(-5, 5)


def shape():
    kind = random.randrange(10)
    if kind == 0:
        return ()
    if kind < 6:
        return (random.choice([0, 1, 2, 3, 5, 8, 20, 100]),)
    if kind < 8:
        return (random.randint(0, 4), random.randint(0, 30))
    if kind == 8:
        return (random.randint(1, 3), random.randint(1, 3), random.randint(1, 4))
    return random.choice([(1001,), (5, 300), (300, 5), (40, 40), (2, 600, 1), (1000,)])


def values(count):
    kind = random.randrange(6)
    if kind == 0:
        return np.array([random.randint(-10 ** random.randint(0, 18), 1000) for _ in range(count)], dtype=np.int64)
    if kind == 1:
        return np.array([random.random() < 0.5 for _ in range(count)], dtype=bool)
    if kind == 2:
        return np.linspace(random.uniform(-5, 0), random.uniform(0, 9), count)
    if kind == 3:
        return np.array([random.uniform(-5, 5) for _ in range(count)], dtype=float)
    return np.array([number() for _ in range(count)], dtype=float)


for _ in range(int(sys.argv[1])):
    extents = shape()
    array = values(int(np.prod(extents))).reshape(extents)
    case = {
        "type": str(array.dtype),
        "shape": extents,
        "values": [str(value) for value in array.ravel().tolist()],
        "str": str(array),
        "repr": repr(array),
    }
    print(json.dumps(case))
