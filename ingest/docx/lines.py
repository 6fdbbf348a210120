"""A paragraph of Word as a line: the text of its runs, and which of it is raised or bold."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.docx.formulas import formula
from ingest.docx.notes import Notes
from ingest.docx.styles import Style, is_on
from ingest.docx.symbols import sign
from ingest.layout import Line
from ingest.readers.markup import Node
from ingest.readers.notes import raised
from ingest.readers.powers import marks_among, with_powers

_NEAR = 40  # characters before what is raised that are looked at


def line_of(node: Node, style: Style, notes: Notes) -> Line:
    """Return what a paragraph shows: with the marks of its notes, nothing deleted or hidden."""
    text = ""
    superscripts: list[tuple[int, int]] = []
    sizes: list[float] = []
    bold = plain = 0
    for run in _runs(node):
        if run.tag == "p":
            text += " " if text else ""
            continue
        if (hidden := run.find("vanish")) is not None and is_on(hidden):
            continue
        piece = formula(run) if run.tag == "omath" else _run_text(run, notes)
        if _is_raised(run):
            superscripts.append((len(text), len(text) + len(piece)))
        size, weight = run.find("sz"), run.find("b")
        sizes += [float(size.get("val") or 0) / 2 if size is not None else style.size]
        if is_on(weight) if weight is not None else style.bold:
            bold += len(piece.strip())
        else:
            plain += len(piece.strip())
        text += piece
    collapsed = text.replace("\n", " ").replace("\t", " ").rstrip()
    spans = tuple((a, min(b, len(collapsed))) for a, b in superscripts if a < len(collapsed))
    largest = max(sizes, default=style.size)
    return with_powers(Line(collapsed, size=largest, bold=bold > 4 * plain, superscripts=spans))


def raise_marks(root: Node) -> None:
    """Write the marks of citations that would read as powers in raised digits."""
    found: list[tuple[Node, tuple[str, str, str]]] = []
    for paragraph in root.find_all("p"):
        before = ""
        runs = [run for run in _runs(paragraph) if run.tag == "r"]
        texts = [_typed(run) for run in runs]
        for run, text, after in zip(runs, texts, [*texts[1:], ""], strict=False):
            if _is_raised(run) and text.strip():
                found.append((run, (before, text.strip(), after)))
            before = (before + text)[-_NEAR:]
    for at in marks_among([around for _, around in found]):
        run, (_, piece, _) = found[at]
        for node in run.find_all("t"):
            node.children, piece = [raised(piece)], ""


def _typed(run: Node) -> str:
    nodes = run.find_all("t")
    return "".join(each for node in nodes for each in node.children if isinstance(each, str))


def _runs(node: Node) -> Iterator[Node]:
    """Yield the runs and formulas of a paragraph or a cell; text boxes are not its text."""
    for child in node.elements():
        if child.tag in ("r", "p", "omath"):
            yield child
        if child.tag not in ("r", "omath", "del", "movefrom", "tbl", "alternatecontent", "pict"):
            yield from _runs(child)


def _run_text(run: Node, notes: Notes) -> str:
    return "".join(_text(child, notes) for child in run.elements())


def _text(node: Node, notes: Notes) -> str:
    if node.tag == "t":
        return "".join(child for child in node.children if isinstance(child, str))
    if node.tag == "sym":
        return sign(node.get("font"), node.get("char"))
    if node.tag in ("footnotereference", "endnotereference"):
        return raised(notes.mark(node))
    return {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "-"}.get(node.tag, "")


def _is_raised(run: Node) -> bool:
    raised = run.find("vertalign")
    return raised is not None and raised.get("val") == "superscript"
