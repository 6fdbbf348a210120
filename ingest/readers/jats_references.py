"""The bibliography of a JATS article: each entry as it would be printed."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.markup import Node, text_of

_CITATIONS = ("mixed-citation", "element-citation", "citation", "nlm-citation")


def entries(listed: Node) -> Iterator[str]:
    """Yield each entry in `listed` with its label, or else its number, in brackets."""
    for number, entry in enumerate(listed.find_all("ref"), start=1):
        label = text_of(entry.find("label")).strip("[]. ") or str(number)
        words = " ".join(filter(None, map(_part, entry.elements())))
        if words:
            yield f"[{label}] {words}"


def _part(part: Node) -> str:
    """Return what one part of an entry says: a citation, of several forms the first, or a note."""
    if part.tag == "citation-alternatives":
        part = part.find(*_CITATIONS) or part
    if part.tag in _CITATIONS:
        return _citation(part)
    return part.text() if part.tag in ("note", "p") else ""


def _citation(citation: Node) -> str:
    """Return an entry as a sentence, put together from its parts where they come without marks."""
    if not _is_bare(citation):
        return citation.text()
    names = ", ".join(_cited_names(citation))
    year = text_of(citation.find("year"))
    pages = "–".join(
        filter(None, (text_of(citation.find("fpage")), text_of(citation.find("lpage"))))
    )
    source = ", ".join(
        filter(None, (text_of(citation.find("source")), text_of(citation.find("volume")), pages))
    )
    doi = next((n.text() for n in citation.find_all("pub-id") if n.get("pub-id-type") == "doi"), "")
    title = text_of(citation.find("article-title", "chapter-title"))
    parts = [f"{names} ({year})" if year else names, title, source, f"doi:{doi}" if doi else ""]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _is_bare(citation: Node) -> bool:
    """Say whether the parts stand side by side without the marks and spaces of a printed entry."""
    if citation.tag in ("element-citation", "nlm-citation"):
        return True
    return any(
        name.children and all(isinstance(child, Node) for child in name.children)
        for name in citation.find_all("name")
    )


def _cited_names(citation: Node) -> Iterator[str]:
    for name in citation.find_all("name", "string-name", "collab"):
        family, given = text_of(name.find("surname")), text_of(name.find("given-names"))
        if family:
            initials = ". ".join(given.replace(".", "")) if given.isupper() else given
            yield (
                f"{family}, {initials}." if len(initials) < 6 and initials else f"{family}, {given}"
            )
        elif name.text():
            yield name.text()
