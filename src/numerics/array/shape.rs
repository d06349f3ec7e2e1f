//! Shapes and strides, and walking a strided view in C order.

/// The extents of the axes, outermost first.
pub type Shape = Vec<usize>;

/// Steps between neighbours along each axis, in elements.
pub(super) type Strides = Vec<isize>;

/// A shape as NumPy's messages write it: `()`, `(3,)`, `(2,3)`; an extent left open is
/// `newaxis`, and is dropped at the front.
pub fn shape_text(shape: &[i64]) -> String {
    let open = shape.iter().take_while(|&&extent| extent < 0).count();
    let extents = &shape[open..];
    let mut text = String::from("(");
    for (axis, &extent) in extents.iter().enumerate() {
        if axis > 0 {
            text.push(',');
        }
        match extent {
            ..0 => text.push_str("newaxis"),
            _ => text.push_str(&extent.to_string()),
        }
    }
    text.push_str(if shape.len() == 1 { ",)" } else { ")" });
    text
}

/// [`shape_text`] of an array's shape.
pub(super) fn extents_text(shape: &[usize]) -> String {
    let extents: Vec<i64> = shape.iter().map(|&extent| extent as i64).collect();
    shape_text(&extents)
}

/// A shape as Python prints the tuple: `()`, `(3,)`, `(2, 3)`.
pub fn tuple_text(shape: &[i64]) -> String {
    shape_text(shape).replace(',', ", ").replace(", )", ",)")
}

/// The strides of a C-ordered array without gaps.
pub(super) fn contiguous_strides(shape: &[usize]) -> Strides {
    let mut strides = vec![0; shape.len()];
    let mut step = 1isize;
    for axis in (0..shape.len()).rev() {
        strides[axis] = step;
        step *= shape[axis].max(1) as isize;
    }
    strides
}

/// Whether the elements lie in C order without gaps; axes of extent 1 do not matter.
pub(super) fn is_contiguous(shape: &[usize], strides: &[isize]) -> bool {
    let mut step = 1isize;
    for (&extent, &stride) in shape.iter().zip(strides).rev() {
        if extent != 1 && stride != step {
            return extent == 0 || shape.contains(&0);
        }
        step *= extent as isize;
    }
    true
}

/// A run of elements: `length` of them from `offset` in steps of `stride`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub offset: usize,
    pub stride: isize,
    pub length: usize,
}

/// Visits a strided view in C order, as runs along its innermost axis. Neighbouring axes
/// that continue each other are merged first, so a view without gaps is one run.
pub(super) struct Walk {
    shape: Shape,
    strides: Strides,
    index: Shape,
    offset: isize,
    /// Elements left in all.
    left: usize,
}

impl Walk {
    pub fn new(shape: &[usize], strides: &[isize], offset: usize) -> Self {
        let (shape_merged, strides_merged) = merge_axes(shape, strides);
        Walk {
            index: vec![0; shape_merged.len()],
            shape: shape_merged,
            strides: strides_merged,
            offset: offset as isize,
            left: shape.iter().product(),
        }
    }

    /// The next run of at most `limit` elements, `None` at the end.
    pub fn next_run(&mut self, limit: usize) -> Option<Run> {
        if self.left == 0 || limit == 0 {
            return None;
        }
        let inner = self.shape.len() - 1;
        let stride = self.strides[inner];
        let length = (self.shape[inner] - self.index[inner]).min(limit);
        let run = Run {
            offset: self.offset as usize,
            stride,
            length,
        };
        self.index[inner] += length;
        self.offset += stride * length as isize;
        self.left -= length;
        self.carry();
        Some(run)
    }

    /// Turns a full inner axis over into the next outer one.
    fn carry(&mut self) {
        let mut axis = self.shape.len() - 1;
        while axis > 0 && self.index[axis] == self.shape[axis] {
            self.offset -= self.strides[axis] * self.shape[axis] as isize;
            self.index[axis] = 0;
            axis -= 1;
            self.index[axis] += 1;
            self.offset += self.strides[axis];
        }
    }
}

/// Drops axes of extent 1 and joins axes that continue each other; at least one axis stays.
pub(super) fn merge_axes(shape: &[usize], strides: &[isize]) -> (Shape, Strides) {
    let mut merged_shape = Shape::new();
    let mut merged_strides = Strides::new();
    for (&extent, &stride) in shape.iter().zip(strides) {
        if extent == 1 {
            continue;
        }
        match (merged_shape.last_mut(), merged_strides.last_mut()) {
            (Some(outer_extent), Some(outer_stride))
                if *outer_stride == stride * extent as isize =>
            {
                *outer_extent *= extent;
                *outer_stride = stride;
            }
            _ => {
                merged_shape.push(extent);
                merged_strides.push(stride);
            }
        }
    }
    if merged_shape.is_empty() {
        merged_shape.push(1);
        merged_strides.push(1);
    }
    (merged_shape, merged_strides)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_walk(shape: &[usize], strides: &[isize], offset: usize, expected: &[usize]) {
        let mut walk = Walk::new(shape, strides, offset);
        let mut offsets = Vec::new();
        while let Some(run) = walk.next_run(3) {
            for position in 0..run.length {
                offsets.push((run.offset as isize + position as isize * run.stride) as usize);
            }
        }
        assert_eq!(offsets, expected);
    }

    #[test]
    fn a_walk_visits_every_element_in_c_order() {
        check_walk(&[], &[], 7, &[7]);
        check_walk(&[0], &[1], 0, &[]);
        check_walk(&[4], &[-1], 3, &[3, 2, 1, 0]);
        check_walk(&[2, 3], &[3, 1], 0, &[0, 1, 2, 3, 4, 5]);
        check_walk(&[3, 2], &[1, 3], 0, &[0, 3, 1, 4, 2, 5]);
        check_walk(&[2, 2], &[0, 1], 0, &[0, 1, 0, 1]);
        check_walk(&[2, 1, 2], &[4, 9, 2], 1, &[1, 3, 5, 7]);
    }

    #[test]
    fn shapes_print_as_in_numpys_messages_and_as_tuples() {
        assert_eq!(shape_text(&[]), "()");
        assert_eq!(shape_text(&[3]), "(3,)");
        assert_eq!(shape_text(&[2, 3]), "(2,3)");
        assert_eq!(shape_text(&[4, -1]), "(4,newaxis)");
        assert_eq!(shape_text(&[-1, 4]), "(4)");
        assert_eq!(tuple_text(&[2, 3]), "(2, 3)");
        assert_eq!(tuple_text(&[3]), "(3,)");
    }
}
