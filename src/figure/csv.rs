//! The numbers of a figure as CSV text, for spreadsheets and other programs.
//!
//! A column of x, then a column for each curve over it; curves over another x follow with that.
//! Numbers are as Python's `repr` writes them, so that no bit is lost. Knows nothing of files.

use super::description::curve_name;
use super::{Axes, Extent, Figure, Series};
use crate::numerics::number_text::repr;
use std::rc::Rc;

/// A heading and what stands below it.
struct Column {
    name: String,
    values: Rc<Vec<f64>>,
}

/// The figure's curves as one table, with a line of headings. A shorter column ends with empty
/// fields.
pub fn csv(figure: &Figure) -> String {
    // Each group starts with its x.
    let mut groups: Vec<Vec<Column>> = Vec::new();
    for axes in &figure.axes {
        for (index, series) in axes.series.iter().enumerate() {
            let [x, y] = points(axes, series);
            let curve = Column {
                name: curve_name(axes, index),
                values: y,
            };
            match groups.iter_mut().find(|group| group[0].values == x) {
                Some(group) => group.push(curve),
                None => groups.push(vec![
                    Column {
                        name: if axes.x.label.is_empty() {
                            "x".to_owned()
                        } else {
                            axes.x.label.clone()
                        },
                        values: x,
                    },
                    curve,
                ]),
            }
        }
    }
    let mut columns = Vec::new();
    for group in groups {
        columns.extend(group);
    }
    written(&columns)
}

/// Where the points of a series are. `axhline` and `axvline` say it in shares of the axes.
fn points(axes: &Axes, series: &Series) -> [Rc<Vec<f64>>; 2] {
    let along = |shares: &Rc<Vec<f64>>, (low, high): (f64, f64)| {
        let mut places = shares.to_vec();
        for place in &mut places {
            *place = low + *place * (high - low);
        }
        Rc::new(places)
    };
    match series.extent {
        Extent::Data => [series.x.clone(), series.y.clone()],
        Extent::AcrossX => [along(&series.x, axes.x.limits), series.y.clone()],
        Extent::AcrossY => [series.x.clone(), along(&series.y, axes.y.limits)],
    }
}

fn written(columns: &[Column]) -> String {
    let mut text = String::new();
    for (index, column) in columns.iter().enumerate() {
        let before = columns[..index].iter();
        let same = before.filter(|other| other.name == column.name).count();
        let mut name = column.name.clone();
        if same > 0 {
            name.push(' ');
            name.push_str(&(same + 1).to_string());
        }
        separate(index, &mut text);
        push_quoted(&name, &mut text);
    }
    let mut row = 0;
    loop {
        let start = text.len();
        let mut is_past_all = true;
        text.push('\n');
        for (index, column) in columns.iter().enumerate() {
            separate(index, &mut text);
            if let Some(value) = column.values.get(row) {
                is_past_all = false;
                text.push_str(&repr(*value));
            }
        }
        if is_past_all {
            text.truncate(start);
            text.push('\n');
            return text;
        }
        row += 1;
    }
}

fn separate(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

/// In quotes where the text has what would end a field.
fn push_quoted(name: &str, text: &mut String) {
    if name.contains([',', '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&name.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::GridPlace;
    use crate::figure::tests::series;

    const PLACE: GridPlace = GridPlace {
        rows: 1,
        columns: 1,
        index: 0,
    };

    /// A figure of these series, with labels.
    fn figure(all: Vec<(&str, Series)>) -> Figure {
        let mut figure = Figure::new(1, (6.4, 4.8));
        let mut axes = Axes::new(PLACE);
        axes.x.label = "steps".into();
        axes.y.label = "range".into();
        for (label, series) in all {
            axes.series.push(Series {
                label: label.into(),
                ..series
            });
        }
        figure.axes.push(axes);
        figure
    }

    #[test]
    fn curves_over_one_x_share_its_column() {
        let x = vec![0.0, 0.1, 1e22];
        let figure = figure(vec![
            ("sigmoid", series(x.clone(), vec![0.5, 0.1 + 0.2, f64::NAN])),
            ("say \"a, b\"", series(x, vec![-0.0, 1.0, f64::INFINITY])),
        ]);
        let expected = "steps,sigmoid,\"say \"\"a, b\"\"\"\n0.0,0.5,-0.0\n\
            0.1,0.30000000000000004,1.0\n1e+22,nan,inf\n";
        assert_eq!(csv(&figure), expected);
    }

    #[test]
    fn curves_over_another_x_have_columns_of_their_own() {
        let figure = figure(vec![
            ("_child0", series(vec![1.0, 2.0], vec![3.0, 4.0])),
            ("_child1", series(vec![5.0], vec![6.0])),
        ]);
        let expected = "steps,range,steps 2,curve 2\n1.0,3.0,5.0,6.0\n2.0,4.0,,\n";
        assert_eq!(csv(&figure), expected);
    }

    #[test]
    fn panels_over_one_x_share_its_column_too() {
        let mut figure = figure(vec![("_child0", series(vec![1.0], vec![3.0]))]);
        let mut panel = Axes::new(PLACE);
        panel.y.label = "gradient".into();
        panel.series.push(series(vec![1.0], vec![0.25]));
        figure.axes.push(panel);
        assert_eq!(csv(&figure), "steps,range,gradient\n1.0,3.0,0.25\n");
    }

    #[test]
    fn a_line_across_the_axes_ends_at_their_limits() {
        let line = Series {
            extent: Extent::AcrossX,
            ..series(vec![0.0, 1.0], vec![2.0, 2.0])
        };
        let mut figure = figure(vec![("half", line)]);
        figure.axes[0].x.limits = (-5.0, 5.0);
        assert_eq!(csv(&figure), "steps,half\n-5.0,2.0\n5.0,2.0\n");
    }

    #[test]
    fn a_figure_without_curves_has_no_columns() {
        assert_eq!(csv(&Figure::new(1, (6.4, 4.8))), "\n");
    }
}
