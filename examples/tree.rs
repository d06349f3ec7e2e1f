use std::io::BufRead;
use vanishing_gradients::language::parser::parse;
use vanishing_gradients::language::source::Source;
use vanishing_gradients::language::syntax_tree::*;
fn l(es: &[Expression]) -> String {
    es.iter().map(e).collect::<Vec<_>>().join(" ")
}
fn o(x: &Option<Expression>) -> String {
    x.as_ref().map_or("-".into(), e)
}
fn ob(x: &Option<Box<Expression>>) -> String {
    x.as_ref().map_or("-".into(), |x| e(x))
}
fn parts(p: &[StringPart]) -> String {
    p.iter()
        .map(|p| match p {
            StringPart::Text(t) => format!("{:?}", t.chars().map(|c| c as u32).collect::<Vec<_>>()),
            StringPart::Value {
                value,
                conversion,
                format,
            } => format!(
                "<{} {:?} [{}]>",
                e(value),
                conversion.map(|c| c as u32),
                parts(format)
            ),
        })
        .collect::<Vec<_>>()
        .join(" ")
}
fn ps(p: &Parameters) -> String {
    let one = |q: &Parameter| format!("{}={}", q.name, o(&q.default));
    format!(
        "{} {} *{} {} **{}",
        p.positional_only,
        p.positional.iter().map(one).collect::<Vec<_>>().join(","),
        p.rest.as_deref().unwrap_or("-"),
        p.keyword_only.iter().map(one).collect::<Vec<_>>().join(","),
        p.keywords.as_deref().unwrap_or("-")
    )
}
fn e(x: &Expression) -> String {
    use ExpressionKind as K;
    let s = match &x.kind {
        K::Constant(c) => match c {
            Constant::None => "None".into(),
            Constant::True => "True".into(),
            Constant::False => "False".into(),
            Constant::Ellipsis => "Ellipsis".into(),
            Constant::Integer(i) => format!("int {i}"),
            Constant::Float(f) => format!("float {:016x}", f.to_bits()),
            Constant::Imaginary(f) => format!("imag {:016x}", f.to_bits()),
            Constant::String(t) => {
                format!("str {:?}", t.chars().map(|c| c as u32).collect::<Vec<_>>())
            }
        },
        K::FormattedString(p) => format!("fstr {}", parts(p)),
        K::Name(n) => format!("name {n}"),
        K::List(v) => format!("list {}", l(v)),
        K::Tuple(v) => format!("tuple {}", l(v)),
        K::Set(v) => format!("set {}", l(v)),
        K::Dict(v) => format!(
            "dict {}",
            v.iter()
                .map(|(k, v)| format!("{}:{}", o(k), e(v)))
                .collect::<Vec<_>>()
                .join(" ")
        ),
        K::Unary(op, v) => format!("{op:?} {}", e(v)),
        K::Binary(a, op, b) => format!("{op:?} {} {}", e(a), e(b)),
        K::Boolean(op, v) => format!("bool{op:?} {}", l(v)),
        K::Compare(a, v) => format!(
            "cmp {} {}",
            e(a),
            v.iter()
                .map(|(c, x)| format!("{c:?} {}", e(x)))
                .collect::<Vec<_>>()
                .join(" ")
        ),
        K::Conditional { test, body, orelse } => {
            format!("if {} {} {}", e(test), e(body), e(orelse))
        }
        K::Lambda { parameters, body } => format!("lambda {} {}", ps(parameters), e(body)),
        K::Call {
            function,
            arguments,
        } => {
            let mut pos = vec![];
            let mut kw = vec![];
            for a in arguments {
                match a {
                    Argument::Positional(x) => pos.push(e(x)),
                    Argument::Unpack(x) => pos.push(format!("*{}", e(x))),
                    Argument::Keyword { name, value, .. } => {
                        kw.push(format!("{name}={}", e(value)))
                    }
                    Argument::UnpackKeywords(x) => kw.push(format!("**{}", e(x))),
                }
            }
            format!("call {} {} {}", e(function), pos.join(" "), kw.join(" "))
        }
        K::Attribute { value, name, .. } => format!("attr {} {name}", e(value)),
        K::Subscript { value, index } => format!("sub {} {}", e(value), e(index)),
        K::Slice { lower, upper, step } => {
            format!("slice {} {} {}", ob(lower), ob(upper), ob(step))
        }
        K::Starred(v) => format!("star {}", e(v)),
        K::NamedExpression { name, value, .. } => format!("named {name} {}", e(value)),
        K::Comprehension {
            kind,
            element,
            value,
            clauses,
        } => format!(
            "comp{kind:?} {} {} {}",
            e(element),
            ob(value),
            clauses
                .iter()
                .map(|c| format!(
                    "for {} {} {}",
                    e(&c.target),
                    e(&c.iterable),
                    l(&c.conditions)
                ))
                .collect::<Vec<_>>()
                .join(" ")
        ),
    };
    format!("({s} @{}-{})", x.span.start, x.span.end)
}
fn b(v: &[Statement]) -> String {
    v.iter().map(st).collect::<Vec<_>>().join("; ")
}
fn al(v: &[Alias]) -> String {
    v.iter()
        .map(|a| format!("{}>{}", a.name, a.alias.as_deref().unwrap_or("-")))
        .collect::<Vec<_>>()
        .join(",")
}
fn st(x: &Statement) -> String {
    use StatementKind as S;
    let s = match &x.kind {
        S::Expression(v) => format!("expr {}", e(v)),
        S::Assign { targets, value } => format!("assign {} = {}", l(targets), e(value)),
        S::AugmentedAssign {
            target,
            operator,
            value,
        } => format!("aug {} {operator:?} {}", e(target), e(value)),
        S::AnnotatedAssign {
            target,
            annotation,
            value,
        } => format!("ann {} {} {}", e(target), e(annotation), o(value)),
        S::If { test, body, orelse } => format!("if {} [{}] [{}]", e(test), b(body), b(orelse)),
        S::While { test, body, orelse } => {
            format!("while {} [{}] [{}]", e(test), b(body), b(orelse))
        }
        S::For {
            target,
            iterable,
            body,
            orelse,
        } => format!(
            "for {} {} [{}] [{}]",
            e(target),
            e(iterable),
            b(body),
            b(orelse)
        ),
        S::FunctionDefinition {
            name,
            parameters,
            decorators,
            annotations,
            body,
        } => format!(
            "def {name} {} {} [{}] [{}]",
            ps(parameters),
            l(decorators),
            l(annotations),
            b(body)
        ),
        S::Return(v) => format!("return {}", o(v)),
        S::Delete(v) => format!("del {}", l(v)),
        S::Pass => "pass".into(),
        S::Break => "break".into(),
        S::Continue => "continue".into(),
        S::Magic => "magic".into(),
        S::Global(n) => format!("global {}", n.join(",")),
        S::Nonlocal(n) => format!("nonlocal {}", n.join(",")),
        S::Assert { test, message } => format!("assert {} {}", e(test), o(message)),
        S::Raise { exception, cause } => format!("raise {} {}", o(exception), o(cause)),
        S::Try {
            body,
            handlers,
            orelse,
            finally,
        } => format!(
            "try [{}] {} [{}] [{}]",
            b(body),
            handlers
                .iter()
                .map(|h| format!(
                    "except {} {} [{}]@{}-{}",
                    o(&h.kind),
                    h.name.as_deref().unwrap_or("-"),
                    b(&h.body),
                    h.span.start,
                    h.span.end
                ))
                .collect::<Vec<_>>()
                .join(" "),
            b(orelse),
            b(finally)
        ),
        S::Import(v) => format!("import {}", al(v)),
        S::ImportFrom { module, names } => format!("from {module} {}", al(names)),
    };
    // a decorated definition starts at its decorator in ours
    format!(
        "{{{s} @{}-{}}}",
        if matches!(&x.kind, S::FunctionDefinition{decorators, ..} if !decorators.is_empty()) {
            0
        } else {
            x.span.start
        },
        x.span.end
    )
}
fn main() {
    for line in std::io::stdin().lock().lines() {
        let code: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let p = parse(&Source::new("c", code.as_str().unwrap()));
        println!(
            "{}",
            serde_json::json!(if p.errors.is_empty() {
                Some(b(&p.program.statements))
            } else {
                None
            })
        );
    }
}
