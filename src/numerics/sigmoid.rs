//! The sigmoid and its gradient.

use super::exp::exp_in_two_parts;

/// Beyond, `1 + e^-|x|` cannot be told from 1.
const SATURATED: f64 = 37.5;

/// `1 / (1 + e^-x)`, at most 1 ulp from the truth for every `x`.
///
/// Unlike the lecture's `1 / (1 + np.exp(-x))`, which the cells compute as written, this form
/// neither overflows nor loses places: `e` to a power that is never positive, and the quotient
/// in twice the working precision. `sigmoid(-inf)` is 0, `sigmoid(inf)` is 1, NaN stays NaN.
pub fn sigmoid(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x >= SATURATED {
        return 1.0;
    }
    if x <= -SATURATED {
        return super::exp(x);
    }
    let (power, power_rest) = exp_in_two_parts(-x.abs());
    let sum = 1.0 + power;
    let sum_rest = (power - (sum - 1.0)) + power_rest;
    if x >= 0.0 {
        quotient(1.0, 0.0, sum, sum_rest)
    } else {
        quotient(power, power_rest, sum, sum_rest)
    }
}

/// The sigmoid's gradient at an activation `a = sigmoid(x)`: `a (1 - a)`, from 0 to 0.25.
///
/// Mind that the argument is the *activation*, as in the lecture, not `x`.
pub fn sigmoid_gradient(activation: f64) -> f64 {
    activation * (1.0 - activation)
}

/// `(a + b) / (c + d)` where `b` and `d` are what `a` and `c` lack, rounded once but for the
/// last bits of the correction.
fn quotient(a: f64, b: f64, c: f64, d: f64) -> f64 {
    let first = a / c;
    let (product, product_rest) = exact_product(first, c);
    let remainder = ((a - product) - product_rest) + (b - first * d);
    first + remainder / c
}

/// The product of two doubles as a sum of two (T. J. Dekker, "A floating-point technique for
/// extending the available precision", Numerische Mathematik 18, 1971).
fn exact_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let (a_high, a_low) = split(a);
    let (b_high, b_low) = split(b);
    let rest = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    (product, rest)
}

/// A double as a sum of two with 26 bits each.
fn split(value: f64) -> (f64, f64) {
    let scaled = value * 134217729.0;
    let high = scaled - (scaled - value);
    (high, value - high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(x: f64, expected: f64) {
        let found = sigmoid(x);
        assert!(found == expected, "sigmoid({x:?}) gave {found:?}");
    }

    #[test]
    fn boundaries() {
        check(0.0, 0.5);
        check(-0.0, 0.5);
        check(f64::INFINITY, 1.0);
        check(f64::NEG_INFINITY, 0.0);
        check(745.0, 1.0);
        check(-745.0, 5e-324);
        check(-746.0, 0.0);
        assert!(sigmoid(f64::NAN).is_nan());
    }

    #[test]
    fn mirror_images_add_up_to_one() {
        for index in 0..1000 {
            let x = f64::from(index) * 0.04;
            assert!((sigmoid(x) + sigmoid(-x) - 1.0).abs() <= f64::EPSILON / 2.0);
        }
    }

    #[test]
    fn gradient_is_steepest_in_the_middle() {
        assert_eq!(sigmoid_gradient(sigmoid(0.0)), 0.25);
        assert_eq!(sigmoid_gradient(1.0), 0.0);
        assert!(sigmoid_gradient(0.49) < 0.25);
    }

    #[test]
    fn gradient_is_the_slope_of_the_function() {
        let step = 1e-5;
        for index in -20..=20 {
            let x = f64::from(index) * 0.3;
            let slope = (sigmoid(x + step) - sigmoid(x - step)) / (2.0 * step);
            assert!((slope - sigmoid_gradient(sigmoid(x))).abs() < 1e-10);
        }
    }
}
