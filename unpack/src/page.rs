//! The decoder as the page sees it: one memory, and a few functions without arguments to get
//! wrong.

use core::panic::PanicInfo;

use crate::alphabet;
use crate::coder::Decoder;
use crate::tape::SIZE_LENGTH;
use crate::unpacker::Unpacker;

/// Text and bytes of a packed program.
const PACKED: usize = 1 << 18;

static mut TEXT: [u8; PACKED] = [0; PACKED];
static mut BYTES: [u8; PACKED] = [0; PACKED];
static mut DECODER: Decoder<'static> = Decoder::EMPTY;
static mut UNPACKER: Unpacker = Unpacker::EMPTY;

fn unpacker() -> &'static mut Unpacker {
    // SAFETY: a page has one thread, and no function here keeps this beyond its own end.
    unsafe { &mut *(&raw mut UNPACKER) }
}

fn decoder() -> &'static mut Decoder<'static> {
    // SAFETY: as above.
    unsafe { &mut *(&raw mut DECODER) }
}

/// Where the text goes, in UTF-8.
#[unsafe(no_mangle)]
extern "C" fn text() -> *mut u8 {
    (&raw mut TEXT).cast()
}

/// Begins with a text of so many bytes.
#[unsafe(no_mangle)]
extern "C" fn begin(length: usize) {
    // SAFETY: as above; `TEXT` is only written to by the page, before.
    let (text, bytes) = unsafe { (&*(&raw const TEXT), &mut *(&raw mut BYTES)) };
    let at = alphabet::read(&text[..length], bytes);
    *decoder() = Decoder::new(&bytes[at..]);
    unpacker().begin();
}

/// Takes so many steps; whether there are more to take.
#[unsafe(no_mangle)]
extern "C" fn advance(steps: usize) -> bool {
    (0..steps).all(|_| unpacker().step(decoder()))
}

/// Where the script is, and after it the module.
#[unsafe(no_mangle)]
extern "C" fn script() -> *const u8 {
    unpacker().tape.bytes[SIZE_LENGTH..].as_ptr()
}

#[unsafe(no_mangle)]
extern "C" fn script_length() -> usize {
    unpacker().script_length
}

/// The length of script and module together.
#[unsafe(no_mangle)]
extern "C" fn length() -> usize {
    unpacker().tape.at - SIZE_LENGTH
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
