//! `linspace.json`, `sigmoid.json`, `format.json`.

use super::support::{Differences, cases, number, numbers, same, text, ulps};
use vanishing_gradients::numerics::number_text::{fixed, general, repr, scientific};
use vanishing_gradients::numerics::{exp, linspace, sigmoid, sigmoid_gradient};

#[test]
fn linspace_is_numpys_to_the_bit() {
    let mut differences = Differences::default();
    for case in cases("linspace.json") {
        let num = case["num"].as_u64().map_or(50, |num| num as usize);
        let endpoint = case["endpoint"].as_bool().unwrap_or(true);
        let found = linspace(number(&case["start"]), number(&case["stop"]), num, endpoint);
        let expected = numbers(&case["values"]);
        let equal =
            found.len() == expected.len() && found.iter().zip(&expected).all(|(a, b)| same(*a, *b));
        differences.case((!equal).then(|| format!("{case}: {found:?}")));
    }
    differences.none();
}

#[test]
fn sigmoid_is_true_to_one_ulp() {
    let mut differences = Differences::default();
    for case in cases("sigmoid.json") {
        let found = sigmoid(number(&case["x"]));
        let distance = ulps(found, number(&case["true"]));
        differences.case((distance > 1).then(|| format!("{case}: {found:?}")));
    }
    differences.none();
}

#[test]
fn lectures_formula_is_numpys_to_three_ulp() {
    let mut differences = Differences::default();
    for case in cases("sigmoid.json") {
        let activation = 1.0 / (1.0 + exp(-number(&case["x"])));
        let gradient = sigmoid_gradient(activation);
        let naive = number(&case["naive"]);
        let naive_gradient = number(&case["naive_gradient"]);
        let right = ulps(activation, naive) <= 3
            && if same(activation, naive) {
                same(gradient, naive_gradient)
            } else {
                (gradient - naive_gradient).abs() <= 2.3e-16
            };
        differences.case((!right).then(|| format!("{case}: {activation:?}, {gradient:?}")));
    }
    differences.none();
}

#[test]
fn number_text_is_pythons_to_the_character() {
    let mut differences = Differences::default();
    for case in cases("format.json") {
        let bits = u64::from_str_radix(text(&case["bits"]), 16).expect("sixteen hex digits");
        let value = f64::from_bits(bits);
        let found = [
            ("repr", repr(value)),
            ("numpy_str", repr(value)),
            (".3f", fixed(value, 3)),
            (".5f", fixed(value, 5)),
            (".2e", scientific(value, 2)),
            ("g", general(value, 6, false)),
        ];
        for (field, found) in found {
            let expected = text(&case[field]);
            differences.case(
                (found != expected)
                    .then(|| format!("{bits:016x} {field}: {found}, not {expected}")),
            );
        }
    }
    differences.none();
}
