//! The reader's edits beyond this visit: read from the address or from storage, kept in storage.
//!
//! A browser may refuse storage, or be asked for it in a frame that has none: then nothing is
//! kept, and the page works as before. Knows nothing of cells: `notebook::saved` has the form.

use super::dom::window;
use web_sys::Storage;

/// The edits that the page is opened with: those in the address after `#`, else the stored ones.
pub fn recall(key: &str) -> String {
    let address = window().location().hash().unwrap_or_default();
    // Other fragments are places in the page.
    match address.strip_prefix('#') {
        Some(saved) if saved.contains('=') => saved.to_owned(),
        _ => stored(key).unwrap_or_default(),
    }
}

/// Keeps the edits; an empty text forgets them.
pub fn keep(key: &str, saved: &str) {
    if let Some(storage) = storage() {
        // Storage that is full keeps what it has.
        let _ = if saved.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, saved)
        };
    }
}

fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
