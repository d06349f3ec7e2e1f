//! The attribute names of Python's own types, for "Did you mean" and to tell a typing error from
//! a gap of ours: what `dir(type)` lists in CPython 3.11, less the names between two pairs of
//! underscores, which hardly anybody types and which count as known.
//!
//! Knows nothing of which of them this page has.

pub const INTEGER: &str = "as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes";
pub const FLOAT: &str = "as_integer_ratio conjugate fromhex hex imag is_integer real";
pub const COMPLEX: &str = "conjugate imag real";
pub const STRING: &str = "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill";
pub const LIST: &str = "append clear copy count extend index insert pop remove reverse sort";
pub const TUPLE: &str = "count index";
pub const DICT: &str = "clear copy fromkeys get items keys pop popitem setdefault update values";
pub const SET: &str = "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update";
pub const RANGE: &str = "count index start step stop";
pub const SLICE: &str = "indices start step stop";
pub const TYPE: &str = "mro";
pub const EXCEPTION: &str = "add_note args with_traceback";
pub const DICT_VIEW: &str = "isdisjoint mapping";
