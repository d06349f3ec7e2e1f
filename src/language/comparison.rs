//! Equality, order, identity and membership.
//!
//! Knows nothing of instructions.

use super::dictionary::Dictionary;
use super::error::ErrorKind;
use super::integers;
use super::machine::{Machine, too_deep};
use super::numpy;
use super::syntax_tree::Comparison;
use super::types::Type;
use super::value::{DictViewKind, Outcome, Raised, Value};
use crate::numerics::array::Scalar;
use crate::numerics::big_integer::BigInt;
use std::cmp::Ordering;
use std::rc::Rc;

/// How deeply lists and tuples may be nested in what is compared.
const DEPTH: usize = 200;

impl Comparison {
    /// As source text and messages write it.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::LessEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterEqual => ">=",
            Comparison::Is => "is",
            Comparison::IsNot => "is not",
            Comparison::In => "in",
            Comparison::NotIn => "not in",
        }
    }

    fn accepts(self, order: Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::NotEqual => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterEqual => order.is_ge(),
            _ => false,
        }
    }
}

impl Machine {
    /// `left comparison right`; arrays give arrays.
    ///
    /// # Errors
    /// `TypeError` for values without an order.
    pub fn compare(&mut self, comparison: Comparison, left: &Value, right: &Value) -> Outcome {
        Ok(Value::Bool(match comparison {
            Comparison::Is => is_same(left, right),
            Comparison::IsNot => !is_same(left, right),
            Comparison::In => self.contains(right, left)?,
            Comparison::NotIn => !self.contains(right, left)?,
            _ => return self.rich_compare(comparison, left, right, DEPTH),
        }))
    }

    /// `left == right` as a truth value.
    ///
    /// # Errors
    /// `ValueError` where the truth of an array is asked for, `RecursionError` for deep nesting.
    pub fn equal(&mut self, left: &Value, right: &Value) -> Result<bool, Raised> {
        self.equal_nested(left, right, DEPTH)
    }

    /// `left < right` as a truth value, for sorting.
    ///
    /// # Errors
    /// `TypeError` for values without an order.
    pub fn less(&mut self, left: &Value, right: &Value) -> Result<bool, Raised> {
        let verdict = self.rich_compare(Comparison::Less, left, right, DEPTH)?;
        self.truth(&verdict)
    }

    fn rich_compare(
        &mut self,
        comparison: Comparison,
        left: &Value,
        right: &Value,
        depth: usize,
    ) -> Outcome {
        if let (Value::Integer(left), Value::Integer(right)) = (left, right) {
            return Ok(Value::Bool(comparison.accepts(left.cmp(right))));
        }
        let numpy_side = |value: &Value| matches!(value, Value::Array(_) | Value::Scalar(_));
        if (numpy_side(left) || numpy_side(right))
            && let Some(outcome) = numpy::compare(self, comparison, left, right)
        {
            return outcome;
        }
        let verdict = match comparison {
            Comparison::Equal => self.equal_python(left, right, depth)?,
            Comparison::NotEqual => !self.equal_python(left, right, depth)?,
            _ => return self.order(comparison, left, right, depth),
        };
        Ok(Value::Bool(verdict))
    }

    fn equal_nested(&mut self, left: &Value, right: &Value, depth: usize) -> Result<bool, Raised> {
        if is_same(left, right) {
            return Ok(true);
        }
        let verdict = self.rich_compare(Comparison::Equal, left, right, depth)?;
        self.truth(&verdict)
    }

    /// Equality of what is no array.
    fn equal_python(&mut self, left: &Value, right: &Value, depth: usize) -> Result<bool, Raised> {
        let nested = depth.checked_sub(1).ok_or_else(too_deep);
        match (left, right) {
            (Value::List(left), Value::List(right)) => {
                if Rc::ptr_eq(left, right) {
                    return Ok(true);
                }
                self.charge((left.borrow().len() + right.borrow().len()) / 8)?;
                let (left, right) = (left.borrow().clone(), right.borrow().clone());
                self.equal_items(&left, &right, nested?)
            }
            (Value::Tuple(left), Value::Tuple(right)) => self.equal_items(left, right, nested?),
            (Value::Dict(left), Value::Dict(right)) => {
                self.charge((left.borrow().len() + right.borrow().len()) / 4)?;
                let (left, right) = (left.borrow().clone(), right.borrow().clone());
                self.equal_dicts(&left, &right, nested?)
            }
            (Value::Slice(left), Value::Slice(right)) => {
                let parts = |slice: &super::value::Slice| {
                    [slice.start.clone(), slice.stop.clone(), slice.step.clone()]
                };
                self.equal_items(&parts(left), &parts(right), nested?)
            }
            (Value::Set(_) | Value::DictView(_), Value::Set(_) | Value::DictView(_)) => {
                self.charge(set_length(left) + set_length(right))?;
                equal_sets(left, right)
            }
            (Value::Object(object), other) | (other, Value::Object(object)) => {
                Ok(is_same(left, right) || object.equals_value(other))
            }
            _ => Ok(same_key(left, right)),
        }
    }

    fn equal_items(
        &mut self,
        left: &[Value],
        right: &[Value],
        depth: usize,
    ) -> Result<bool, Raised> {
        if left.len() != right.len() {
            return Ok(false);
        }
        Ok(self.first_difference(left, right, depth)?.is_none())
    }

    /// The first index where two sequences differ, up to the shorter one's end.
    fn first_difference(
        &mut self,
        left: &[Value],
        right: &[Value],
        depth: usize,
    ) -> Result<Option<usize>, Raised> {
        for (index, (left, right)) in left.iter().zip(right).enumerate() {
            self.charge(1)?;
            if !self.equal_nested(left, right, depth)? {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }

    fn equal_dicts(
        &mut self,
        left: &Dictionary,
        right: &Dictionary,
        depth: usize,
    ) -> Result<bool, Raised> {
        if left.len() != right.len() {
            return Ok(false);
        }
        for (key, value) in left.iter() {
            self.charge(1)?;
            match right.get(key)? {
                Some(other) if self.equal_nested(value, other, depth)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// `<`, `<=`, `>`, `>=`
    fn order(
        &mut self,
        comparison: Comparison,
        left: &Value,
        right: &Value,
        depth: usize,
    ) -> Outcome {
        let nested = depth.checked_sub(1).ok_or_else(too_deep);
        if let Some(order) = order_numbers(left, right) {
            return Ok(Value::Bool(
                order.is_some_and(|order| comparison.accepts(order)),
            ));
        }
        match (left, right) {
            (Value::String(left), Value::String(right)) => Ok(Value::Bool(
                comparison.accepts(left.chars().cmp(right.chars())),
            )),
            (Value::List(left), Value::List(right)) => {
                self.charge((left.borrow().len() + right.borrow().len()) / 8)?;
                let (left, right) = (left.borrow().clone(), right.borrow().clone());
                self.order_items(comparison, &left, &right, nested?)
            }
            (Value::Tuple(left), Value::Tuple(right)) => {
                self.order_items(comparison, left, right, nested?)
            }
            (Value::Set(left), Value::Set(right)) => {
                self.charge(left.borrow().len() + right.borrow().len())?;
                let (left, right) = (left.borrow(), right.borrow());
                let order = left.len().cmp(&right.len());
                let (few, many) = match comparison {
                    Comparison::Less | Comparison::LessEqual => (&left, &right),
                    _ => (&right, &left),
                };
                let mut subset = comparison.accepts(order);
                for value in few.iter() {
                    subset = subset && many.contains(value)?;
                }
                Ok(Value::Bool(subset))
            }
            _ => Err(Raised::type_error(format!(
                "'{}' not supported between instances of '{}' and '{}'",
                comparison.symbol(),
                left.message_name(),
                right.message_name()
            ))),
        }
    }

    fn order_items(
        &mut self,
        comparison: Comparison,
        left: &[Value],
        right: &[Value],
        depth: usize,
    ) -> Outcome {
        match self.first_difference(left, right, depth)? {
            Some(index) => self.rich_compare(comparison, &left[index], &right[index], depth),
            None => Ok(Value::Bool(
                comparison.accepts(left.len().cmp(&right.len())),
            )),
        }
    }

    /// `item in container`
    ///
    /// # Errors
    /// `TypeError` for what contains nothing.
    pub fn contains(&mut self, container: &Value, item: &Value) -> Result<bool, Raised> {
        match (container, item) {
            (Value::String(text), Value::String(part)) => {
                self.charge(text.len() / 64)?;
                Ok(text.contains(&**part))
            }
            (Value::String(_), _) => Err(Raised::type_error(format!(
                "'in <string>' requires string as left operand, not {}",
                item.message_name()
            ))),
            (Value::Dict(dict), _) => {
                self.charge_key(item)?;
                Ok(dict.borrow().get(item)?.is_some())
            }
            (Value::DictView(view), _) if view.kind == DictViewKind::Keys => {
                Ok(view.dict.borrow().get(item)?.is_some())
            }
            (Value::Set(set), _) => {
                self.charge_key(item)?;
                set.borrow().contains(item)
            }
            (Value::Array(array), _) => numpy::contains(self, array, item),
            (Value::Range(range), Value::Integer(number)) => {
                let offset = i128::from(*number) - i128::from(range.start);
                let step = i128::from(range.step);
                let index = offset / step;
                Ok(offset % step == 0 && index >= 0 && (index as usize) < range.length())
            }
            _ => self.contains_by_search(container, item),
        }
    }

    fn contains_by_search(&mut self, container: &Value, item: &Value) -> Result<bool, Raised> {
        let iterator = self.iterate(container).map_err(|mut raised| {
            if raised.message.ends_with("is not iterable") {
                raised.message = format!(
                    "argument of type '{}' is not iterable",
                    container.message_name()
                );
            }
            raised
        })?;
        while let Some(value) = self.next(&iterator)? {
            if self.equal(&value, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `bool(value)`
    ///
    /// # Errors
    /// `ValueError` for an array of more than one element.
    pub fn truth(&mut self, value: &Value) -> Result<bool, Raised> {
        Ok(match value {
            Value::None => false,
            Value::Bool(flag) => *flag,
            Value::Integer(number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Complex(number) => **number != (0.0, 0.0),
            Value::String(text) => !text.is_empty(),
            Value::List(list) => !list.borrow().is_empty(),
            Value::Tuple(tuple) => !tuple.is_empty(),
            Value::Dict(dict) => !dict.borrow().is_empty(),
            Value::DictView(view) => !view.dict.borrow().is_empty(),
            Value::Set(set) => !set.borrow().is_empty(),
            Value::Range(range) => range.length() > 0,
            Value::Scalar(Scalar::Float(number)) => *number != 0.0,
            Value::Scalar(Scalar::Integer(number)) => *number != 0,
            Value::Scalar(Scalar::Bool(flag)) => *flag,
            Value::Array(array) => numpy::truth(self, array)?,
            Value::Object(object) => object.length() != Some(0),
            _ => true,
        })
    }

    /// `len(value)`
    ///
    /// # Errors
    /// `TypeError: object of type 'int' has no len()`.
    pub fn length(&mut self, value: &Value) -> Result<usize, Raised> {
        let length = match value {
            Value::String(text) => {
                self.charge(text.len() / 64)?;
                Some(text.chars().count())
            }
            Value::List(list) => Some(list.borrow().len()),
            Value::Tuple(tuple) => Some(tuple.len()),
            Value::Dict(dict) => Some(dict.borrow().len()),
            Value::DictView(view) => Some(view.dict.borrow().len()),
            Value::Set(set) => Some(set.borrow().len()),
            Value::Range(range) => Some(range.length()),
            Value::Array(array) => Some(numpy::length(array)?),
            Value::Object(object) => object.length(),
            _ => None,
        };
        length.ok_or_else(|| {
            Raised::type_error(format!(
                "object of type '{}' has no len()",
                value.message_name()
            ))
        })
    }
}

/// `left is right`. Equal immutable numbers and strings count as one object.
pub fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::None, Value::None) | (Value::Ellipsis, Value::Ellipsis) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Integer(left), Value::Integer(right)) => left == right,
        (Value::BigInteger(left), Value::BigInteger(right)) => left == right,
        (Value::Float(left), Value::Float(right)) => left.to_bits() == right.to_bits(),
        (Value::String(left), Value::String(right)) => left == right,
        (Value::List(left), Value::List(right)) => Rc::ptr_eq(left, right),
        (Value::Tuple(left), Value::Tuple(right)) => {
            Rc::ptr_eq(left, right) || left.is_empty() && right.is_empty()
        }
        (Value::Dict(left), Value::Dict(right)) => left.address() == right.address(),
        (Value::Set(left), Value::Set(right)) => left.address() == right.address(),
        (Value::Range(left), Value::Range(right)) => Rc::ptr_eq(left, right),
        (Value::Slice(left), Value::Slice(right)) => Rc::ptr_eq(left, right),
        (Value::Array(left), Value::Array(right)) => left.is_same(right),
        (Value::Function(left), Value::Function(right)) => Rc::ptr_eq(left, right),
        (Value::Native(left), Value::Native(right)) => std::ptr::eq(*left, *right),
        (Value::Module(left), Value::Module(right)) => std::ptr::eq(*left, *right),
        (Value::Type(left), Value::Type(right)) => left == right,
        (Value::Iterator(left), Value::Iterator(right)) => Rc::ptr_eq(left, right),
        (Value::Exception(left), Value::Exception(right)) => Rc::ptr_eq(left, right),
        (Value::Object(left), Value::Object(right)) => {
            Rc::ptr_eq(left, right) || left.equals(right.as_ref())
        }
        _ => false,
    }
}

/// Equality of hashable values, which never fails.
pub fn same_key(left: &Value, right: &Value) -> bool {
    if let Some(order) = order_numbers(left, right) {
        return order == Some(Ordering::Equal);
    }
    match (left, right) {
        (Value::Complex(left), Value::Complex(right)) => **left == **right,
        (Value::Complex(complex), real) | (real, Value::Complex(complex)) => {
            complex.1 == 0.0
                && order_numbers(&Value::Float(complex.0), real) == Some(Some(Ordering::Equal))
        }
        (Value::Tuple(left), Value::Tuple(right)) => {
            Rc::ptr_eq(left, right)
                || left.len() == right.len()
                    && left
                        .iter()
                        .zip(right.iter())
                        .all(|(left, right)| is_same(left, right) || same_key(left, right))
        }
        (Value::Range(left), Value::Range(right)) => {
            let length = left.length();
            length == right.length()
                && (length == 0 || left.start == right.start)
                && (length <= 1 || left.step == right.step)
        }
        (Value::BoundMethod(left), Value::BoundMethod(right)) => {
            std::ptr::eq(left.1, right.1) && is_same(&left.0, &right.0)
        }
        _ => is_same(left, right),
    }
}

/// The order of two real numbers: `Some(None)` if one is NaN, `None` if one is no number.
pub fn order_numbers(left: &Value, right: &Value) -> Option<Option<Ordering>> {
    let (left, right) = (real(left)?, real(right)?);
    Some(match (left, right) {
        (Real::Small(left), Real::Small(right)) => Some(left.cmp(&right)),
        (Real::Float(left), Real::Float(right)) => left.partial_cmp(&right),
        (Real::Big(left), Real::Big(right)) => Some(left.cmp(&right)),
        (left, Real::Float(right)) => integers::compare_with_float(&left.exact(), right),
        (Real::Float(left), right) => {
            integers::compare_with_float(&right.exact(), left).map(Ordering::reverse)
        }
        (left, right) => Some(left.exact().cmp(&right.exact())),
    })
}

enum Real {
    Small(i64),
    Big(Rc<BigInt>),
    Float(f64),
}

impl Real {
    fn exact(&self) -> BigInt {
        match self {
            Real::Small(number) => BigInt::from(*number),
            Real::Big(number) => number.as_ref().clone(),
            Real::Float(_) => BigInt::default(),
        }
    }
}

fn real(value: &Value) -> Option<Real> {
    Some(match value {
        Value::Bool(flag) | Value::Scalar(Scalar::Bool(flag)) => Real::Small(i64::from(*flag)),
        Value::Integer(number) | Value::Scalar(Scalar::Integer(number)) => Real::Small(*number),
        Value::BigInteger(number) => Real::Big(number.clone()),
        Value::Float(number) | Value::Scalar(Scalar::Float(number)) => Real::Float(*number),
        _ => return None,
    })
}

fn set_length(value: &Value) -> usize {
    match value {
        Value::Set(set) => set.borrow().len(),
        _ => 0,
    }
}

fn equal_sets(left: &Value, right: &Value) -> Result<bool, Raised> {
    let (Value::Set(left), Value::Set(right)) = (left, right) else {
        return Ok(is_same(left, right));
    };
    let (left, right) = (left.borrow(), right.borrow());
    if left.len() != right.len() {
        return Ok(false);
    }
    for value in left.iter() {
        if !right.contains(value)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether `except class` catches an exception of a kind.
///
/// # Errors
/// `TypeError` for what is no exception class.
pub fn exception_matches(kind: ErrorKind, class: &Value) -> Result<bool, Raised> {
    match class {
        Value::Type(Type::Exception(other)) => Ok(kind.is_subclass_of(*other)),
        Value::Tuple(classes) => {
            let mut matches = false;
            for class in classes.iter() {
                let Value::Type(Type::Exception(other)) = class else {
                    return Err(not_a_class());
                };
                matches |= kind.is_subclass_of(*other);
            }
            Ok(matches)
        }
        _ => Err(not_a_class()),
    }
}

fn not_a_class() -> Raised {
    Raised::type_error("catching classes that do not inherit from BaseException is not allowed")
}
