//! Which variable each name means: the scopes of functions and comprehensions.
//!
//! Follows CPython 3.11's `Python/symtable.c`: a name that a function binds anywhere is its own,
//! unless it says `global` or `nonlocal`; any other name is looked for in the functions around,
//! then among the globals.
//!
//! Knows nothing of instructions.

use crate::language::syntax_tree::{
    Argument, ComprehensionClause, Expression, ExpressionKind, Handler, Name, Parameters,
    Statement, StatementKind, StringPart,
};
use std::cell::Cell;

/// Where a scope's variables live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ScopeKind {
    Module,
    Function,
    Comprehension,
}

/// The names of one function, comprehension or cell.
pub struct Scope {
    kind: ScopeKind,
    /// The address of the syntax tree's node, which stays where it is while it is compiled.
    node: usize,
    parent: usize,
    /// In the order in which they are first bound, parameters first.
    pub locals: Vec<Name>,
    used: Vec<Name>,
    globals: Vec<Name>,
    nonlocals: Vec<Name>,
    /// The locals that functions inside use.
    pub cells: Vec<Name>,
    /// The variables of functions around that this one or functions inside use.
    pub captured: Vec<Name>,
}

/// What a name means in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Local,
    /// The index of its cell: own cells first, then captured ones.
    Cell(u32),
    Global,
}

/// All scopes of a cell; the first is the cell's own.
pub struct Scopes {
    scopes: Vec<Scope>,
    /// The scope asked for last: the next one asked for is mostly the next one.
    last: Cell<usize>,
}

impl Scopes {
    /// Finds the scopes of a cell's statements.
    pub fn new(statements: &[Statement]) -> Self {
        let mut scopes = Scopes {
            scopes: Vec::new(),
            last: Cell::new(0),
        };
        scopes.open(ScopeKind::Module, 0, 0);
        scopes.statements(0, statements);
        scopes.resolve();
        scopes
    }

    /// The scope that a function or a comprehension opens, by its parameters or its clauses.
    pub fn of<T>(&self, node: &T) -> usize {
        let (address, length) = (address(node), self.scopes.len());
        for distance in 1..=length {
            let index = (self.last.get() + distance) % length;
            if self.scopes[index].node == address {
                self.last.set(index);
                return index;
            }
        }
        0
    }

    pub fn get(&self, scope: usize) -> &Scope {
        &self.scopes[scope]
    }

    pub fn meaning(&self, scope: usize, name: &Name) -> Meaning {
        let scope = &self.scopes[scope];
        let captured = scope.captured.iter().position(|captured| captured == name);
        if let Some(index) = scope.cells.iter().position(|cell| cell == name) {
            Meaning::Cell(index as u32)
        } else if let Some(index) = captured {
            Meaning::Cell((scope.cells.len() + index) as u32)
        } else if scope.owns(name) {
            Meaning::Local
        } else {
            Meaning::Global
        }
    }

    fn open(&mut self, kind: ScopeKind, parent: usize, node: usize) -> usize {
        self.scopes.push(Scope {
            kind,
            node,
            parent,
            locals: Vec::new(),
            used: Vec::new(),
            globals: Vec::new(),
            nonlocals: Vec::new(),
            cells: Vec::new(),
            captured: Vec::new(),
        });
        self.scopes.len() - 1
    }

    /// Tells each function which variables it shares, from the innermost outwards: a scope is
    /// always opened after the one around it.
    fn resolve(&mut self) {
        for index in (1..self.scopes.len()).rev() {
            let scope = &mut self.scopes[index];
            let inside = std::mem::take(&mut scope.captured);
            let (used, nonlocals) = (scope.used.clone(), scope.nonlocals.clone());
            for names in [inside, used, nonlocals] {
                for name in names {
                    let scope = &self.scopes[index];
                    if !scope.owns(&name)
                        && !scope.globals.contains(&name)
                        && self.is_around(index, &name)
                    {
                        self.capture(index, name);
                    }
                }
            }
        }
    }

    /// Whether a function around a scope has a variable of the name.
    fn is_around(&self, index: usize, name: &Name) -> bool {
        let mut parent = self.scopes[index].parent;
        while parent != 0 {
            let scope = &self.scopes[parent];
            if scope.globals.contains(name) {
                return false;
            }
            if scope.owns(name) {
                return true;
            }
            parent = scope.parent;
        }
        false
    }

    /// Lets a scope capture a variable, from the scope around it, which captures it in turn if
    /// it is not its own.
    fn capture(&mut self, index: usize, name: Name) {
        if self.scopes[index].captured.contains(&name) {
            return;
        }
        self.scopes[index].captured.push(name.clone());
        let parent = self.scopes[index].parent;
        let scope = &mut self.scopes[parent];
        if scope.owns(&name) {
            if !scope.cells.contains(&name) {
                scope.cells.push(name);
            }
        } else {
            self.capture(parent, name);
        }
    }

    fn bind(&mut self, scope: usize, name: &Name) {
        add(&mut self.scopes[scope].locals, name);
    }

    fn read(&mut self, scope: usize, name: &Name) {
        add(&mut self.scopes[scope].used, name);
    }

    /// `name := value` binds in the function around a comprehension.
    fn bind_outside_comprehensions(&mut self, mut scope: usize, name: &Name) {
        while self.scopes[scope].kind == ScopeKind::Comprehension {
            add(&mut self.scopes[scope].nonlocals, name);
            scope = self.scopes[scope].parent;
        }
        self.bind(scope, name);
    }

    fn statements(&mut self, scope: usize, statements: &[Statement]) {
        for statement in statements {
            self.statement(scope, &statement.kind);
        }
    }

    fn statement(&mut self, scope: usize, statement: &StatementKind) {
        use StatementKind as S;
        match statement {
            S::Expression(value) => self.expression(scope, value),
            S::Assign { targets, value } => {
                self.expression(scope, value);
                targets.iter().for_each(|target| self.target(scope, target));
            }
            S::AugmentedAssign { target, value, .. } => {
                self.target(scope, target);
                self.expression(scope, value);
            }
            S::AnnotatedAssign {
                target,
                annotation,
                value,
                ..
            } => {
                self.target(scope, target);
                self.expression(scope, annotation);
                value.iter().for_each(|value| self.expression(scope, value));
            }
            S::If { test, body, orelse } | S::While { test, body, orelse } => {
                self.expression(scope, test);
                self.statements(scope, body);
                self.statements(scope, orelse);
            }
            S::For {
                target,
                iterable,
                body,
                orelse,
            } => {
                self.expression(scope, iterable);
                self.target(scope, target);
                self.statements(scope, body);
                self.statements(scope, orelse);
            }
            S::FunctionDefinition {
                name,
                parameters,
                decorators,
                annotations,
                body,
            } => {
                self.bind(scope, name);
                decorators
                    .iter()
                    .for_each(|value| self.expression(scope, value));
                annotations
                    .iter()
                    .for_each(|value| self.expression(scope, value));
                let inner = self.function(scope, parameters);
                self.statements(inner, body);
            }
            S::Return(value) => value.iter().for_each(|value| self.expression(scope, value)),
            S::Delete(targets, _) => targets.iter().for_each(|target| self.target(scope, target)),
            S::Global(names, _) => self.scopes[scope].globals.extend(names.iter().cloned()),
            S::Nonlocal(names, _) => self.scopes[scope].nonlocals.extend(names.iter().cloned()),
            S::Assert { test, message, .. } => {
                self.expression(scope, test);
                message
                    .iter()
                    .for_each(|value| self.expression(scope, value));
            }
            S::Raise {
                exception, cause, ..
            } => {
                exception
                    .iter()
                    .chain(cause)
                    .for_each(|value| self.expression(scope, value));
            }
            S::Try {
                body,
                handlers,
                orelse,
                finally,
                ..
            } => {
                self.statements(scope, body);
                handlers
                    .iter()
                    .for_each(|handler| self.handler(scope, handler));
                self.statements(scope, orelse);
                self.statements(scope, finally);
            }
            S::Import(aliases) | S::ImportFrom { names: aliases, .. } => {
                for alias in aliases {
                    self.bind(scope, &alias.bound_name().into());
                }
            }
            S::Pass | S::Break | S::Continue | S::Magic => {}
        }
    }

    fn handler(&mut self, scope: usize, handler: &Handler) {
        handler
            .kind
            .iter()
            .for_each(|kind| self.expression(scope, kind));
        handler.name.iter().for_each(|name| self.bind(scope, name));
        self.statements(scope, &handler.body);
    }

    /// Opens the scope of a `def` or a `lambda`; the defaults belong to the scope around.
    fn function(&mut self, scope: usize, parameters: &Parameters) -> usize {
        let named = || parameters.positional.iter().chain(&parameters.keyword_only);
        for default in named().filter_map(|parameter| parameter.default.as_ref()) {
            self.expression(scope, default);
        }
        let inner = self.open(ScopeKind::Function, scope, address(parameters));
        for parameter in named() {
            self.bind(inner, &parameter.name);
        }
        for name in parameters.rest.iter().chain(&parameters.keywords) {
            self.bind(inner, name);
        }
        inner
    }

    /// An assignment's target, or a `del`'s.
    fn target(&mut self, scope: usize, target: &Expression) {
        match &*target.kind {
            ExpressionKind::Name(name) => self.bind(scope, name),
            ExpressionKind::Tuple(targets) | ExpressionKind::List(targets) => {
                targets.iter().for_each(|target| self.target(scope, target));
            }
            ExpressionKind::Starred(target) => self.target(scope, target),
            _ => self.expression(scope, target),
        }
    }

    fn expressions(&mut self, scope: usize, expressions: &[Expression]) {
        for expression in expressions {
            self.expression(scope, expression);
        }
    }

    fn expression(&mut self, scope: usize, expression: &Expression) {
        use ExpressionKind as E;
        match &*expression.kind {
            E::Constant(_) => {}
            E::FormattedString(parts) => self.string_parts(scope, parts),
            E::Name(name) => self.read(scope, name),
            E::List(items) | E::Tuple(items) | E::Set(items, _) | E::Boolean(_, items) => {
                self.expressions(scope, items);
            }
            E::Dict(entries, _) => {
                for (key, value) in entries {
                    key.iter().for_each(|key| self.expression(scope, key));
                    self.expression(scope, value);
                }
            }
            E::Unary(_, value) | E::Attribute { value, .. } | E::Starred(value) => {
                self.expression(scope, value);
            }
            E::Binary(left, _, right) => {
                self.expression(scope, left);
                self.expression(scope, right);
            }
            E::Compare(first, rest) => {
                self.expression(scope, first);
                rest.iter()
                    .for_each(|(_, value)| self.expression(scope, value));
            }
            E::Conditional { test, body, orelse } => {
                self.expression(scope, test);
                self.expression(scope, body);
                self.expression(scope, orelse);
            }
            E::Lambda { parameters, body } => {
                let inner = self.function(scope, parameters);
                self.expression(inner, body);
            }
            E::Call {
                function,
                arguments,
            } => {
                self.expression(scope, function);
                for argument in arguments {
                    let (Argument::Positional(value)
                    | Argument::Keyword { value, .. }
                    | Argument::Unpack(value)
                    | Argument::UnpackKeywords(value)) = argument;
                    self.expression(scope, value);
                }
            }
            E::Subscript { value, index } => {
                self.expression(scope, value);
                self.expression(scope, index);
            }
            E::Slice { lower, upper, step } => {
                for bound in [lower, upper, step].into_iter().flatten() {
                    self.expression(scope, bound);
                }
            }
            E::NamedExpression { name, value, .. } => {
                self.expression(scope, value);
                self.bind_outside_comprehensions(scope, name);
            }
            E::Comprehension {
                element,
                value,
                clauses,
                ..
            } => self.comprehension(scope, element, value.as_ref(), clauses),
        }
    }

    fn comprehension(
        &mut self,
        scope: usize,
        element: &Expression,
        value: Option<&Expression>,
        clauses: &[ComprehensionClause],
    ) {
        if let Some(first) = clauses.first() {
            self.expression(scope, &first.iterable);
        }
        let inner = self.open(ScopeKind::Comprehension, scope, address(element));
        self.bind(inner, &ITERATOR.into());
        for (index, clause) in clauses.iter().enumerate() {
            if index > 0 {
                self.expression(inner, &clause.iterable);
            }
            self.target(inner, &clause.target);
            self.expressions(inner, &clause.conditions);
        }
        self.expression(inner, element);
        value.iter().for_each(|value| self.expression(inner, value));
    }

    fn string_parts(&mut self, scope: usize, parts: &[StringPart]) {
        for part in parts {
            if let StringPart::Value { value, format, .. } = part {
                self.expression(scope, value);
                self.string_parts(scope, format);
            }
        }
    }
}

/// The parameter of a comprehension's code: the first iterable's iterator. No program can
/// name it.
pub const ITERATOR: &str = ".0";

impl Scope {
    pub fn is_comprehension(&self) -> bool {
        self.kind == ScopeKind::Comprehension
    }

    /// Whether a name is the scope's own variable.
    fn owns(&self, name: &Name) -> bool {
        self.kind != ScopeKind::Module
            && self.locals.contains(name)
            && !self.globals.contains(name)
            && !self.nonlocals.contains(name)
    }
}

/// Adds a name to names that are each there once.
fn add(names: &mut Vec<Name>, name: &Name) {
    if !names.contains(name) {
        names.push(name.clone());
    }
}

fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}
