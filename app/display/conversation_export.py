"""A whole conversation to take away.

As Markdown, as JSON to verify again, as HTML to print, and as BibTeX of what it cites.
"""

from __future__ import annotations

import html
import json
import time
from collections.abc import Sequence

from app.answer import Answer, Citation, Sentence
from app.display.view import Spans, doubt, lines, pieces, place, reason, remarks
from app.display.words import Words
from app.evidence.sourceview import every_citation
from app.export import answer_to_json
from app.kept.conversations import Exchange
from app.language.plain import file_markdown, one_line, visible
from index.store import DocumentSummary

_STYLE = """
body { font: 11.5pt/1.6 Georgia, "Noto Serif", serif; max-width: 42rem; margin: 3rem auto;
  padding: 0 1.5rem; color: #1d2126; background: #fff; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; break-after: avoid; }
sup { font-size: .7em; } ol { font-size: .85rem; padding-left: 1.5rem; }
blockquote { margin: .2rem 0; padding: 0; color: #444; } mark { background: #fff1a8; }
.doubt, .facts { font-size: .85rem; color: #555; } .abstained { border-left: 4px solid #bbb;
  padding-left: 1rem; }
"""


def as_json(exchanges: Sequence[Exchange]) -> str:
    """Return the answers as a JSON list, which `python -m app verify` checks again."""
    rows = [
        answer_to_json(exchange.answer) | {"rating": exchange.rating, "comment": exchange.comment}
        for exchange in exchanges
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_markdown(name: str, exchanges: Sequence[Exchange], *, words: Words) -> str:
    """Return the conversation as Markdown with its footnotes under each answer."""
    written = [f"# {file_markdown(name)}", ""]
    for exchange in exchanges:
        answer = exchange.answer
        written += [f"## {file_markdown(answer.question)}", "", _markdown_text(answer, words), ""]
        for note in every_citation(answer):
            where = file_markdown(place(note.page, note.section, words))
            written.append(
                f"{note.number}. *{file_markdown(note.title)}*, {where}: "
                f"“{file_markdown(note.quote)}”"
                + (f" ({file_markdown(words.by_ocr)})" if note.ocr else "")
            )
        written.append("")
    return "\n".join(written).rstrip() + "\n"


def _markdown_text(answer: Answer, words: Words) -> str:
    if answer.abstained:
        return f"> {words.abstained} {file_markdown(reason(answer, words))}"
    said = [" ".join(_markdown_sentence(one, words) for one in line) for line in lines(answer)]
    return "\n\n".join([*said, *(f"> {file_markdown(one)}" for one in remarks(answer, words))])


def _markdown_sentence(sentence: Sentence, words: Words) -> str:
    doubted = doubt(sentence, words)
    marked = file_markdown(sentence.text) + sentence.footnotes
    return marked + (f" *({doubted})*" if doubted else "")


def as_bibtex(exchanges: Sequence[Exchange], documents: Sequence[DocumentSummary]) -> str:
    """Return BibTeX entries of the documents that the answers cite, in the library's order."""
    cited = {note.document_id for exchange in exchanges for note in every_citation(exchange.answer)}
    return "\n".join(_entry(row) for row in documents if row.id in cited)


def _entry(row: DocumentSummary) -> str:
    fields = {
        "title": row.title or row.id,
        "author": " and ".join(row.authors),
        "year": str(row.year or ""),
    }
    told = [f"  {name} = {{{_tex(value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{row.id},", *told, "}"]) + "\n"


def _tex(text: str) -> str:
    plain = one_line(text).replace("\\", "").replace("{", "").replace("}", "")
    return "".join(f"\\{letter}" if letter in "&%$#_" else letter for letter in plain)


def as_html(name: str, exchanges: Sequence[Exchange], *, words: Words) -> str:
    """Return the conversation as one HTML file without scripts or outside links, ready to print."""
    body = "\n".join(_article(exchange, words) for exchange in exchanges)
    return (
        f'<!doctype html>\n<html lang="{words.code}">\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(name)}</title>\n<style>{_STYLE}</style>\n<h1>{_text(name)}</h1>\n"
        f"{body}\n</html>\n"
    )


def _article(exchange: Exchange, words: Words) -> str:
    answer = exchange.answer
    if answer.abstained:
        text = f'<p class="abstained">{_text(words.abstained)} {_text(reason(answer, words))}</p>'
    else:
        prefix = f"e{exchange.id}-"
        text = "".join(
            f"<p>{' '.join(_sentence(one, prefix, words) for one in line)}</p>"
            for line in lines(answer)
        )
        text += "".join(f'<p class="doubt">{_text(one)}</p>' for one in remarks(answer, words))
    notes = "".join(_note(note, f"e{exchange.id}-", words) for note in every_citation(answer))
    asked = time.strftime("%Y-%m-%d %H:%M", time.localtime(exchange.asked))
    return (
        f"<article><h2>{_text(answer.question)}</h2>{text}<ol>{notes}</ol>"
        f'<p class="facts">{asked}</p></article>'
    )


def _sentence(sentence: Sentence, prefix: str, words: Words) -> str:
    numbers = "".join(
        f'<sup><a href="#{prefix}{number}">{number}</a></sup>' for number in sentence.citations
    )
    doubted = doubt(sentence, words)
    shown = f' <span class="doubt">({_text(doubted)})</span>' if doubted else ""
    return _marked(sentence.text, sentence.marks) + numbers + shown


def _note(note: Citation, prefix: str, words: Words) -> str:
    where = _text(place(note.page, note.section, words))
    quote = _marked(note.quote, note.marks)
    return (
        f'<li id="{prefix}{note.number}" value="{note.number}"><cite>{_text(note.title)}</cite>, '
        f"{where}<blockquote>“{quote}”</blockquote>"
        + (f'<span class="doubt">{_text(words.by_ocr)}</span></li>' if note.ocr else "</li>")
    )


def _marked(text: str, marks: Spans) -> str:
    return "".join(
        f"<mark>{_text(piece)}</mark>" if mark else _text(piece)
        for piece, mark in pieces(text, marks)
    )


def _text(text: str) -> str:
    return html.escape(visible(text))
