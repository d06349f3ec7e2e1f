//! A page that unpacks a program and says how long that took: `page MODULE SCRIPT FOLDER`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    let [_, module, script, folder] = arguments.as_slice() else {
        return Err("page MODULE SCRIPT FOLDER".into());
    };
    let folder = Path::new(folder);
    let packed = pack::packed(&fs::read(module)?, &fs::read_to_string(script)?)?;
    let decoder = pack::decoder(&folder.join("target"))?;
    println!(
        "program {} bytes, decoder {}, loader {}",
        packed.len(),
        decoder.len(),
        pack::LOADER.len()
    );
    let page = format!(
        "<!doctype html><meta charset=utf-8><title>unpacking</title>\
         <script type=text/plain id=decoder>{decoder}</script>\
         <script type=text/plain id=packed>{packed}</script><pre id=result></pre><script>{}\
         const of = (id) => document.getElementById(id).textContent;\
         const start = performance.now();\
         unpacked(of('decoder'), of('packed')).then(async ({{ script, module }}) => {{\
           const time = performance.now() - start;\
           await WebAssembly.compile(module);\
           document.getElementById('result').textContent =\
             `${{time}} ms, script ${{script.length}}, module ${{module.length}}`;\
         }}, (error) => (document.getElementById('result').textContent = error + error.stack));</script>",
        pack::LOADER,
    );
    fs::write(folder.join("page.html"), page)?;
    fs::write(folder.join("decoder.txt"), decoder)?;
    fs::write(folder.join("packed.txt"), packed)?;
    Ok(())
}
