//! A program of a few functions is split, and must do what it did in one piece.

use std::collections::BTreeSet;

use wasmi::{Engine, Extern, Instance, Linker, Module, Store};
use wasmparser::Operator;

use crate::dead_ends::shorten;
use crate::linked::Linked;
use crate::outline::outline;
use crate::partition;
use crate::program::Program;
use crate::write::Border;

/// Each export leaves cold stretches in another way; `far` is a function that waits. `$long` is
/// so much code that moving it pays.
const PROGRAM: &str = r#"(module
  (import "page" "double" (func $double (param i32) (result i32)))
  (table 2 2 funcref)
  (elem (i32.const 1) $far)
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00\00\00\00\00\00\00\02")
  (global (mut i32) (i32.const 5))

  ;; on to the next operator, with one local changed
  (func (export "next") (param i32) (result i32) (local i32)
    (local.set 1 (i32.const 7))
    (if (local.get 0)
      (then $long
        (local.set 1 (i32.add (i32.mul (local.get 0) (i32.const 3)) (i32.mul (local.get 1) (i32.const 5))))))
    (i32.add (local.get 0) (local.get 1)))

  ;; back to the start of a loop, out of it, or out of the function
  (func (export "loop") (param i32) (result i32) (local $sum i32)
    (block $out
      (loop $again
        (local.set $sum (i32.add (local.get $sum) (local.get 0)))
        (if (i32.gt_s (local.get 0) (i32.const 0))
          (then $long
            (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
            (local.set $sum (i32.add (local.get $sum) (call $double (local.get 0))))
            (br_if $out (i32.gt_s (local.get $sum) (i32.const 100)))
            (br $again)))
        (br_if $again (i32.eqz (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
    (i32.add (local.get $sum) (i32.const 1000)))

  ;; three ways out: the next operator, a label, the end of the function
  (func (export "three") (param i32) (result i32) (local $kind i32)
    (block $label
      (if (local.get 0)
        (then $long
          (local.set $kind (i32.rem_u (local.get 0) (i32.const 4)))
          (br_if $label (i32.eq (local.get $kind) (i32.const 1)))
          (local.set $kind (i32.add (local.get $kind) (i32.const 40)))
          (if (i32.eq (local.get $kind) (i32.const 42)) (then $long (local.set $kind (i32.const -1)) (br $label)))
          (local.set $kind (i32.add (local.get $kind) (i32.const 1)))))
      (local.set $kind (i32.mul (local.get $kind) (i32.const 10))))
    (local.get $kind))

  ;; a value on the way out
  (func (export "value") (param i32) (result i32)
    (if (result i32) (i32.lt_s (local.get 0) (i32.const 3))
      (then $long (i32.mul (i32.add (local.get 0) (i32.const 11)) (i32.add (local.get 0) (i32.const 13))))
      (else $long (i32.sub (i32.mul (local.get 0) (local.get 0)) (i32.mul (i32.const 2) (local.get 0))))))

  (func (export "early") (param i32) (result i32)
    (if (i32.gt_s (local.get 0) (i32.const 2))
      (then $long (return (i32.mul (i32.mul (local.get 0) (i32.const 100)) (i32.add (local.get 0) (i32.const 100))))))
    (i32.const 9))

  (func $far (param i32) (result i32)
    (i32.add (i32.load (i32.add (i32.const 24) (i32.const 0))) (call $double (local.get 0))))

  (func (export "call") (param i32) (result i32)
    (i32.add (call $far (local.get 0)) (i32.load (i32.const 16))))
  (func (export "pointer") (param i32) (result i32)
    (call_indirect (param i32) (result i32) (local.get 0) (i32.const 1))))"#;

const CASES: [&str; 7] = ["next", "loop", "three", "value", "early", "call", "pointer"];
/// What `double` and the exports take and give.
type Number = (i32,);

struct World {
    store: Store<()>,
    linker: Linker<()>,
}

impl World {
    fn new() -> Self {
        let engine = Engine::default();
        let mut linker = Linker::new(&engine);
        let double = |number: i32| number.wrapping_mul(2);
        linker.func_wrap("page", "double", double).unwrap();
        let store = Store::new(&engine, ());
        World { store, linker }
    }

    fn start(&mut self, bytes: &[u8]) -> Instance {
        let module = Module::new(self.store.engine(), bytes).unwrap();
        self.linker
            .instantiate_and_start(&mut self.store, &module)
            .unwrap()
    }

    /// The second file, on top of an instance of the first.
    fn complete(&mut self, first: Instance, bytes: &[u8]) {
        let shared: Vec<(String, Extern)> = first
            .exports(&self.store)
            .map(|export| (export.name().to_owned(), export.into_extern()))
            .collect();
        for (name, item) in shared {
            self.linker.define("first", &name, item).unwrap();
        }
        self.start(bytes);
    }

    fn answers(&mut self, instance: Instance) -> Vec<Option<i32>> {
        let mut answers = Vec::new();
        for case in CASES {
            let function = instance
                .get_typed_func::<Number, i32>(&self.store, case)
                .unwrap();
            answers.extend((-2..9).map(|number| function.call(&mut self.store, (number,)).ok()));
        }
        answers
    }
}

fn program() -> Vec<u8> {
    wat::parse_str(PROGRAM.replace("$long", &"(nop)".repeat(40))).unwrap()
}

/// The answers of the whole program.
fn expected() -> Vec<Option<i32>> {
    let mut world = World::new();
    let instance = world.start(&program());
    world.answers(instance)
}

/// The program with all outlined that can be: no branch counts as passed.
fn outlined() -> Vec<u8> {
    let bytes = program();
    let program = Program::read(&bytes).unwrap();
    let divisible = program.defined().collect();
    outline(&program, &bytes, &BTreeSet::new(), &divisible).unwrap()
}

#[test]
fn a_stretch_does_as_a_function_what_it_did_in_place() {
    let bytes = outlined();
    let moved = Program::read(&bytes).unwrap().defined().len() - CASES.len() - 1;
    assert_eq!(moved, 6);
    let mut world = World::new();
    let instance = world.start(&bytes);
    assert_eq!(world.answers(instance), expected());
}

/// Both files, where the data from address 24 on belongs to the second.
fn files() -> (Vec<u8>, Vec<u8>) {
    let bytes = outlined();
    let program = Program::read(&bytes).unwrap();
    let linked = Linked::of_pieces(vec![16..24, 24..32]);
    let kept = program.defined().take(CASES.len() + 1);
    let far = program.slots[&1];
    let first = kept.filter(|function| *function != far).collect();
    let called = partition::called(&program).unwrap();
    let border = Border::new(&program, &linked, &called, &first).unwrap();
    (border.first_file().unwrap(), border.second_file().unwrap())
}

#[test]
fn a_program_of_what_is_used_does_what_the_program_did() {
    let bytes = outlined();
    let program = Program::read(&bytes).unwrap();
    let linked = Linked::of_pieces(vec![16..24, 24..32]);
    let called = partition::called(&program).unwrap();
    let border = Border::around_all(&program, &linked, &called).unwrap();
    let mut world = World::new();
    let instance = world.start(&border.first_file().unwrap());
    assert_eq!(world.answers(instance), expected());
}

#[test]
fn both_files_together_do_what_the_program_did() {
    let (first, second) = files();
    let mut world = World::new();
    let instance = world.start(&first);
    world.complete(instance, &second);
    assert_eq!(world.answers(instance), expected());
}

#[test]
fn without_the_second_file_an_answer_is_right_or_there_is_none() {
    let (first, _) = files();
    let mut world = World::new();
    let instance = world.start(&first);
    let answers = world.answers(instance);
    assert!(answers.iter().any(Option::is_some) && answers.iter().any(Option::is_none));
    for (answer, expected) in answers.iter().zip(expected()) {
        assert!(answer.is_none() || *answer == expected);
    }
}

/// Checks whether the body of a function that ends in a trap is nothing but the trap.
#[track_caller]
fn check_shortened(body: &str, expected: bool) {
    let text = format!(
        r#"(module
          (import "page" "throw" (func $throw (param i32)))
          (memory 1)
          (func $compose (param i32) (i32.store (i32.const 8) (local.get 0)))
          (func $tell (param i32) (call $throw (local.get 0)))
          (func (param i32) {body}))"#
    );
    let bytes = wat::parse_str(text).unwrap();
    let short = shorten(&Program::read(&bytes).unwrap(), &bytes).unwrap();
    wasmparser::validate(&short).unwrap();
    let program = Program::read(&short).unwrap();
    let last = program.bodies.last().unwrap();
    let operators = last.get_operators_reader().unwrap().into_iter();
    let is_trap = |operator| matches!(operator, Ok(Operator::Unreachable));
    let is_short = operators.map(is_trap).collect::<Vec<_>>() == [true, false];
    assert_eq!(is_short, expected, "{body}");
}

#[test]
fn of_a_way_to_a_trap_the_trap_is_left_unless_javascript_hears_of_it() {
    check_shortened("(call $compose (local.get 0)) unreachable", true);
    check_shortened(
        "(loop $again (call $compose (i32.const 1)) (br $again))",
        false,
    );
    check_shortened("(call $throw (local.get 0)) unreachable", false);
    check_shortened("(call $tell (local.get 0)) unreachable", false);
    check_shortened("(call $compose (local.get 0))", false);
    check_shortened("(if (local.get 0) (then return)) unreachable", false);
}
