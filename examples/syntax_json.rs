use std::io::BufRead;
use vanishing_gradients::language::parser::parse;
use vanishing_gradients::language::source::Source;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let case: serde_json::Value = serde_json::from_str(&line).unwrap();
        let code = case[0].as_str().unwrap();
        let s = std::rc::Rc::new(Source {
            name: "<cell>".into(),
            text: code.replace("\r\n", "\n").replace('\r', "\n"),
        });
        let p = parse(&s);
        let e = p.errors.first().map(|e| {
            let Some(y) = e.syntax.clone() else {
                return serde_json::json!([e.kind.name(), e.message, 0, 0, 0, 0, e.display()]);
            };
            serde_json::json!([
                e.kind.name(),
                e.message,
                y.line,
                y.offset,
                y.end_line,
                y.end_offset,
                e.display()
            ])
        });
        let w: Vec<_> = p
            .warnings
            .iter()
            .map(|w| serde_json::json!([w.category, w.message, s.place(w.span.start).line]))
            .collect();
        println!("{}", serde_json::json!([e, w]));
    }
}
