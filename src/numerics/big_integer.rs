//! Integers of any size, exact: what Python's `int` is past 64 bits.
//!
//! Schoolbook methods, with a cost that grows with the product of the lengths; whoever computes
//! with long numbers counts that against a budget. Not a crate: num-bigint took 45 kB of the
//! page for methods that pay for themselves past any length a cell may reach.
//!
//! Knows nothing of the language.

use std::cmp::Ordering;
use std::ops::{Add, BitAnd, BitOr, BitXor, Mul, Neg, Shl, Shr, Sub};

/// An integer of any size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BigInt {
    /// Never set for zero.
    negative: bool,
    magnitude: Digits,
}

/// A number to the base 2^32, the least significant digit first, the last one not zero.
type Digits = Vec<u32>;

impl BigInt {
    fn new(negative: bool, mut magnitude: Digits) -> Self {
        while magnitude.last() == Some(&0) {
            magnitude.pop();
        }
        BigInt {
            negative: negative && !magnitude.is_empty(),
            magnitude,
        }
    }

    pub fn is_zero(&self) -> bool {
        self.magnitude.is_empty()
    }

    pub fn is_negative(&self) -> bool {
        self.negative
    }

    pub fn is_odd(&self) -> bool {
        self.magnitude.first().is_some_and(|digit| digit & 1 == 1)
    }

    /// The number without its sign.
    pub fn abs(&self) -> BigInt {
        BigInt::new(false, self.magnitude.clone())
    }

    /// How many bits the magnitude has.
    pub fn bits(&self) -> u64 {
        let unused = self.magnitude.last().map_or(0, |top| top.leading_zeros());
        32 * self.magnitude.len() as u64 - u64::from(unused)
    }

    /// The magnitude to the base 2^32, the least significant digit first.
    pub fn digits(&self) -> &[u32] {
        &self.magnitude
    }

    /// The number, where it fits.
    pub fn to_u64(&self) -> Option<u64> {
        match (self.negative, &self.magnitude[..]) {
            (_, []) => Some(0),
            (false, [low]) => Some(u64::from(*low)),
            (false, [low, high]) => Some(u64::from(*high) << 32 | u64::from(*low)),
            _ => None,
        }
    }

    /// The number, where it fits.
    pub fn to_i64(&self) -> Option<i64> {
        let magnitude = i128::from(self.abs().to_u64()?);
        i64::try_from(if self.negative { -magnitude } else { magnitude }).ok()
    }

    /// The number, where it fits.
    pub fn to_u32(&self) -> Option<u32> {
        self.to_u64().and_then(|number| u32::try_from(number).ok())
    }

    /// Quotient, rounded toward zero, and remainder, with the sign of `self`. Zero divided by
    /// anything and anything divided by zero are zero: callers complain before.
    pub fn divide(&self, divisor: &BigInt) -> (BigInt, BigInt) {
        let (quotient, remainder) = divided(&self.magnitude, &divisor.magnitude);
        (
            BigInt::new(self.negative != divisor.negative, quotient),
            BigInt::new(self.negative, remainder),
        )
    }

    /// `self` to the power of `exponent`.
    pub fn pow(&self, mut exponent: u32) -> BigInt {
        // Factors of two are shifts.
        let twos = self.trailing_zeros();
        let shift = twos.saturating_mul(u64::from(exponent));
        let mut square = self >> twos;
        let mut result = BigInt::from(1);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = &result * &square;
            }
            exponent >>= 1;
            if exponent > 0 {
                square = &square * &square;
            }
        }
        &result << shift
    }

    /// How many zeros end the magnitude to the base 2; none for zero.
    pub fn trailing_zeros(&self) -> u64 {
        let zeros = self.magnitude.iter().take_while(|digit| **digit == 0);
        let words = zeros.count();
        let rest = self.magnitude.get(words);
        rest.map_or(0, |digit| {
            32 * words as u64 + u64::from(digit.trailing_zeros())
        })
    }

    /// The number that digits to a base from 2 to 36 write; `None` for none and for other
    /// characters.
    pub fn from_digits(text: &str, radix: u32) -> Option<BigInt> {
        let mut magnitude = Vec::new();
        if text.is_empty() {
            return None;
        }
        if radix.is_power_of_two() {
            let (mut gathered, mut width) = (0u64, 0);
            for digit in text.chars().rev() {
                gathered |= u64::from(digit.to_digit(radix)?) << width;
                width += radix.trailing_zeros();
                if width >= 32 {
                    magnitude.push(gathered as u32);
                    gathered >>= 32;
                    width -= 32;
                }
            }
            magnitude.push(gathered as u32);
        } else {
            for digit in text.chars() {
                let mut carry = u64::from(digit.to_digit(radix)?);
                for place in &mut magnitude {
                    carry += u64::from(*place) * u64::from(radix);
                    *place = carry as u32;
                    carry >>= 32;
                }
                if carry > 0 {
                    magnitude.push(carry as u32);
                }
            }
        }
        Some(BigInt::new(false, magnitude))
    }

    /// The number to a base from 2 to 36, in small letters.
    pub fn to_text(&self, radix: u32) -> String {
        let mut text = Vec::new();
        if radix.is_power_of_two() {
            let width = radix.trailing_zeros();
            for place in 0..self.bits().div_ceil(u64::from(width)) {
                let from = place * u64::from(width);
                let word = |index: u64| self.magnitude.get(index as usize).copied().unwrap_or(0);
                let two = u64::from(word(from / 32 + 1)) << 32 | u64::from(word(from / 32));
                text.push((two >> (from % 32)) as u32 & (radix - 1));
            }
        } else {
            let mut rest = self.magnitude.clone();
            while !rest.is_empty() {
                // As many places at a time as one digit of 32 bits holds.
                let places = u32::MAX.ilog(radix);
                let mut low = divide_in_place(&mut rest, radix.pow(places));
                while rest.last() == Some(&0) {
                    rest.pop();
                }
                for _ in 0..places {
                    text.push(low % radix);
                    low /= radix;
                }
            }
            while text.last() == Some(&0) {
                text.pop();
            }
        }
        if text.is_empty() {
            text.push(0);
        }
        let digits = text.iter().rev();
        let sign = self.negative.then_some('-').into_iter();
        sign.chain(digits.filter_map(|digit| char::from_digit(*digit, radix)))
            .collect()
    }

    /// The two's complement, with as many digits as asked for.
    fn complement(&self, length: usize) -> Digits {
        let mut digits = self.magnitude.clone();
        digits.resize(length, 0);
        if self.negative {
            negate(&mut digits);
        }
        digits
    }

    /// `operation` on every digit of the two's complements.
    fn bitwise(&self, other: &BigInt, operation: fn(u32, u32) -> u32) -> BigInt {
        let length = self.magnitude.len().max(other.magnitude.len()) + 1;
        let mut digits = self.complement(length);
        for (digit, other) in digits.iter_mut().zip(other.complement(length)) {
            *digit = operation(*digit, other);
        }
        let negative = digits.last().is_some_and(|top| top >> 31 == 1);
        if negative {
            negate(&mut digits);
        }
        BigInt::new(negative, digits)
    }
}

/// The two's complement of a number as long.
fn negate(digits: &mut [u32]) {
    let mut carry = true;
    for digit in digits {
        (*digit, carry) = (!*digit).overflowing_add(u32::from(carry));
    }
}

impl From<u64> for BigInt {
    fn from(number: u64) -> Self {
        BigInt::new(false, vec![number as u32, (number >> 32) as u32])
    }
}

impl From<i64> for BigInt {
    fn from(number: i64) -> Self {
        let magnitude = number.unsigned_abs();
        BigInt::new(number < 0, vec![magnitude as u32, (magnitude >> 32) as u32])
    }
}

impl From<i32> for BigInt {
    fn from(number: i32) -> Self {
        BigInt::from(i64::from(number))
    }
}

impl Ord for BigInt {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => compared(&self.magnitude, &other.magnitude),
            (true, true) => compared(&other.magnitude, &self.magnitude),
            (left, right) => right.cmp(&left),
        }
    }
}

impl PartialOrd for BigInt {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Neg for &BigInt {
    type Output = BigInt;

    fn neg(self) -> BigInt {
        BigInt::new(!self.negative, self.magnitude.clone())
    }
}

impl Add for &BigInt {
    type Output = BigInt;

    fn add(self, other: &BigInt) -> BigInt {
        let (left, right) = (&self.magnitude, &other.magnitude);
        if self.negative == other.negative {
            return BigInt::new(self.negative, sum(left, right));
        }
        match compared(left, right) {
            Ordering::Less => BigInt::new(other.negative, difference(right, left)),
            _ => BigInt::new(self.negative, difference(left, right)),
        }
    }
}

impl Sub for &BigInt {
    type Output = BigInt;

    fn sub(self, other: &BigInt) -> BigInt {
        self + &-other
    }
}

impl Mul for &BigInt {
    type Output = BigInt;

    fn mul(self, other: &BigInt) -> BigInt {
        let digits = product(&self.magnitude, &other.magnitude);
        BigInt::new(self.negative != other.negative, digits)
    }
}

impl BitAnd for &BigInt {
    type Output = BigInt;

    fn bitand(self, other: &BigInt) -> BigInt {
        self.bitwise(other, |left, right| left & right)
    }
}

impl BitOr for &BigInt {
    type Output = BigInt;

    fn bitor(self, other: &BigInt) -> BigInt {
        self.bitwise(other, |left, right| left | right)
    }
}

impl BitXor for &BigInt {
    type Output = BigInt;

    fn bitxor(self, other: &BigInt) -> BigInt {
        self.bitwise(other, |left, right| left ^ right)
    }
}

impl Shl<u64> for &BigInt {
    type Output = BigInt;

    fn shl(self, count: u64) -> BigInt {
        BigInt::new(self.negative, shifted(&self.magnitude, count))
    }
}

/// Rounds down, as Python does.
impl Shr<u64> for &BigInt {
    type Output = BigInt;

    fn shr(self, count: u64) -> BigInt {
        let words = usize::try_from(count / 32).unwrap_or(usize::MAX);
        let kept = self.magnitude.get(words..).unwrap_or(&[]);
        // A shift to the left by the rest of a digit, and then by a whole one to the right.
        let digits = match count % 32 {
            0 => kept.to_vec(),
            rest => shifted(kept, 32 - rest).split_off(kept.len().min(1)),
        };
        let shorter = BigInt::new(self.negative, digits);
        if self.negative && self.trailing_zeros() < count {
            return &shorter - &BigInt::from(1);
        }
        shorter
    }
}

fn compared(left: &[u32], right: &[u32]) -> Ordering {
    let lengths = left.len().cmp(&right.len());
    lengths.then_with(|| left.iter().rev().cmp(right.iter().rev()))
}

fn sum(left: &[u32], right: &[u32]) -> Digits {
    let (longer, shorter) = if left.len() < right.len() {
        (right, left)
    } else {
        (left, right)
    };
    let mut digits = longer.to_vec();
    digits.push(0);
    add(&mut digits, shorter);
    digits
}

/// Adds a number that is no longer, and tells whether there is a carry at the end.
fn add(digits: &mut [u32], other: &[u32]) -> bool {
    let mut carry = 0;
    for (index, digit) in digits.iter_mut().enumerate() {
        carry += u64::from(*digit) + u64::from(other.get(index).copied().unwrap_or(0));
        *digit = carry as u32;
        carry >>= 32;
    }
    carry > 0
}

/// `left - right`, which is not negative.
fn difference(left: &[u32], right: &[u32]) -> Digits {
    let mut digits = left.to_vec();
    subtract(&mut digits, right, 1);
    digits
}

/// Subtracts a number that is no longer, `factor` times, and tells whether the result, which is
/// left modulo its length, is negative.
fn subtract(digits: &mut [u32], other: &[u32], factor: u32) -> bool {
    let mut borrow = 0;
    for (index, digit) in digits.iter_mut().enumerate() {
        let other = u64::from(other.get(index).copied().unwrap_or(0));
        let product = other * u64::from(factor) + borrow;
        let (left, under) = digit.overflowing_sub(product as u32);
        *digit = left;
        borrow = (product >> 32) + u64::from(under);
    }
    borrow > 0
}

fn product(left: &[u32], right: &[u32]) -> Digits {
    let mut digits = vec![0; left.len() + right.len()];
    for (start, left) in left.iter().enumerate() {
        let mut carry = 0;
        for (place, right) in digits.iter_mut().skip(start).zip(right) {
            carry += u64::from(*place) + u64::from(*left) * u64::from(*right);
            *place = carry as u32;
            carry >>= 32;
        }
        // Nothing has reached the place after these yet.
        if let Some(place) = digits.get_mut(start + right.len()) {
            *place = carry as u32;
        }
    }
    digits
}

/// Shifted to the left.
fn shifted(digits: &[u32], count: u64) -> Digits {
    let mut result = vec![0; (count / 32) as usize];
    let mut carry = 0;
    for digit in digits {
        carry |= u64::from(*digit) << (count % 32);
        result.push(carry as u32);
        carry >>= 32;
    }
    result.push(carry as u32);
    result
}

/// Divides by one digit, which is not zero, and gives the remainder.
fn divide_in_place(digits: &mut [u32], divisor: u32) -> u32 {
    let mut rest = 0;
    for digit in digits.iter_mut().rev() {
        rest = rest << 32 | u64::from(*digit);
        *digit = (rest / u64::from(divisor)) as u32;
        rest %= u64::from(divisor);
    }
    rest as u32
}

/// Quotient and remainder. Follows Knuth's algorithm D (volume 2, 4.3.1), but takes a guess of
/// a digit that may be up to two too large back where it is.
fn divided(left: &[u32], right: &[u32]) -> (Digits, Digits) {
    let Some(top) = right.last().filter(|_| left.len() >= right.len()) else {
        return (Vec::new(), left.to_vec());
    };
    // With the highest bit of the divisor set, a guess from the highest digits is near.
    let shift = u64::from(top.leading_zeros());
    let mut rest = shifted(left, shift);
    let mut divisor = shifted(right, shift);
    divisor.pop();
    let top = u64::from(divisor.last().copied().unwrap_or(1));
    let length = divisor.len();
    let mut quotient = vec![0; left.len() + 1 - right.len()];
    for (start, digit) in quotient.iter_mut().enumerate().rev() {
        let Some(window) = rest.get_mut(start..=start + length) else {
            continue;
        };
        let head = u64::from(window[length]) << 32 | u64::from(window[length - 1]);
        *digit = u32::try_from(head / top).unwrap_or(u32::MAX);
        let mut negative = subtract(window, &divisor, *digit);
        while negative {
            *digit -= 1;
            negative = !add(window, &divisor);
        }
    }
    rest.truncate(length);
    let remainder = &BigInt::new(false, rest) >> shift;
    (quotient, remainder.magnitude)
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigInt as Oracle;
    use proptest::prelude::*;

    fn ours(number: &Oracle) -> BigInt {
        let text = number.to_string();
        match text.strip_prefix('-') {
            Some(digits) => -&BigInt::from_digits(digits, 10).unwrap(),
            None => BigInt::from_digits(&text, 10).unwrap(),
        }
    }

    /// Numbers of up to 200 bits, with long runs of zeros and ones among their bits.
    fn numbers() -> impl Strategy<Value = Oracle> {
        let runs = prop::collection::vec((0..4u32, any::<bool>()), 0..12);
        (runs, any::<bool>(), any::<u16>()).prop_map(|(runs, negative, low)| {
            let mut number = Oracle::from(1);
            for (words, ones) in runs {
                number <<= words * 16 + 1;
                if ones {
                    number -= 1;
                }
            }
            number += low;
            if negative { -number } else { number }
        })
    }

    #[track_caller]
    fn check(ours: BigInt, expected: Oracle) {
        assert_eq!(ours.to_text(10), expected.to_string());
        assert_eq!(ours.is_zero(), expected == Oracle::from(0));
        assert_eq!(ours.bits(), expected.bits());
    }

    proptest! {
        #[test]
        fn operations_are_those_of_num_bigint(left in numbers(), right in numbers(), count in 0..99u32) {
            let (a, b) = (&ours(&left), &ours(&right));
            check(a + b, &left + &right);
            check(a - b, &left - &right);
            check(a * b, &left * &right);
            check(a & b, &left & &right);
            check(a | b, &left | &right);
            check(a ^ b, &left ^ &right);
            check(a << u64::from(count), &left << count);
            check(a >> u64::from(count), &left >> count);
            check(a.pow(count % 9), left.pow(count % 9));
            assert_eq!(a.cmp(b), left.cmp(&right));
            if right != Oracle::from(0) {
                let (quotient, remainder) = a.divide(b);
                check(quotient, &left / &right);
                check(remainder, &left % &right);
            }
        }

        #[test]
        fn texts_read_back(number in numbers(), radix in 2..36u32) {
            let text = number.to_str_radix(radix);
            let digits = text.trim_start_matches('-');
            assert_eq!(ours(&number).to_text(radix), text);
            assert_eq!(BigInt::from_digits(digits, radix).unwrap(), ours(&number).abs());
        }
    }

    #[test]
    fn numbers_fit_where_they_fit() {
        for number in [0, 1, -1, i64::MAX, i64::MIN, 1 << 32] {
            assert_eq!(BigInt::from(number).to_i64(), Some(number));
        }
        assert_eq!((&BigInt::from(i64::MIN) - &BigInt::from(1)).to_i64(), None);
        assert_eq!(BigInt::from(u64::MAX).to_i64(), None);
        assert_eq!(BigInt::from(u64::MAX).to_u64(), Some(u64::MAX));
        assert_eq!(BigInt::from(-1).to_u64(), None);
    }

    #[test]
    fn texts_of_other_characters_are_no_numbers() {
        assert_eq!(BigInt::from_digits("", 10), None);
        assert_eq!(BigInt::from_digits("12a", 10), None);
        assert_eq!(BigInt::from_digits("128", 8), None);
    }
}
