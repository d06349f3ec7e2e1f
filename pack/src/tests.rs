//! What is packed comes back, and what cannot be packed is refused.

use std::fs;
use std::path::{Path, PathBuf};

use wasmi::{Engine, Linker, Module, Store, TypedFunc};

use super::*;

/// A program with each kind of thing that may follow an opcode.
const EVERYTHING: &str = r#"(module
  (type $pair (func (param i32 i64) (result i32)))
  (import "page" "log" (func $log (param i32)))
  (table 4 funcref)
  (memory 1)
  (global $top (mut i32) (i32.const 1048576))
  (elem (i32.const 1) $first $second)
  (data (i32.const 1024) "Some text, and some more text.\00\01\02\ff")
  (func $first (export "first") (type $pair) (local f64 f32 i32)
    (local.set 2 (f64.mul (f64.const 3.25) (f64.convert_i64_s (local.get 1))))
    (local.set 3 (f32.const -0.1))
    (block $out (result i32)
      (loop $again
        (br_if $again (i32.lt_u (local.tee 4 (i32.add (local.get 4) (i32.const 300))) (i32.const -70000)))
        (br_table $again $again (local.get 0)))
      (i64.store offset=4000 align=1 (global.get $top) (i64.const 0x123456789abcdef))
      (if (result i32) (i32.eqz (local.get 0))
        (then (call_indirect (type $pair) (local.get 4) (local.get 1) (i32.const 2)))
        (else (i32.trunc_sat_f64_s (local.get 2))))))
  (func $second (type $pair)
    (call $log (i32.load8_u offset=12 (local.get 0)))
    (memory.copy (i32.const 0) (i32.const 8) (memory.size))
    (memory.fill (i32.const 0) (i32.const 8) (memory.grow (i32.const 1)))
    (global.set $top (select (local.get 0) (i32.const 5) (i32.const 1)))
    (drop (ref.func $first))
    (unreachable)))"#;

/// Where the decoder is built.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/decoder")
}

/// A program as compilers make them: the decoder, without instructions on vectors.
fn program() -> Vec<u8> {
    let path = decoder::build(&folder().join("scalar"), "-simd128").expect("a program");
    fs::read(path).expect("a program")
}

/// What the decoder, as WebAssembly, makes of a text.
struct Page {
    store: Store<()>,
    instance: wasmi::Instance,
}

impl Page {
    fn open() -> Self {
        let module = decoder::module(&folder()).expect("a decoder");
        let engine = Engine::default();
        let module = Module::new(&engine, module).expect("a module");
        let mut store = Store::new(&engine, ());
        let instance = Linker::new(&engine).instantiate_and_start(&mut store, &module);
        Page {
            instance: instance.expect("an instance"),
            store,
        }
    }

    fn call(&mut self, name: &str) -> usize {
        let function: TypedFunc<(), u32> = self
            .instance
            .get_typed_func(&self.store, name)
            .expect("an export");
        function.call(&mut self.store, ()).expect("a number") as usize
    }

    fn unpacked(&mut self, text: &str) -> (String, Vec<u8>) {
        let place = self.call("text");
        let memory = self
            .instance
            .get_memory(&self.store, "memory")
            .expect("a memory");
        memory
            .write(&mut self.store, place, text.as_bytes())
            .expect("room");
        let begin: TypedFunc<u32, ()> = self
            .instance
            .get_typed_func(&self.store, "begin")
            .expect("an export");
        begin
            .call(&mut self.store, text.len() as u32)
            .expect("a beginning");
        let advance: TypedFunc<u32, u32> = self
            .instance
            .get_typed_func(&self.store, "advance")
            .expect("an export");
        while advance.call(&mut self.store, 1000).expect("an advance") != 0 {}
        let (script, length, script_length) = (
            self.call("script"),
            self.call("length"),
            self.call("script_length"),
        );
        let bytes = &memory.data(&self.store)[script..script + length];
        let script = String::from_utf8(bytes[..script_length].to_vec()).expect("a script");
        (script, bytes[script_length..].to_vec())
    }
}

#[track_caller]
fn check(module: &[u8], script: &str) {
    let text = packed(module, script).expect("a text");
    let (found_script, found_module) = Page::open().unpacked(&text);
    assert_eq!(found_script, script);
    let expected = layout::laid_out(module).expect("a module");
    assert!(found_module == expected, "another module");
}

#[test]
fn every_kind_of_instruction_can_be_packed() {
    let module = wat::parse_str(EVERYTHING).expect("a module");
    // It says so if it would not come out again.
    let text = packed(&module, "").expect("a text");
    assert!(text.len() < 450, "{}", text.len());
}

#[test]
fn what_is_no_module_is_an_error() {
    assert!(packed(b"", "").is_err());
    assert!(packed(b"\0asm\x01\0\0\0\x0a\x05\x01", "").is_err());
}

#[test]
fn vectors_are_an_error() {
    let text = "(module (func (result v128) (v128.const i64x2 1 2)))";
    let module = wat::parse_str(text).expect("a module");
    assert!(packed(&module, "").is_err());
}

#[test]
#[ignore = "needs the wasm target: cargo xtask test brings it"]
fn what_is_packed_comes_out_of_the_decoder() {
    check(b"\0asm\x01\0\0\0", "");
    check(&program(), "");
    check(&program(), "const text = \"grün\";\n".repeat(20).as_str());
}

#[test]
fn bytes_come_back_from_text() {
    let mut state = 1_u32;
    for length in (0..300).chain([10_000]) {
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect();
        let text = alphabet::written(&bytes);
        assert!(!text.contains(['\0', '\r', '<']));
        let mut room = vec![0; length + 100];
        let start = unpack::alphabet::read(text.as_bytes(), &mut room);
        assert_eq!(room[start..][..length], bytes);
        assert!(
            text.len() < length * 113 / 100 + 30,
            "{} for {length}",
            text.len()
        );
    }
}
