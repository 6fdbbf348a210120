# ruff: noqa: E501 - seeds keep the lines that they have
"""What is fuzzed: targets that take bytes, and raise nothing but a bug.

Each has seeds, made here, from which a fuzzer goes on. `mutants` is a small fuzzer of our own,
which gives the same inputs in every run. A target returns whether it took its input.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from types import ModuleType

import numpy as np
from reportlab.pdfgen.canvas import Canvas

from app.chatbot import Chatbot, open_chatbot
from index import generations
from index.adding import Adder
from index.backup import MANIFEST, unpacked
from index.generations import Vectorised
from index.library import open_library
from index.sources import Source
from index.sqlite_store import FILE
from ingest.document import Document
from ingest.errors import FootnoteError
from ingest.parse import parse_bytes
from ingest.passages import cut

HERE = Path(__file__).parent
PAPER = """# On moss

Ada Stone, Ben Rivers

## Abstract

Moss grows on slate.

## 1 Results

In 2019, moss covered 12 slates (Reed, 2017). It needs rain [1].

| slate | moss |
| --- | --- |
| 1 | 3.5 % |

## References

[1] Reed, D. (2017). Moss. *Journal of Slate*, 3, 44-58. https://doi.org/10.1000/182
"""
LATEX = r"""\documentclass{article}\title{On moss}\author{Ada Stone \and Ben Rivers}
\newcommand{\moss}[1]{moss on #1}
\begin{document}\maketitle\begin{abstract}Moss grows.\end{abstract}
\section{Results}\label{a} The \moss{slate} of Table~\ref{t} grows \cite{reed}. $x^2$ % not this
\begin{table}\caption{Slates}\label{t}\begin{tabular}{ll}a & b\\ 1 & 2\end{tabular}\end{table}
\begin{thebibliography}{9}\bibitem{reed} Reed, D. (2017). Moss. \emph{Slate}, 3.\end{thebibliography}
\end{document}"""
HTML = """<!doctype html><html lang=en><head><title>On moss</title>
<meta name=citation_author content="Ada Stone"></head><body><nav>menu</nav><main><h1>On moss</h1>
<h2>1 Results</h2><p>Moss grows <b>on</b> slate&nbsp;[1].<table><tr><th>a<td>b</table>
<ol><li>one<li>two</ol><pre>x</pre></main></body></html>"""
JATS = """<article><front><article-meta><title-group><article-title>On moss</article-title>
</title-group><contrib-group><contrib contrib-type="author"><name><surname>Stone</surname>
<given-names>Ada</given-names></name></contrib></contrib-group><abstract><p>Moss grows.</p></abstract>
</article-meta></front><body><sec id="a"><label>1</label><title>Results</title><p>Slate
<xref ref-type="bibr" rid="b">1</xref>.</p><table-wrap><caption><p>T</p></caption><table><tr><td>1</td>
</tr></table></table-wrap></sec></body><back><ref-list><ref id="b"><label>1</label><mixed-citation>
Reed, D. (2017). Moss.</mixed-citation></ref></ref-list></back></article>"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = f"""<w:document xmlns:w="{WORD}"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
<w:r><w:t>Results</w:t></w:r></w:p><w:p><w:r><w:t>Moss grows.</w:t></w:r></w:p><w:tbl><w:tr><w:tc>
<w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"""
OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" href="a.xhtml"
 media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>"""
TEXT = "On moss\n\nAda Stone\n\nAbstract\n\nMoss.\n\n1 Results\n\nMoss grows [1].\n\nReferences\n\n[1] A."
QUESTIONS = [
    "How many slates did moss cover in 2019, and where (section 1)?",
    'What does Reed (2017) say of "moss" [1]?',
    "有多少包裹被延误？",
    "And what about rain?\n\x00\u202e%_*\"'NEAR(a b, 3)",
]


def load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hostile = load("hostile", HERE / "hostile.py")
fakes = load("fakes", HERE.parent / "conftest.py")


def read(suffix: str, data: bytes, wrap: Callable[[bytes], bytes] = bytes) -> bool:
    """Read a file; what comes out must hang together."""
    try:
        document = parse_bytes(wrap(data), f"a{suffix}")
    except FootnoteError as exc:
        expect_one_line(exc)
        return False
    document.text.encode("utf-8")
    for page in document.pages:
        assert 0 <= page.start <= page.end <= len(document.text)
    for passage in cut(document, count_tokens=len):
        assert document.text[passage.start : passage.end] == passage.text
    return True


def expect_one_line(error: FootnoteError) -> None:
    assert str(error)
    assert "\n" not in str(error)


def in_docx(data: bytes) -> bytes:
    return hostile.zipped({hostile.DOCX: data})


def in_epub(data: bytes) -> bytes:
    files = {"mimetype": b"application/epub+zip", "c.opf": OPF.encode()}
    files["META-INF/container.xml"] = hostile.CONTAINER.encode()
    return hostile.zipped({**files, hostile.CHAPTER: data}, stored=("mimetype",))


def pdf_seeds() -> list[bytes]:
    kept = io.BytesIO()
    canvas = Canvas(kept)
    for number, line in enumerate(PAPER.splitlines()):
        canvas.drawString(72, 780 - 14 * number, line)
    canvas.setAuthor("Ada Stone")
    canvas.showPage()
    canvas.save()
    plain = hostile.page_of(hostile.stream(b"BT /F 9 Tf 72 700 Td (Moss grows.) Tj ET", b""))
    return [kept.getvalue(), plain, hostile.circular_pdf()]


@cache
def generation() -> tuple[Path, bytes]:
    """Return the folder of a published generation, and its manifest."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    vectors = np.eye(4, dtype=np.float32)
    made_of = Vectorised([(np.arange(4, dtype=np.int64), vectors)], vectors, 4)
    name = generations.publish(folder, made_of, model="m", store="s")
    return folder, (folder / name / "manifest.json").read_bytes()


def read_manifest(data: bytes) -> bool:
    """Open a search index by a manifest; a changed one may only be refused."""
    folder, right = generation()
    (folder / generations.current(folder) / "manifest.json").write_bytes(data)
    found, why = generations.load(folder, model="m", stores={"s"})
    assert (found is None) == bool(why)
    assert found is None or found.index.ntotal == 4
    (folder / generations.current(folder) / "manifest.json").write_bytes(right)
    return found is not None


def backup_manifest(data: bytes = b"moss") -> bytes:
    fields = {
        "format": 1,
        "schema": 1,
        "model": "m",
        "made": "2026-01-01T00:00:00+00:00",
        "documents": 1,
        "passages": 1,
        "files": {FILE: [hashlib.sha256(data).hexdigest(), len(data)]},
    }
    return json.dumps(fields).encode()


def read_backup(data: bytes) -> bool:
    """Unpack a backup by a manifest; nothing may be written outside of the folder."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name) / "in"
        folder.mkdir()
        with zipfile.ZipFile(folder / "b.zip", "w") as archive:
            archive.writestr(MANIFEST, data)
            archive.writestr(FILE, b"moss")
        try:
            with unpacked(folder / "b.zip", folder) as (backup, where):
                assert {path.name for path in where.iterdir()} == set(backup.files)
            accepted = True
        except FootnoteError as exc:
            expect_one_line(exc)
            accepted = False
        assert [path.name for path in Path(name).iterdir()] == ["in"]
    return accepted


def in_process(source: Source) -> Document:
    return parse_bytes(source.data, source.name)


@cache
def bot() -> Chatbot:
    folder = Path(tempfile.mkdtemp(prefix="fuzz-")) / "library"
    with open_library(folder, encoder=fakes.HashingEncoder()) as library:
        adder = Adder(
            library.store, lambda: library.encoder, lambda it: parse_bytes(it.data, it.name)
        )
        adder.add_source(Source("moss.md", "/moss.md", PAPER.encode()))
    return open_chatbot(folder, encoder=fakes.HashingEncoder(), use_reader=False)


def ask(data: bytes) -> bool:
    """Ask what the bytes say; quotes must be verbatim."""
    try:
        answer = bot().ask(data.decode("utf-8", "surrogatepass" if len(data) % 2 else "replace"))
    except UnicodeDecodeError:
        return False
    except FootnoteError as exc:
        expect_one_line(exc)
        return False
    answer.text.encode("utf-8")
    for citation in answer.citations:
        text = bot().library.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote
    return True


Target = tuple[Callable[[bytes], bool], Callable[[], list[bytes]]]
TARGETS: dict[str, Target] = {
    "pdf": (partial(read, ".pdf"), pdf_seeds),
    "docx": (partial(read, ".docx", wrap=in_docx), lambda: [DOCX.encode()]),
    "epub": (partial(read, ".epub", wrap=in_epub), lambda: [HTML.encode()]),
    "zip": (partial(read, ".docx"), lambda: [in_docx(DOCX.encode()), in_epub(HTML.encode())]),
    "html": (partial(read, ".html"), lambda: [HTML.encode()]),
    "jats": (partial(read, ".xml"), lambda: [JATS.encode()]),
    "latex": (partial(read, ".tex"), lambda: [LATEX.encode(), hostile.looping_latex()]),
    "markdown": (partial(read, ".md"), lambda: [PAPER.encode()]),
    "text": (partial(read, ".txt"), lambda: [TEXT.encode(), TEXT.encode("utf-16")]),
    "manifest": (read_manifest, lambda: [generation()[1]]),
    "backup": (read_backup, lambda: [backup_manifest()]),
    "question": (ask, lambda: [question.encode() for question in QUESTIONS]),
}
TOKENS = [b"\x00", b"\xff\xfe", b"../", b"9" * 30, b"-1", b"[" * 400, b"<" * 9, b"&lt;", b"null"]
TOKENS += [
    "\u202e".encode(),
    "\u0301".encode() * 20,
    b"\\",
    b"{",
    b"}",
    b"%",
    b"\n\n",
    b'"',
    b"1e999",
]


def mutants(seed: bytes, count: int, chance: random.Random) -> Iterator[bytes]:
    """Yield `count` inputs made from a seed by a few changes each."""
    for _ in range(count):
        data = bytearray(seed)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data) + 1)
            end = min(len(data), at + chance.choice([1, 1, 4, 40, 400]))
            piece = chance.choice([chance.randbytes(1), chance.choice(TOKENS), bytes(data[at:end])])
            if chance.random() < 0.5:
                data[at:end] = piece  # in its place
            else:
                data[at:at] = piece * chance.choice([1, 1, 2, 20])
        yield bytes(data)
