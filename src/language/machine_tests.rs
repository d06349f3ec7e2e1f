//! What a machine does with whole cells, checked against CPython 3.11.

use super::machine::{CellResult, Machine};
use super::source::Source;

fn run(code: &str) -> CellResult {
    Machine::new().run(&Source::new("cell", code))
}

/// What the cell printed, then the `repr` of its last expression, or the last line of its error.
fn shown(result: &CellResult) -> String {
    let ending = match (&result.error, &result.value) {
        (Some(error), _) => error.to_string(),
        (None, Some((_, text))) => text.clone(),
        (None, None) => String::new(),
    };
    format!("{}{ending}", result.printed)
}

#[track_caller]
fn check(code: &str, expected: &str) {
    assert_eq!(shown(&run(code)), expected, "{code}");
}

/// The text that each traceback entry marks, outermost first.
#[track_caller]
fn check_places(code: &str, expected: &[(&str, &str)]) {
    let result = run(code);
    let traceback = result
        .error
        .map(|error| error.traceback)
        .unwrap_or_default();
    let places: Vec<(&str, &str)> = traceback
        .iter()
        .map(|entry| {
            let span = entry.span.start as usize..entry.span.end as usize;
            (&*entry.function, code.get(span).unwrap_or(""))
        })
        .collect();
    assert_eq!(places, expected, "{code}");
}

#[test]
fn arithmetic_is_pythons() {
    check("-7 // 2, -7 % 3, 7 % -3, 7.5 // 2", "(-4, 2, -2, 3.0)");
    check("2**100", "1267650600228229401496703205376");
    check("-2**2, 2**-1, 0**0", "(-4, 0.5, 1)");
    check("9223372036854775807 + 1", "9223372036854775808");
    check("-9223372036854775808 // -1", "9223372036854775808");
    check("(-8)**(1/3)", "(1.0000000000000002+1.7320508075688772j)");
    check("True & False, True + 1", "(False, 2)");
    check(
        "1 // 0",
        "ZeroDivisionError: integer division or modulo by zero",
    );
    check(
        "2.0 ** 10000",
        "OverflowError: (34, 'Numerical result out of range')",
    );
    check(
        "1 + 'a'",
        "TypeError: unsupported operand type(s) for +: 'int' and 'str'",
    );
    check(
        "x = 1\nx += 'a'",
        "TypeError: unsupported operand type(s) for +=: 'int' and 'str'",
    );
}

#[test]
fn comparisons_are_chained_and_exact() {
    check("1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 != 2", "(True, False, True)");
    check("2**53 + 1 == float(2**53)", "False");
    check(
        "[1, 2] < [1, 3], (1, 'a') < (1, 2)",
        "TypeError: '<' not supported between instances of 'str' and 'int'",
    );
}

#[test]
fn variables_have_their_scope() {
    check(
        "def f():\n  x += 1\nx = 1\nf()",
        "UnboundLocalError: cannot access local variable 'x' where it is not associated with a value",
    );
    check(
        "def f():\n  def g():\n    return x\n  g()\n  x = 1\nf()",
        "NameError: cannot access free variable 'x' where it is not associated with a value in enclosing scope",
    );
    check(
        "def f():\n  x = 1\n  def g():\n    nonlocal x\n    x += 1\n    return x\n  return g\ng = f()\ng()\ng()",
        "3",
    );
    check("x = 5\n[x for x in range(3)]\nx", "5");
    check("[y := x for x in range(3)]\ny", "2");
    check("[g() for g in [lambda: i for i in range(3)]]", "[2, 2, 2]");
}

#[test]
fn blocks_are_left_in_order() {
    check(
        "def f():\n  for i in range(3):\n    try:\n      continue\n    finally:\n      print(i)\nf()",
        "0\n1\n2\n",
    );
    check(
        "def f():\n  while True:\n    try:\n      return 1\n    finally:\n      break\n  return 2\nf()",
        "2",
    );
    check(
        "x = 1\ntry:\n  raise ValueError\nexcept ValueError as x:\n  pass\nx",
        "NameError: name 'x' is not defined",
    );
    check(
        "try:\n  1 / 0\nexcept (ValueError, ZeroDivisionError) as e:\n  print(e)\nelse:\n  print('no')\nfinally:\n  print('end')",
        "division by zero\nend\n",
    );
}

#[test]
fn a_budget_that_ends_in_the_repr_is_one_and_has_a_place() {
    let code = "x = ['a' * 10_000_000] * 3\nx";
    let result = run(code);
    assert!(result.exhausted && result.value.is_none() && result.result.is_none());
    check_places(code, &[("<module>", "x")]);
    check_places("\n10**5000  # long", &[("<module>", "10**5000")]);
}

#[test]
fn errors_point_at_the_expression_that_failed() {
    check_places("x = [1,\n  2 / 0]", &[("<module>", "2 / 0")]);
    check_places(
        "def f(x):\n  return 1 / x\ndef g():\n  return f(0)\n1 + g()",
        &[("<module>", "g()"), ("g", "f(0)"), ("f", "1 / x")],
    );
    check_places("(1\n .real\n .foo)", &[("<module>", "foo")]);
    check_places("a, b = 1, 2, 3", &[("<module>", "a, b")]);
    check_places(
        "[1 / x for x in [0]]",
        &[
            ("<module>", "[1 / x for x in [0]]"),
            ("<listcomp>", "1 / x"),
        ],
    );
    check_places("assert 1 > 2, 'no'", &[("<module>", "1 > 2")]);
}

#[test]
fn suggestions_look_through_locals_globals_and_builtins() {
    check(
        "total_grad = 1\ntotal_gard",
        "NameError: name 'total_gard' is not defined. Did you mean: 'total_grad'?",
    );
    check(
        "def f():\n  sigmoyd = 1\n  sigmoid\nf()",
        "NameError: name 'sigmoid' is not defined. Did you mean: 'sigmoyd'?",
    );
    check(
        "pint(1)",
        "NameError: name 'pint' is not defined. Did you mean: 'print'?",
    );
    check(
        "[1].apend(2)",
        "AttributeError: 'list' object has no attribute 'apend'. Did you mean: 'append'?",
    );
}

#[test]
fn what_the_page_lacks_is_named() {
    check(
        "open('x')",
        "NotImplementedError: 'open' is part of Python, but this page does not know it",
    );
    check(
        "import os",
        "NotImplementedError: this page does not know the module 'os'; it knows numpy, matplotlib.pyplot and math",
    );
    check("import nope", "ModuleNotFoundError: No module named 'nope'");
}

#[test]
fn work_has_bounds_that_nothing_catches() {
    let endless = [
        "while True: pass",
        "try:\n  while True: pass\nexcept: pass",
        "x = [1]\nwhile True: x += x",
        "'a' * 10**18",
        "10**10**10",
        "'{:1000000000}'.format(1)",
        "while True: print('x')",
        "x = (1,)\nfor i in range(100): x = (x, x)\nhash(x)",
    ];
    for code in endless {
        assert!(run(code).exhausted, "{code}");
    }
    check(
        "def f(n): return f(n + 1)\nf(0)",
        "RecursionError: maximum recursion depth exceeded",
    );
    check(
        "def f(n): return sorted([1], key=f)\nf(0)",
        "RecursionError: maximum recursion depth exceeded",
    );
    check("x = []\nfor i in range(100000): x = [x]\nx == x", "True");
}

#[test]
fn a_fork_shares_nothing_that_can_change() {
    let mut first = Machine::new();
    let setup = "a = [1]\nb = a\nt = (a,)\nd = {'k': a}\ndef f(x=[]):\n  x.append(len(x))\n  return x\ndef g():\n  n = 0\n  def h():\n    nonlocal n\n    n += 1\n    return n\n  return h\nh = g()\ni = iter([1, 2, 3])\nnext(i)";
    first.run(&Source::new("cell", setup));
    let mut second = first.fork();
    let change = Source::new("cell", "b.append(2)\nf()\nh()\nnext(i)");
    second.run(&change);
    second.run(&change);
    let look = Source::new("cell", "a, b is a, t, d, f(), h(), next(i)");
    assert_eq!(
        shown(&first.run(&look)),
        "([1], True, ([1],), {'k': [1]}, [0], 1, 2)"
    );
    let look = Source::new("cell", "a, b is a, t, d, f(), h()");
    assert_eq!(
        shown(&second.run(&look)),
        "([1, 2, 2], True, ([1, 2, 2],), {'k': [1, 2, 2]}, [0, 1, 2], 3)"
    );
}

#[test]
fn a_cell_starts_where_the_last_one_ended() {
    let mut machine = Machine::new();
    machine.run(&Source::new("cell 1", "def f(x):\n  return 1 / x\ny = 1"));
    let result = machine.run(&Source::new("cell 2", "y += 1\nf(y - 2)"));
    let names: Vec<String> = result
        .error
        .map(|error| error.traceback)
        .unwrap_or_default()
        .iter()
        .map(|entry| entry.source.name.clone())
        .collect();
    assert_eq!(names, ["cell 2", "cell 1"]);
}
