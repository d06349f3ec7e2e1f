"""Makes texts that are nearly Python, with what CPython says of each.

    python3 tests/compare_syntax.py COUNT SEED > cases.jsonl
    SYNTAX_CASES=cases.jsonl cargo test --test syntax

takes the lecture's cells, the reference's cells and the programs below, damages them in a few
places each, and asks CPython 3.11 (no other version words its errors alike). One case a line:
`[code, [type, message, lineno, offset, end_lineno, end_offset, display]]`, or `[code, null]` for
a text that is Python. `syntax_cases.jsonl` was made so (seeds 1 to 9, then thinned to a few cases
for each message). Texts with constructs that the page does not know are left out where CPython's
compiler, not its parser, objects to them.
"""

import io
import json
import pathlib
import random
import re
import sys
import warnings

FOLDER = pathlib.Path(__file__).parent / "reference"

PROGRAMS = [
    'x = f"{a!r:>{w}} {b=} {{}} {c:.3f}"\nz = "é" f"ü{é + 1}" rf"\\d{x}"\n',
    "y = f'''\n{a + b}\n {f(c, d)}\n{x[1]:{y}}\n'''\n",
    "def f(a, b=1, /, c: int = 2, *args: str, d, e=3, **kw) -> None: pass\n",
    "lambda a, b=1, *c, d, **e: a\nf(*a, *b, c=1, **d)\nf(a, (x for x in y))\n",
    'd = {"a": 1, "b": [1, 2], **c, (1, 2): {3}}\ne = {k: v for k, v in d.items() if v}\n',
    "s = {1, 2, *t}\n(a, b), [c, *d] = e = f\nx = y if z else w\ndel a, b[0], (c.d, e)\n",
    "for (a, b), c in zip(x, y):\n    print(a, b,\n          c)\nelse:\n    pass\n",
    "if (n := 10) > 5 and not (m < 3):\n    x[n := 1, ::2] = 2\nelif n: pass\n",
    "try:\n    x = 1 / 0\nexcept (A, B) as e:\n    print(e)\nelse:\n    pass\nfinally:\n    del x\n",
    "while x < 10 and not y:\n    x += 1\n    if x == 5: continue\n    else: break\n",
    "@decorate(1)\ndef f(x):\n    global z\n    return x ** -2\n",
    "import numpy as np, os.path\nfrom a.b import (c as d, e,)\nfrom math import *\n",
    'x = 1 \\\n    + 2\ns = """a\nb"""; t = \'c\' "d"\n',
    "while True:\n\tif x:\n\t\tbreak\n        # c\n\telse: continue\nx = [1, 2,\n     3,\n]\n",
]

PIECES = (
    "( ) [ ] { } : , = == += := . * ** - not and or in is if else for lambda x 1 \"a\" \" ' # \\ "
    "print def return None True import from as del $ ? ! @ “ é 1. 0x _ ... -> % < > & | ^ ~ ; "
    "while try except class match global 1e pass elif else: // raise assert break x=1 *a **a ² 1_ "
    "x. x[ finally: {x {a!b} {{ }} {{}} f\" x=f\"{ !r /, *, \"\"\" – × 5€ 012"
).split() + ["\n", "\n    ", " ", "\t", "a b", "if x:", "\x0c", "x for x in y", "\\\n", "\ufeff"]


def corpus():
    cells = (FOLDER / "cells.py").read_text()
    cases = json.loads((FOLDER / "python_eval.json").read_text())["cases"]
    return [*PROGRAMS, *re.split(r"(?m)^# %%.*\n", cells), *(case["code"] for case in cases)]


def damaged(text, chance):
    """The text with one place changed: a piece put in, taken out or exchanged, or a line moved."""
    if chance.random() < 0.1:
        lines = text.split("\n")
        line = chance.randrange(len(lines))
        lines[line] = chance.choice([" ", "    ", ""]) + lines[line].lstrip()
        return "\n".join(lines)
    tokens = re.findall(r"\w+|\s+|[^\w\s]", text) if chance.random() < 0.5 else list(text)
    if not tokens:
        return text
    place = chance.randrange(len(tokens))
    piece = chance.choice(PIECES)
    change = chance.choice(["delete", "insert", "replace", "cut"])
    behind = {"delete": tokens[place + 1 :], "insert": [piece, *tokens[place:]]}
    behind |= {"replace": [piece, *tokens[place + 1 :]], "cut": []}
    return "".join(tokens[:place] + behind[change])


def answer(code):
    """What CPython says, as the interpreter shows it too; None for a text that is Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(code, "<cell>", "exec")
        except SyntaxError as error:
            place = [error.lineno, error.offset, error.end_lineno, error.end_offset]
            return [type(error).__name__, error.msg, *place, shown(error)]
    return None


def shown(error):
    kept, sys.stderr = sys.stderr, io.StringIO()
    try:
        sys.__excepthook__(type(error), error.with_traceback(None), None)
        return sys.stderr.getvalue().rstrip("\n")
    finally:
        sys.stderr = kept


def is_apart(code, said):
    """Whether the page's answer is meant to differ."""
    unknown = r"\b(async|await|yield|match|with|class|__debug__)\b|\b[bB][rR]?['\"]|\\N"
    is_unknown = re.search(unknown, code) is not None
    return "%matplotlib" in code or is_unknown and (said is None or "outside" in said[1])


def cases(count, seed):
    chance = random.Random(seed)
    texts = corpus()
    seen = set()
    while len(seen) < count:
        lines = chance.choice(texts).split("\n")
        if chance.random() < 0.6:
            first = chance.randrange(len(lines))
            lines = lines[first : first + chance.choice([1, 1, 2, 4])]
        code = "\n".join(lines)
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            code = damaged(code, chance)
        if code not in seen:
            seen.add(code)
            said = answer(code)
            if not is_apart(code, said):
                yield code, said


if __name__ == "__main__":
    if sys.version_info[:2] != (3, 11):
        sys.exit("CPython 3.11 is needed: other versions word their errors differently.")
    for case in cases(int(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(case, ensure_ascii=False))
