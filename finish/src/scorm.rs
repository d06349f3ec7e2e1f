//! The page as packages for learning management systems: SCORM 1.2 and SCORM 2004.
//!
//! Both carry the page in one file, with the script that speaks with such a system and what it
//! has to say to the reader. Equal pages give equal packages, to the byte.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::{one_file, policy};

const SCRIPT: &str = include_str!("../../src/page/lms.js");
const BUTTON: &str = include_str!("scorm/button.html");
const NOTES: &str = include_str!("scorm/notes.html");

/// Each package's name, and its manifest.
const PACKAGES: [(&str, &str); 2] = [
    (
        "vanishing-gradients-scorm12.zip",
        include_str!("scorm/scorm12.xml"),
    ),
    (
        "vanishing-gradients-scorm2004.zip",
        include_str!("scorm/scorm2004.xml"),
    ),
];

/// What the page says of the reader's privacy, and what is true of it in a course.
const ELSEWHERE: &str = "nothing you type leaves it";
const IN_A_COURSE: &str = "what you type leaves it only for your course’s own record of your work";

/// Writes the packages into the folder of a built page; gives their paths.
pub fn write(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let page = fs::read_to_string(folder.join(one_file::NAME))?;
    let page = for_course(&page)?;
    let hosted = fs::read_to_string(folder.join("index.html"))?;
    let mut paths = Vec::new();
    for (name, manifest) in PACKAGES {
        let path = folder.join(name);
        let files = [
            ("imsmanifest.xml", filled(manifest, &hosted, &page)?),
            ("index.html", page.clone()),
        ];
        write_package(&path, &files)?;
        paths.push(path);
    }
    Ok(paths)
}

fn write_package(path: &Path, files: &[(&str, String)]) -> Result<(), Box<dyn Error>> {
    let mut package = ZipWriter::new(File::create(path)?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, text) in files {
        package.start_file(*name, options)?;
        package.write_all(text.as_bytes())?;
    }
    package.finish()?;
    Ok(())
}

/// The page in one file as a course shows it.
fn for_course(page: &str) -> Result<String, Box<dyn Error>> {
    if !page.contains(ELSEWHERE) {
        return Err(format!("the page no longer says {ELSEWHERE:?}").into());
    }
    let page = page.replace(ELSEWHERE, IN_A_COURSE);
    let page = policy::with_script(&page, SCRIPT)?;
    let (mut tools, mut lessons) = (0, 0);
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!(".page-tools", |place| {
            tools += 1;
            place.prepend(BUTTON, ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("#lesson", |place| {
            lessons += 1;
            place.prepend(NOTES, ContentType::Html);
            place.append(&format!("<p>{BUTTON}</p>"), ContentType::Html);
            Ok(())
        }))
        // Nobody else can open the page at its address in the course.
        .append_element_content_handler(element!("#embed", |button| {
            button.set_attribute("hidden", "")?;
            Ok(())
        }));
    let page = rewrite_str(&page, settings)?;
    if (tools, lessons) != (1, 1) {
        return Err("the page has not one place for its tools and one for the lesson".into());
    }
    Ok(page)
}

/// The manifest with what it says of the page, which the hosted one says of itself.
fn filled(manifest: &str, hosted: &str, page: &str) -> Result<String, Box<dyn Error>> {
    let title = policy::texts(hosted, "title")?;
    let mut description = None;
    let find = element!("meta[name='description']", |place| {
        description = place.get_attribute("content");
        Ok(())
    });
    rewrite_str(
        hosted,
        RewriteStrSettings::new().append_element_content_handler(find),
    )?;
    let [title] = title.as_slice() else {
        return Err("the page has not one title".into());
    };
    let description = description.ok_or("the page has no description")?;
    if [title, &description]
        .iter()
        .any(|text| text.contains(['&', '<']))
    {
        return Err("title and description go into XML, which writes these signs otherwise".into());
    }
    let digest = crate::short_digest(page.as_bytes());
    // 20 characters at most, by the schema of SCORM 1.2.
    let version = format!("{}-{}", env!("CARGO_PKG_VERSION"), &digest[..8]);
    Ok(manifest
        .replace("{version}", &version)
        .replace("{title}", title)
        .replace("{description}", &description))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><title>A</title>\
        <meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'wasm-unsafe-eval' 'sha256-1'\">\
        <meta name=description content=\"C d\"><script>1</script>\
        <div class=page-tools><button id=embed>E</button></div><main id=lesson>F</main>\
        <p>nothing you type leaves it";

    #[test]
    fn the_script_comes_before_all_others_and_is_allowed() {
        let page = for_course(PAGE).unwrap();
        let script = page.find("SCORM").unwrap();
        let policy = page.find("<meta http-equiv").unwrap();
        let other = page.find("<script>1").unwrap();
        assert!(policy < script && script < other);
        assert!(page.contains(&format!(
            "script-src 'wasm-unsafe-eval' {} 'sha256-1'",
            policy::digest(SCRIPT)
        )));
    }

    #[test]
    fn a_page_for_a_course_says_what_is_recorded() {
        let page = for_course(PAGE).unwrap();
        assert!(!page.contains(ELSEWHERE));
        assert_eq!(page.matches("data-lms-finish hidden").count(), 2);
        assert!(page.contains("<button id=embed hidden=\"\">"));
    }

    #[test]
    fn a_page_without_a_place_for_it_is_refused() {
        for missing in ["nothing you type", "id=lesson", "class=page-tools"] {
            assert!(for_course(&PAGE.replace(missing, "")).is_err(), "{missing}");
        }
    }

    #[test]
    fn a_script_that_speaks_with_a_course_hears_of_no_unload() {
        // Newer browsers forbid it, and lose what was to be sent.
        assert!(!SCRIPT.contains("unload"));
    }

    #[test]
    fn a_manifest_names_the_page() {
        for (_, manifest) in PACKAGES {
            let manifest = filled(manifest, PAGE, "").unwrap();
            assert_eq!(manifest.matches("<title>A</title>").count(), 2);
            assert!(manifest.contains(">C d<"));
            assert!(!manifest.contains('{'));
        }
        assert!(filled("", &PAGE.replace("C d", "C &eacute;"), "").is_err());
    }
}
