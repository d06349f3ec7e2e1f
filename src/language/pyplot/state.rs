//! The figures of a run: which are open, which is current, what was shown.
//!
//! Objects that a program holds (figures, axes, lines) are handles; what they stand for is here.
//! A figure's handle is its position in [`State`]; axes and lines have identities of their own,
//! since `clf` and `cla` remove them while handles live on. Knows nothing of how calls are read.

use super::charges::too_many;
use super::objects::{AxesHandle, FigureHandle, LineHandle};
use crate::figure::{Axes, Axis, Direction, Figure, GridPlace, Series};
use crate::language::value::{Raised, Value};
use crate::numerics::array::DataType;
use std::rc::Rc;

/// `figsize` of a figure that asks for none, in inches.
pub const DEFAULT_SIZE: (f64, f64) = (6.4, 4.8);
/// Far above what a page can show; matplotlib warns from 21.
const MOST_FIGURES: usize = 200;
/// How many axes a cell may make.
const MOST_AXES: usize = 400;
/// How many series one axes may have.
const MOST_SERIES: usize = 10_000;

/// The figures that a program made, and which are open.
#[derive(Clone, Default)]
pub struct State {
    /// Every figure made so far, closed ones too: handles to them still work.
    figures: Vec<PlotFigure>,
    /// Positions of the open figures; the current one comes last.
    open: Vec<usize>,
    /// What `plt.show()` showed since the cell began.
    shown: Vec<Figure>,
    /// How many axes were made since then.
    axes_made: usize,
    next_identity: usize,
}

/// A figure and what pyplot keeps beside it.
#[derive(Clone)]
pub struct PlotFigure {
    pub figure: Figure,
    /// The name given to `plt.figure('name')`.
    pub label: String,
    pub dots_per_inch: f64,
    pub handle: Value,
    /// One for each axes of the figure, in the same order.
    axes: Vec<PlotAxes>,
    /// The position of the current axes.
    current: Option<usize>,
    /// Whether it was shown before: to show it again costs steps.
    pub was_shown: bool,
}

/// What pyplot keeps beside an axes. Those made later have greater identities.
#[derive(Clone)]
pub struct PlotAxes {
    identity: usize,
    pub handle: Value,
    /// One for each series of the axes, in the same order.
    pub lines: Vec<PlotLine>,
    /// How many colours of the lines' cycle are used up.
    pub colors_used: usize,
    /// The same of `scatter`, whose cycle is its own.
    pub scatter_colors_used: usize,
    /// Whether fixed ticks were given as integers, along x and y.
    pub integer_ticks: [bool; 2],
}

/// What pyplot keeps beside a series. Those made later have greater identities.
#[derive(Clone)]
pub struct PlotLine {
    identity: usize,
    pub handle: Value,
    /// The types of the arrays that `get_xdata` and `get_ydata` give back.
    pub data_types: [DataType; 2],
}

/// Where an axes is: it was found there, and nothing was removed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AxesPlace {
    pub figure: usize,
    pub index: usize,
}

/// Where a line is, likewise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinePlace {
    pub axes: AxesPlace,
    pub index: usize,
}

impl State {
    /// Makes a figure, which becomes the current one. `number` is one that is not open.
    ///
    /// # Errors
    /// `TimeoutError` past a number of figures that no page can show.
    pub fn add_figure(&mut self, number: usize, size: (f64, f64)) -> Result<usize, Raised> {
        let position = self.figures.len();
        if self.open.len() + self.shown.len() >= MOST_FIGURES {
            return Err(too_many("figures", MOST_FIGURES));
        }
        self.figures.push(PlotFigure {
            figure: Figure::new(number, size),
            label: String::new(),
            dots_per_inch: 100.0,
            handle: Value::Object(Rc::new(FigureHandle { figure: position })),
            axes: Vec::new(),
            current: None,
            was_shown: false,
        });
        self.open.push(position);
        Ok(position)
    }

    /// The number that `plt.figure()` gives next.
    pub fn next_number(&self) -> usize {
        self.open_numbers().max().map_or(1, |number| number + 1)
    }

    /// The numbers of the open figures, the current one last.
    pub fn open_numbers(&self) -> impl Iterator<Item = usize> {
        self.open
            .iter()
            .map(|&position| self.figures[position].figure.number)
    }

    /// The open figure of which `is_wanted` holds.
    pub fn find_open(&self, is_wanted: impl Fn(&PlotFigure) -> bool) -> Option<usize> {
        let mut open = self.open.iter().copied();
        open.find(|&position| is_wanted(&self.figures[position]))
    }

    /// Makes a figure current, and opens it again if it was closed.
    pub fn activate(&mut self, figure: usize) {
        self.open.retain(|&other| other != figure);
        self.open.push(figure);
    }

    /// `gcf`: the current figure, a new one if none is open.
    ///
    /// # Errors
    /// As [`State::add_figure`].
    pub fn current_figure(&mut self) -> Result<usize, Raised> {
        match self.open.last() {
            Some(&figure) => Ok(figure),
            None => self.add_figure(1, DEFAULT_SIZE),
        }
    }

    /// The current figure, if one is open.
    pub fn active(&self) -> Option<usize> {
        self.open.last().copied()
    }

    /// `gca`: the current axes of the current figure, made if there are none.
    ///
    /// # Errors
    /// As [`State::add_figure`].
    pub fn current_axes(&mut self) -> Result<AxesPlace, Raised> {
        let figure = self.current_figure()?;
        self.current_axes_of(figure)
    }

    /// The current axes of one figure, made if there are none.
    ///
    /// # Errors
    /// As [`State::add_axes`].
    pub fn current_axes_of(&mut self, figure: usize) -> Result<AxesPlace, Raised> {
        match self.figures[figure].current {
            Some(index) => Ok(AxesPlace { figure, index }),
            None => self.add_axes(
                figure,
                GridPlace {
                    rows: 1,
                    columns: 1,
                    index: 0,
                },
            ),
        }
    }

    /// Adds axes to a figure and makes them current.
    ///
    /// # Errors
    /// `TimeoutError` past a number of axes that no page can show.
    pub fn add_axes(&mut self, figure: usize, place: GridPlace) -> Result<AxesPlace, Raised> {
        let identity = self.new_identity();
        let owner = &mut self.figures[figure];
        let index = owner.axes.len();
        if self.axes_made >= MOST_AXES {
            return Err(too_many("axes", MOST_AXES));
        }
        self.axes_made += 1;
        owner.figure.axes.push(Axes::new(place));
        owner.axes.push(PlotAxes {
            identity,
            handle: Value::Object(Rc::new(AxesHandle { figure, identity })),
            lines: Vec::new(),
            colors_used: 0,
            scatter_colors_used: 0,
            integer_ticks: [false; 2],
        });
        owner.current = Some(index);
        Ok(AxesPlace { figure, index })
    }

    /// `sca`: makes axes and their figure current.
    pub fn set_current_axes(&mut self, axes: AxesPlace) {
        self.activate(axes.figure);
        self.figures[axes.figure].current = Some(axes.index);
    }

    /// Adds a series to axes, and returns its handle.
    ///
    /// # Errors
    /// `TimeoutError` past a number of series that no page can show.
    pub fn add_series(
        &mut self,
        axes: AxesPlace,
        series: Series,
        data_types: [DataType; 2],
    ) -> Result<Value, Raised> {
        let identity = self.new_identity();
        let owner = &mut self.figures[axes.figure];
        let kept = &mut owner.axes[axes.index];
        if kept.lines.len() >= MOST_SERIES {
            return Err(too_many("lines in one plot", MOST_SERIES));
        }
        let handle = Value::Object(Rc::new(LineHandle {
            kind: series.kind,
            figure: axes.figure,
            axes: kept.identity,
            line: identity,
        }));
        kept.lines.push(PlotLine {
            identity,
            handle: handle.clone(),
            data_types,
        });
        owner.figure.add_series(axes.index, series);
        Ok(handle)
    }

    /// Removes a line from its axes and their legend; limits stay as they are.
    pub fn remove_series(&mut self, line: LinePlace) {
        self.kept_axes_mut(line.axes).lines.remove(line.index);
        let axes = self.axes_mut(line.axes);
        axes.series.remove(line.index);
        if let Some(legend) = &mut axes.legend {
            legend.entries.retain(|(entry, _)| *entry != line.index);
            for (entry, _) in &mut legend.entries {
                *entry -= usize::from(*entry > line.index);
            }
        }
    }

    /// A number that no group of shared axes of this figure has, nor any above it.
    pub fn next_group(&self, figure: usize) -> usize {
        let axes = self.figures[figure].figure.axes.iter();
        let groups = axes.flat_map(|axes| [axes.x.shared, axes.y.shared]);
        groups.flatten().max().map_or(0, |group| group + 1)
    }

    /// `cla`: axes as new, in their place; shared limits and ticks start anew as well.
    pub fn clear_axes(&mut self, axes: AxesPlace) {
        let kept = self.kept_axes_mut(axes);
        kept.lines.clear();
        kept.colors_used = 0;
        kept.scatter_colors_used = 0;
        let old = self.axes_mut(axes);
        let mut fresh = Axes::new(old.place);
        for direction in [Direction::X, Direction::Y] {
            let axis = old.axis(direction);
            *fresh.axis_mut(direction) = Axis {
                shared: axis.shared,
                show_tick_labels: axis.show_tick_labels,
                ..Axis::new()
            };
        }
        *old = fresh;
    }

    /// `clf`: a figure without axes.
    pub fn clear_figure(&mut self, figure: usize) {
        let owner = &mut self.figures[figure];
        owner.axes.clear();
        owner.figure.axes.clear();
        owner.figure.title.clear();
        owner.current = None;
    }

    /// Closes one figure, shown or not.
    pub fn close(&mut self, figure: usize) {
        self.open.retain(|&other| other != figure);
    }

    /// Closes every figure.
    pub fn close_all(&mut self) {
        self.open.clear();
    }

    /// `plt.show()`: shows and closes the open figures, the current one last.
    pub fn show_all(&mut self) {
        for position in std::mem::take(&mut self.open) {
            self.show_once(position);
        }
    }

    /// Shows a figure as it is now.
    pub fn show_once(&mut self, figure: usize) {
        let owner = &mut self.figures[figure];
        owner.was_shown = true;
        owner.figure.refresh_all();
        self.shown.push(owner.figure.clone());
    }

    /// The positions of the open figures, the current one last.
    pub fn open_figures(&self) -> Vec<usize> {
        self.open.clone()
    }

    /// Whether a figure is open, so that the cell's end will show it.
    pub fn is_open(&self, figure: usize) -> bool {
        self.open.contains(&figure)
    }

    /// Ends a cell: all that it showed, then what is still open, which is closed.
    pub fn finish_cell(&mut self) -> Vec<Figure> {
        self.show_all();
        self.axes_made = 0;
        std::mem::take(&mut self.shown)
    }

    /// A figure by its handle's position.
    pub fn figure(&self, figure: usize) -> &PlotFigure {
        &self.figures[figure]
    }

    /// A figure by its handle's position, to be changed.
    pub fn figure_mut(&mut self, figure: usize) -> &mut PlotFigure {
        &mut self.figures[figure]
    }

    /// The places of a figure's axes, in order.
    pub fn axes_of(&self, figure: usize) -> impl Iterator<Item = AxesPlace> + use<> {
        let count = self.figures[figure].axes.len();
        (0..count).map(move |index| AxesPlace { figure, index })
    }

    /// Axes by their place.
    pub fn axes(&self, axes: AxesPlace) -> &Axes {
        &self.figures[axes.figure].figure.axes[axes.index]
    }

    /// Axes by their place, to be changed.
    pub fn axes_mut(&mut self, axes: AxesPlace) -> &mut Axes {
        &mut self.figures[axes.figure].figure.axes[axes.index]
    }

    /// What is kept beside axes.
    pub fn kept_axes(&self, axes: AxesPlace) -> &PlotAxes {
        &self.figures[axes.figure].axes[axes.index]
    }

    /// What is kept beside axes, to be changed.
    pub fn kept_axes_mut(&mut self, axes: AxesPlace) -> &mut PlotAxes {
        &mut self.figures[axes.figure].axes[axes.index]
    }

    /// Asks for one axis to be autoscaled when its view is next looked at.
    pub fn request_autoscale(&mut self, axes: AxesPlace, direction: Direction) {
        let figure = &mut self.figures[axes.figure].figure;
        figure.request_autoscale(axes.index, direction);
    }

    /// The view limits of axes, autoscaled now if they are stale.
    pub fn view(&mut self, axes: AxesPlace, direction: Direction) -> (f64, f64) {
        let figure = &mut self.figures[axes.figure].figure;
        figure.view(axes.index, direction)
    }

    /// The series of a line.
    pub fn series(&self, line: LinePlace) -> &Series {
        &self.axes(line.axes).series[line.index]
    }

    /// The series of a line, to be changed.
    pub fn series_mut(&mut self, line: LinePlace) -> &mut Series {
        &mut self.axes_mut(line.axes).series[line.index]
    }

    /// Where the axes of a handle are now; `None` once `clf` removed them.
    pub fn find_axes(&self, handle: &AxesHandle) -> Option<AxesPlace> {
        let axes = &self.figures.get(handle.figure)?.axes;
        let identity = |axes: &PlotAxes| axes.identity;
        let index = axes.binary_search_by_key(&handle.identity, identity).ok()?;
        Some(AxesPlace {
            figure: handle.figure,
            index,
        })
    }

    /// Where the line of a handle is now; `None` once it was removed.
    pub fn find_line(&self, handle: &LineHandle) -> Option<LinePlace> {
        let axes = self.find_axes(&AxesHandle {
            figure: handle.figure,
            identity: handle.axes,
        })?;
        let lines = &self.kept_axes(axes).lines;
        let identity = |line: &PlotLine| line.identity;
        let index = lines.binary_search_by_key(&handle.line, identity).ok()?;
        Some(LinePlace { axes, index })
    }

    fn new_identity(&mut self) -> usize {
        self.next_identity += 1;
        self.next_identity
    }
}
