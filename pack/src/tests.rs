use std::fs;
use std::path::{Path, PathBuf};

use wasmi::{Engine, Linker, Module, Store, TypedFunc};

use super::*;

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
