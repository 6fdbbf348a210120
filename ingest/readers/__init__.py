"""One module a file format: bytes in, a `Layout` (blocks of printed lines) out."""
