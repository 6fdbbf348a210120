"""JATS XML: what its front, notes and entries hold is read, each in its place."""

from __future__ import annotations

from ingest.document import Document
from ingest.parse import parse_bytes


def article(*, meta: str = "", body: str = "<p>Moss grows.</p>", back: str = "") -> Document:
    source = (
        '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">'
        f"<article><front><article-meta>{meta}</article-meta></front><body>{body}</body>"
        f"<back>{back}</back></article>"
    )
    return parse_bytes(source.encode(), "moss.xml")


def test_letters_and_spaces_that_are_written_by_name_are_read() -> None:
    typed = "<p>On 5&nbsp;km<sup>2</sup> the &beta;-moss &#8211; and &moss; &lt; x &minus; 2.</p>"
    assert article(body=typed).text == "On 5 km2 the β-moss – and &moss; < x − 2."
