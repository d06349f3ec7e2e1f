//! The data of a figure as tables: one for each x that curves of one axes share.
//!
//! Knows nothing of how tables look.

use super::description::curve_name;
use super::{Axes, Extent, Figure};
use crate::numerics::number_text::repr;

/// Numbers in columns, as Python writes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the axes show.
    pub caption: String,
    /// The name of x, then those of the curves.
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// How many rows more there are.
    pub left_out: usize,
}

/// Of a longer table, no more rows are shown.
const MOST_ROWS: usize = 200;

/// The tables of a figure.
pub fn tables(figure: &Figure) -> Vec<Table> {
    let mut tables = Vec::new();
    for (number, axes) in figure.axes.iter().enumerate() {
        add_tables(axes, number, &mut tables);
    }
    tables
}

fn add_tables(axes: &Axes, number: usize, tables: &mut Vec<Table>) {
    // The first series of each table.
    let mut firsts: Vec<usize> = Vec::new();
    let own = tables.len();
    for (position, series) in axes.series.iter().enumerate() {
        if series.extent != Extent::Data {
            continue;
        }
        let is_shared = |first: &usize| same(&axes.series[*first].x, &series.x);
        let found = firsts.iter().position(is_shared);
        let table = found.unwrap_or_else(|| {
            firsts.push(position);
            tables.push(of_x(axes, number, &series.x));
            firsts.len() - 1
        });
        let table = &mut tables[own + table];
        table.heads.push(curve_name(axes, position));
        for (row, y) in table.rows.iter_mut().zip(series.y.iter()) {
            row.push(repr(*y));
        }
    }
}

/// Equal, NaN to NaN.
fn same(one: &[f64], other: &[f64]) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(one, other)| one.to_bits() == other.to_bits())
}

fn of_x(axes: &Axes, number: usize, x: &[f64]) -> Table {
    let or = |text: &str, other: &str| if text.is_empty() { other } else { text }.to_owned();
    let counted = ["Plot ", &(number + 1).to_string()].concat();
    Table {
        caption: or(&axes.title, &counted),
        heads: vec![or(&axes.x.label, "x")],
        rows: x.iter().take(MOST_ROWS).map(|x| vec![repr(*x)]).collect(),
        left_out: x.len().saturating_sub(MOST_ROWS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::readout::tests::figure_of;

    #[test]
    fn curves_over_the_same_x_share_a_table() {
        let x = vec![0.1, f64::NAN];
        let figure = figure_of(vec![
            (x.clone(), vec![1.0, 2.0]),
            (vec![3.0], vec![4.0]),
            (x, vec![5.0, 6e-7]),
        ]);
        let tables = tables(&figure);
        assert_eq!(tables.len(), 2);
        assert_eq!(tables[0].caption, "Plot 1");
        assert_eq!(tables[0].heads, ["x", "curve 1", "curve 3"]);
        assert_eq!(
            tables[0].rows,
            [["0.1", "1.0", "5.0"], ["nan", "2.0", "6e-07"]]
        );
        assert_eq!(tables[1].rows, [["3.0", "4.0"]]);
    }

    #[test]
    fn of_a_long_table_the_rest_is_counted() {
        let x: Vec<f64> = (0..1_000).map(f64::from).collect();
        let tables = tables(&figure_of(vec![(x.clone(), x)]));
        assert_eq!((tables[0].rows.len(), tables[0].left_out), (200, 800));
    }
}
