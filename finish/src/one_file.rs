//! The page in one file, which needs nothing else: it opens from a disk, from mail, in any frame.

use std::error::Error;
use std::fs;
use std::path::Path;

use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::packed::{Packed, UNPACK};
use crate::policy;

/// The file beside the hosted page.
pub const NAME: &str = "vanishing-gradients.html";

/// Writes the one file, made of the hosted page before it got its policy.
pub fn write(folder: &Path, page: &str, packed: &Packed) -> Result<(), Box<dyn Error>> {
    let remove = |selector: &str| {
        element!(selector, |place| {
            place.remove();
            Ok(())
        })
    };
    let unpacker = format!("<script>{UNPACK}</script>");
    let program = element!("#packed", |place| {
        place.remove_attribute("src");
        place.set_inner_content(&packed.text, ContentType::Html);
        place.after(&unpacker, ContentType::Html);
        Ok(())
    });
    let host = element!("#host", |script| {
        let path = folder.join(script.get_attribute("src").unwrap_or_default());
        script.remove_attribute("src");
        script.remove_attribute("type");
        script.set_inner_content(fs::read_to_string(path)?.trim(), ContentType::Html);
        Ok(())
    });
    let mut settings = RewriteStrSettings::new()
        .append_element_content_handler(program)
        .append_element_content_handler(host);
    for selector in ["#ask", "#glue", "meta[name='rest-of-program']"] {
        settings = settings.append_element_content_handler(remove(selector));
    }
    let page = rewrite_str(page, settings)?;
    let page = policy::for_one_file(&page, &packed.script)?;
    fs::write(folder.join(NAME), page)?;
    Ok(())
}
