"""Checks a notebook that the page has made with Jupyter's own packages.

It must be valid; and run anew, unchanged, by a real kernel, each cell must give what the page had
kept: the same kinds of outputs in the same order, the same printed lines, values, warnings and
errors. Of pictures, which matplotlib draws its own way, only the number is compared; and none where a cell
ended in an error, since a kernel then shows what was drawn so far and the page does not.

`cargo xtask test` runs this after the browser tests, which leave the notebook.
"""

import copy
import re
import sys

import nbclient
import nbformat

LONGEST = 120  # Seconds for one cell.
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
PLACE = re.compile(r"^.*:(\d+): (?=\w+Warning: )", re.MULTILINE)  # A kernel keeps its cells in files.


def plain(output):
    """What of one output must be the same: its kind first."""
    kind = output.output_type
    if kind == "stream":
        return output.name, PLACE.sub(r"line \1: ", output.text)
    if kind == "error":
        return kind, output.ename, ESCAPES.sub("", output.evalue)
    if "image/png" in output.data:
        return kind, "image/png"
    return kind, output.execution_count, output.data["text/plain"]


def outputs(cell):
    """The plain outputs of a cell; adjacent pieces of one stream are one."""
    merged = []
    for output in map(plain, cell.outputs):
        if merged and output[0] in ("stdout", "stderr") and merged[-1][0] == output[0]:
            merged[-1] = (output[0], merged[-1][1] + output[1])
        else:
            merged.append(output)
    if any(output[0] == "error" for output in merged):
        merged = [output for output in merged if output[0] != "display_data"]
    return merged


def check(path):
    """Gives the differences, in words."""
    kept = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(kept)
    if (kept.nbformat, kept.nbformat_minor) != (4, 5):
        return [f"the format is {kept.nbformat}.{kept.nbformat_minor}"]
    run = copy.deepcopy(kept)
    nbclient.NotebookClient(run, timeout=LONGEST, kernel_name="python3", allow_errors=True).execute()
    cells = [pair for pair in zip(kept.cells, run.cells) if pair[0].cell_type == "code"]
    if len(cells) != 5:
        return [f"there are {len(cells)} cells of code"]
    differences = []
    for number, (before, after) in enumerate(cells, 1):
        if outputs(before) != outputs(after):
            differences.append(f"cell {number}: the page kept {outputs(before)}, Jupyter gives {outputs(after)}")
        print(f"cell {number}: {[output[0] for output in outputs(after)]}")
    return differences


def main(paths):
    """Checks each file; at least one must be there."""
    trouble = [f"{path}: {difference}" for path in paths for difference in check(path)]
    for line in trouble:
        print(line, file=sys.stderr)
    return 1 if trouble or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
