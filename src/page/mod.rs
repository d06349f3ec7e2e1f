//! The thin edge: the only room that knows the browser. It calls, it never computes.
