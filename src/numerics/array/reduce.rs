//! Reductions: sums, products, extremes and truth, over all elements or along axes.

use super::element::{RunReader, integer_of, word_of};
use super::elementwise::all_finite;
use super::operators::{DIVIDE, larger, smaller};
use super::shape::{Shape, Strides, Walk};
use super::{Array, ArrayError, ArrayResult, DataType, FloatingFlags, Scalar};

/// Which axes a reduction runs over, and what becomes of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axes {
    /// Counted from the front, each at most once; `None` means all.
    pub axes: Option<Vec<usize>>,
    /// Whether the reduced axes stay, with extent 1.
    pub keep_dimensions: bool,
}

impl Axes {
    /// All elements to one 0-d result.
    pub const ALL: Axes = Axes {
        axes: None,
        keep_dimensions: false,
    };

    /// One axis, which disappears.
    pub fn one(axis: usize) -> Self {
        Axes {
            axes: Some(vec![axis]),
            keep_dimensions: false,
        }
    }

    fn contains(&self, axis: usize) -> bool {
        self.axes.as_ref().is_none_or(|axes| axes.contains(&axis))
    }

    /// The shape of the result.
    pub fn reduced_shape(&self, shape: &[usize]) -> Shape {
        let mut reduced = Shape::new();
        for (axis, &extent) in shape.iter().enumerate() {
            match self.contains(axis) {
                true if self.keep_dimensions => reduced.push(1),
                true => {}
                false => reduced.push(extent),
            }
        }
        reduced
    }

    /// How many elements become one.
    pub fn count(&self, shape: &[usize]) -> usize {
        let mut count = 1;
        for (axis, &extent) in shape.iter().enumerate() {
            if self.contains(axis) {
                count *= extent;
            }
        }
        count
    }
}

/// An axis counted from the end where negative, as an index from the front.
///
/// # Errors
/// `axis 2 is out of bounds for array of dimension 1`
pub fn normalized_axis(axis: i64, rank: usize) -> ArrayResult<usize> {
    let counted = if axis < 0 { axis + rank as i64 } else { axis };
    if counted < 0 || counted >= rank as i64 {
        return Err(ArrayError::axis(axis, rank));
    }
    Ok(counted as usize)
}

/// Folds the words of each group into one. `step` takes a run of neighbours at a time: as
/// NumPy's inner loop, it sees the whole innermost reduced axis where that is the axis of
/// smallest stride, else one element at a time.
pub(super) fn fold(
    array: &Array,
    axes: &Axes,
    data_type: DataType,
    initial: f64,
    step: fn(f64, &[f64]) -> f64,
) -> Array {
    let (kept, reduced) = split_axes(array, axes);
    let run_limit = if reduces_innermost(array, axes) {
        usize::MAX
    } else {
        1
    };
    let shape = axes.reduced_shape(array.shape());
    let mut reader = RunReader::new(array, data_type);
    let mut output = Vec::with_capacity(shape.iter().product());
    let mut groups = Walk::new(&kept.0, &kept.1, array.0.offset);
    while let Some(group) = groups.next_run(1) {
        let mut value = initial;
        let mut runs = Walk::new(&reduced.0, &reduced.1, group.offset);
        while let Some(run) = runs.next_run(run_limit) {
            value = step(value, reader.slice(run));
        }
        output.push(value);
    }
    Array::from_words(output, data_type, &shape)
}

type Layout = (Shape, Strides);

/// The kept axes in order, and the reduced axes from the largest stride to the smallest.
fn split_axes(array: &Array, axes: &Axes) -> (Layout, Layout) {
    let (mut kept, mut reduced) = (Layout::default(), Layout::default());
    for (axis, (&extent, &stride)) in array.0.shape.iter().zip(&array.0.strides).enumerate() {
        if axes.contains(axis) {
            let larger = |other: &isize| other.unsigned_abs() >= stride.unsigned_abs();
            let place = reduced.1.iter().take_while(|other| larger(other)).count();
            reduced.0.insert(place, extent);
            reduced.1.insert(place, stride);
        } else {
            kept.0.push(extent);
            kept.1.push(stride);
        }
    }
    (kept, reduced)
}

/// Whether the axis of smallest stride, among those with more than one element, is reduced.
fn reduces_innermost(array: &Array, axes: &Axes) -> bool {
    let (mut smallest, mut reduced) = (usize::MAX, true);
    for (axis, (&extent, &stride)) in array.0.shape.iter().zip(&array.0.strides).enumerate() {
        if extent > 1 && stride.unsigned_abs() <= smallest {
            smallest = stride.unsigned_abs();
            reduced = axes.contains(axis);
        }
    }
    reduced
}

/// NumPy's pairwise sum: eight running sums in blocks of up to 128, halves added above that,
/// so that the error grows with the logarithm of the length.
pub(super) fn pairwise_sum(values: &[f64]) -> f64 {
    if values.len() < 8 {
        return values.iter().fold(-0.0, |sum, value| sum + value);
    }
    if values.len() > 128 {
        let half = values.len() / 2;
        let (first, second) = values.split_at(half - half % 8);
        return pairwise_sum(first) + pairwise_sum(second);
    }
    let (blocks, rest) = values.as_chunks::<8>();
    let mut sums = blocks[0];
    for block in &blocks[1..] {
        for (sum, value) in sums.iter_mut().zip(block) {
            *sum += value;
        }
    }
    let [a, b, c, d, e, f, g, h] = sums;
    let sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
    rest.iter().fold(sum, |sum, value| sum + value)
}

/// The extreme of a run: eight running extremes, which do not wait for one another (a tenth
/// of the time of one).
fn extreme(start: f64, run: &[f64], better: impl Fn(f64, f64) -> f64) -> f64 {
    let (blocks, rest) = run.as_chunks::<8>();
    let mut extremes = [start; 8];
    for block in blocks {
        for (extreme, value) in extremes.iter_mut().zip(block) {
            *extreme = better(*extreme, *value);
        }
    }
    let lanes = extremes.iter().chain(rest);
    lanes.fold(start, |extreme, value| better(extreme, *value))
}

fn largest_integer(start: f64, run: &[f64]) -> f64 {
    let integers = run.iter().map(|&word| integer_of(word));
    word_of(integers.fold(integer_of(start), i64::max))
}

fn smallest_integer(start: f64, run: &[f64]) -> f64 {
    let integers = run.iter().map(|&word| integer_of(word));
    word_of(integers.fold(integer_of(start), i64::min))
}

/// A statistic, with the flags of its sum and those of its last division, which NumPy
/// reports under different names.
pub struct Statistic {
    pub value: Array,
    pub in_reduction: FloatingFlags,
    pub in_division: FloatingFlags,
}

impl Array {
    /// The sum; of bool, a count. Integers wrap.
    pub fn sum(&self, axes: &Axes) -> (Array, FloatingFlags) {
        self.total(
            axes,
            0,
            |sum, run| sum + pairwise_sum(run),
            |sum, run| {
                let integers = run.iter().map(|&word| integer_of(word));
                word_of(integers.fold(integer_of(sum), i64::wrapping_add))
            },
        )
    }

    /// A reduction of floats, or else of integers, that starts from a whole number.
    pub(super) fn total(
        &self,
        axes: &Axes,
        initial: i64,
        float: fn(f64, &[f64]) -> f64,
        integer: fn(f64, &[f64]) -> f64,
    ) -> (Array, FloatingFlags) {
        if self.data_type() == DataType::Float64 {
            let total = fold(self, axes, DataType::Float64, initial as f64, float);
            let flags = self.reduction_flags(&total);
            return (total, flags);
        }
        let total = fold(self, axes, DataType::Int64, word_of(initial), integer);
        (total, FloatingFlags::NONE)
    }

    /// The largest element; NaN where there is one.
    ///
    /// # Errors
    /// `zero-size array to reduction operation maximum which has no identity`
    pub fn maximum(&self, axes: &Axes) -> ArrayResult<Array> {
        self.check_not_empty(axes, "maximum")?;
        Ok(match self.data_type() {
            DataType::Float64 => fold(
                self,
                axes,
                DataType::Float64,
                f64::NEG_INFINITY,
                |start, run| extreme(start, run, larger),
            ),
            DataType::Int64 => fold(
                self,
                axes,
                DataType::Int64,
                word_of(i64::MIN),
                largest_integer,
            ),
            DataType::Bool => self.any(axes),
        })
    }

    /// The smallest element; NaN where there is one.
    ///
    /// # Errors
    /// `zero-size array to reduction operation minimum which has no identity`
    pub fn minimum(&self, axes: &Axes) -> ArrayResult<Array> {
        self.check_not_empty(axes, "minimum")?;
        Ok(match self.data_type() {
            DataType::Float64 => fold(
                self,
                axes,
                DataType::Float64,
                f64::INFINITY,
                |start, run| extreme(start, run, smaller),
            ),
            DataType::Int64 => fold(
                self,
                axes,
                DataType::Int64,
                word_of(i64::MAX),
                smallest_integer,
            ),
            DataType::Bool => self.all(axes),
        })
    }

    /// Whether all elements are true; NaN is.
    pub fn all(&self, axes: &Axes) -> Array {
        fold(self, axes, DataType::Bool, word_of(1), smallest_integer)
    }

    /// Whether some element is true; NaN is.
    pub fn any(&self, axes: &Axes) -> Array {
        fold(self, axes, DataType::Bool, word_of(0), largest_integer)
    }

    /// The arithmetic mean: the sum as float64 over the count. NaN of nothing, flagged as an
    /// invalid division.
    ///
    /// # Errors
    /// The array budget.
    pub fn mean(&self, axes: &Axes) -> ArrayResult<Statistic> {
        let (sum, in_reduction) = self.as_float()?.sum(axes);
        let count = Array::from_scalar(Scalar::Float(axes.count(self.shape()) as f64));
        let (value, in_division) = sum.binary_reusing(&DIVIDE, count)?;
        Ok(Statistic {
            value,
            in_reduction,
            in_division,
        })
    }

    fn check_not_empty(&self, axes: &Axes, function: &str) -> ArrayResult<()> {
        if axes.count(self.shape()) == 0 && !axes.reduced_shape(self.shape()).contains(&0) {
            return Err(ArrayError::value(format!(
                "zero-size array to reduction operation {function} which has no identity"
            )));
        }
        Ok(())
    }

    /// What a float reduction raised, told from what went in and what came out.
    pub(super) fn reduction_flags(&self, result: &Array) -> FloatingFlags {
        let results = result.words(DataType::Float64);
        let mut flags = FloatingFlags::NONE;
        if all_finite(&results) {
            return flags;
        }
        let elements = self.words(DataType::Float64);
        let some =
            |values: &[f64], holds: fn(f64) -> bool| values.iter().any(|&value| holds(value));
        if some(&results, f64::is_infinite) && !some(&elements, f64::is_infinite) {
            flags = flags.union(FloatingFlags::OVERFLOW);
        }
        if some(&results, f64::is_nan) && !some(&elements, f64::is_nan) {
            flags = flags.union(FloatingFlags::INVALID);
        }
        flags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits of the sum of `0.1 * k` for `k` below the length, from NumPy 2.4.6.
    #[track_caller]
    fn check_sum(length: usize, expected: f64) {
        let elements = (0..length).map(|k| 0.1 * k as f64).collect();
        let (sum, flags) = Array::from_floats(elements).sum(&Axes::ALL);
        assert_eq!(sum.to_vec::<f64>(), [expected]);
        assert_eq!(flags, FloatingFlags::NONE);
    }

    #[test]
    fn sums_are_numpys_to_the_bit() {
        check_sum(0, 0.0);
        check_sum(1, 0.0);
        check_sum(7, 2.1);
        check_sum(8, 2.8000000000000003);
        check_sum(9, 3.6000000000000005);
        check_sum(15, 10.500000000000002);
        check_sum(100, 495.0);
        check_sum(127, 800.1);
        check_sum(128, 812.8000000000001);
        check_sum(129, 825.6);
        check_sum(136, 918.0000000000001);
        check_sum(137, 931.6000000000001);
        check_sum(1000, 49950.0);
        check_sum(1001, 50050.0);
        check_sum(4099, 839885.1000000001);
    }

    #[test]
    fn axes_count_from_either_end() {
        assert_eq!(normalized_axis(-1, 2), Ok(1));
        let message = "axis 1 is out of bounds for array of dimension 1";
        assert_eq!(normalized_axis(1, 1).unwrap_err().message, message);
    }

    #[test]
    fn sums_along_axes() {
        let array = Array::from_integers((0..6).collect())
            .reshaped(&[2, 3])
            .unwrap();
        assert_eq!(array.sum(&Axes::one(0)).0.to_vec::<i64>(), [3, 5, 7]);
        assert_eq!(array.sum(&Axes::one(1)).0.to_vec::<i64>(), [3, 12]);
    }

    #[test]
    fn an_overflowing_sum_is_flagged() {
        let array = Array::from_floats(vec![1e308, 1e308]);
        assert_eq!(array.sum(&Axes::ALL).1, FloatingFlags::OVERFLOW);
    }

    #[test]
    fn nothing_has_no_maximum() {
        let error = Array::from_floats(Vec::new()).maximum(&Axes::ALL).err();
        let message = "zero-size array to reduction operation maximum which has no identity";
        assert_eq!(error.map(|error| error.message).as_deref(), Some(message));
    }
}
