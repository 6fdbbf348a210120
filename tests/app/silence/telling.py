"""What is found to be missing where a part of a small document is shown."""

from __future__ import annotations

from app.evidence.answer_form import fitting
from app.evidence.candidates import Candidate, Query, make_query
from app.evidence.chosen import Chosen
from app.evidence.context import around
from app.evidence.spans import sentence_spans
from app.language.lexemes import every_stem
from app.language.lexicon import Lexicon
from app.question.questions import analyse
from app.silence.doubts import Doubt
from app.silence.missing import missing
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes


def found(
    question: str,
    document: Document,
    encoder: Encoder,
    shown: str,
    *,
    near: float = 0.0,
    others: str = "",
) -> list[Doubt]:
    """Return the doubts where `shown` opens what is shown.

    `near` is how near in meaning each sentence comes to a word that does not stand in it; `others`
    is what other papers of the library say.
    """
    start = document.text.index(shown)
    spans = sentence_spans(document, start, document.text.index(".\n", start) + 1)
    chosen = [Chosen(document, first, last, 1.0) for first, last in spans]
    lexicon = Lexicon([document.text, others])
    query = make_query(analyse(question), encoder, lexicon)
    told = sorted(
        sentences(query, document, near), key=lambda each: each.start < start
    )  # shown first
    ranked = [(each, 0.0) for each in told]
    return missing(query, ranked, chosen, around(chosen), lexicon)


def sentences(query: Query, document: Document, near: float = 0.0) -> list[Candidate]:
    """Return the document's sentences, each with the question's words that stand in it."""
    made = []
    for start, end in sentence_spans(document, 0, len(document.text)):
        text = document.text[start:end]
        said = every_stem(text)
        soft = {term: 1.0 if term in said else near for term in query.term_weights}
        values = fitting(query.question, text)
        made.append(Candidate(document, 0, "", start, end, text, {}, values, soft))
    return made


def of_one_sentence(sentence: str) -> Document:
    text = f"# Valley\n\n## 1 Market\n\n{sentence}\n\nNo more is known.\n"
    return parse_bytes(text.encode(), "valley.md")
