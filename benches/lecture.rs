//! What the lecture costs before anything is drawn: parsing its cells, and running them.

use std::rc::Rc;

use divan::{Bencher, black_box};
use vanishing_gradients::language::parser::parse;
use vanishing_gradients::language::source::Source;
use vanishing_gradients::notebook::{Cell, Notebook};

/// The five cells as the page has them, each below a line that starts with `# %%`.
const CELLS: &str = include_str!("../tests/reference/cells.py");

fn main() {
    divan::main();
}

/// The lecture with `samples` as the third argument of its first blank.
fn lecture(samples: usize) -> Notebook {
    let mut notebook = Notebook::new(Cell::lesson(CELLS));
    assert!(notebook.set_blank(1, &format!("x = np.linspace(-5, 5, {samples})")));
    notebook
}

#[divan::bench]
fn parse_the_lecture(bencher: Bencher) {
    let cells = Cell::lesson(CELLS);
    let sources: Vec<Rc<Source>> = cells
        .iter()
        .map(|cell| Source::new("cell".to_string(), cell.source()))
        .collect();
    bencher.bench_local(|| {
        for source in &sources {
            black_box(parse(black_box(source)));
        }
    });
}

#[divan::bench(args = [100, 1_000_000])]
fn run_the_lecture(bencher: Bencher, samples: usize) {
    bencher
        .with_inputs(|| lecture(samples))
        .bench_local_values(|mut notebook| {
            let changes = notebook.run();
            // A lecture that fails early would look fast.
            let troubled = notebook.cells().any(|cell| {
                let output = notebook.output(cell.number);
                output.is_none_or(|output| output.trouble.is_some())
            });
            assert!(!troubled);
            (changes, notebook)
        });
}
