"""The earlier question with one of its phrases exchanged: what "and the exports?" asks."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.lexemes import content_words, says_something, words
from app.pointing import other_paper
from app.values import names

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_ONLY_YEAR = re.compile(r"(?:in |for |during |of )?(?P<year>(?:1[5-9]|20)\d\d)", re.IGNORECASE)
_LINKS = (
    r"(?:of|in|for|among|to|on|from|by|with|at|during|since|before|after|between|under|within|without|"
    r"against|per|through|over)"
)  # fmt: skip
_LINK = re.compile(_LINKS, re.IGNORECASE)
_LINKED = re.compile(rf"(?P<link>{_LINKS})\s+(?P<rest>.+)", re.IGNORECASE)
_TAIL = re.compile(rf"\s(?P<linked>{_LINKS}\s.+)$", re.IGNORECASE)
_PAPERS = r"(?:paper|study|article|document|text|authors?|abstract|introduction|background|methods?|results|discussion|conclusions?)"
_THE_PAPER = re.compile(
    rf"\b(?:the|this) {_PAPERS}\b(?= (?:say|said|tell|show|find|mention|discuss|describe|explain|report)\b)",
    re.IGNORECASE,
)
_PART = re.compile(rf"the {_PAPERS}", re.IGNORECASE)

_WORD = re.compile(r"\[\d+\]|\w(?:[\w’'&./+-]*\w)?")
_OTHERS = re.compile(r" et al\.?(?: \(?(?:19|20)\d\d\)?)?| \((?:19|20)\d\d\)")
_MOST = r"(?:(?:most|least) \w+|(?!(?:harv|inter|for|r|t|requ|w|ch|qu|inv|cont|gu|n|p)est\b)\w{2,}est|best|worst)"
_FORMS = (
    re.compile(rf"\b{_MOST}\b", re.IGNORECASE),
    re.compile(r"\b\w{2,}ed\b(?=$| (?:in|by|from|to) )"),
)
_GRADED = re.compile(
    rf"(?:{_MOST}|average|median|main|first|last) (?=\w)|(?:most|least) (?=\w+$)", re.IGNORECASE
)
# Short names of what is measured; other names in capitals are of things: "BERT", "MERS".
_MEASURE = re.compile(
    r"(?:[A-Z]\d|AU(?:RO)?C|BLEU|ROUGE(?:-\w)?|RMSE|MAE|MSE|MAP|MRR|nDCG|IoU|EM|WER|CER|GDP|GNP|BMI|IQ|OR|HR|SD)(?:[ -]scores?)?"
)
_MANY = re.compile(
    r".*(?:children|women|men|people|mice|data|bacteria|criteria|phenomena|[a-z]{2}(?<!(?:s|u|i))s)$"
)
_ONE_IN_S = re.compile(r".*(?:diabetes|measles|rabies|herpes|scabies|news|ics|series|species)$")
_IS = re.compile(r"is|are|was|were|been|be")
_DOES = re.compile(r"do|does|did|can|could|should|would|will|may|might|must")
_ORDER = re.compile(r"summari[sz]e|list|name|describe|explain|define|compare|show|tell|give")
_HOW = re.compile(r"much|many|large|big|high|low|long|short|old|common|often|far|fast|strong")
_ASKING = re.compile(r"what|which|many|much")
# After these a word may be a verb, as it may after what names a thing.
_ACTING = re.compile(
    r"who|which|that|papers?|articles?|stud(?:y|ies)|documents?|authors?|they|it|he|she|we|you|i"
)
_TELLS_WHAT = re.compile(r"(?:what|which|who|how \w+ (?:is|are|was|were))\b", re.IGNORECASE)
_VERB = re.compile(
    r"(?:(?:reduc|includ|achiev|propos|becom|receiv|produc|improv|requir|us|caus|mak|tak)(?:e|es|ed)|"
    r"(?:contain|reach|recommend|suggest|affect|discover|develop|sell|buy|consider|investigat|examin|analy[sz]|outperform|prevent|exist|occur|"
    r"happen|report|show|need|address|cover|lead|increas|decreas|cost|grow|find|know|write|cit)(?:e|es|s|ed)?|appl(?:y|ies|ied)|"
    r"found|wrote|written|became|came|went|made|took|taken|known|grew|grown|fell|rose|ran|led|built|held|kept|lost|won|got|met|sold|bought|"
    r"spent|sent|shown|seen|chosen|drawn|said|told|(?!(?:need|speed|seed|breed|feed|hundred)$)\w{2,}ed)",
    re.IGNORECASE,
)
_ALSO_NOUN = re.compile(
    r"(?:us|caus|report|show|need|address|cover|lead|increas|decreas|cost)(?:e|es|s)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the question, or a name of several, at `[start, end)`."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.casefold()

    @property
    def says(self) -> bool:
        """Whether it may be a part of what names a thing."""
        return says_something(self.text) and not (
            _LINK.fullmatch(self.text) or _YEAR.fullmatch(self.text)
        )


@dataclass(frozen=True, slots=True)
class _Slot:
    """A thing that the question names at `[start, end)`, where another can be named instead.

    `before` is the word that it follows, in small letters; `article` is its own, or "". The
    subject is what something is said of: "exports" in "why did exports fall".
    """

    text: str
    start: int
    end: int
    before: str
    article: str
    is_subject: bool = False

    @property
    def is_asked_for(self) -> bool:
        """Whether it is what the question wants: "the price" in "what is the price of pears"."""
        return not self.is_subject and bool(
            _ASKING.fullmatch(self.before) or _IS.fullmatch(self.before)
        )

    @property
    def weight(self) -> int:
        """How likely it is to be exchanged, the rest being equal; places and times are less so."""
        if self.is_subject or self.before == "about":
            return 3 if self.is_subject else 4
        if self.is_asked_for:
            return 0
        return 1 if _LINK.fullmatch(self.before) and self.before != "of" else 2


def stripped(question: str) -> str:
    """Return the question without the signs at its ends; "et al." keeps its point."""
    bare = question.strip(" ?.!")
    return f"{bare}." if bare.endswith(" et al") else bare


def swapped(before: str, rest: str, ids: Set[str] = frozenset()) -> str:
    """Return the question `before` with `rest` in place of what it names instead.

    A paper takes the place of the paper, a year of the year, "in Rome" of "in Paris", "the import
    list" of "the export list"; else what is new takes the place of what is most like it: a name of
    a name, one of one and many of many.
    """
    frame = stripped(before)
    if made := other_paper(frame, rest, ids):
        return f"{made}?"
    for exchange in (_year, _linked, _part, _same_form, _same_head, _thing):
        if made := exchange(frame, rest):
            return f"{made}?"
    return f"{frame}: {rest}?"


def _year(frame: str, rest: str) -> str:
    year = _ONLY_YEAR.fullmatch(rest)
    if not year:
        return ""
    old = _YEAR.search(frame)
    if not old:
        return f"{frame} in {year['year']}"
    return f"{frame[: old.start()]}{year['year']}{frame[old.end() :]}"


def _linked(frame: str, rest: str) -> str:
    """Return the frame with "in Rome" in place of its last "in …", or added at its end."""
    linked = _LINKED.fullmatch(rest)
    if not linked:
        return ""
    put = f"{linked['link'].lower()} {linked['rest']}"
    there = frame.split()
    starts = [at for at, word in enumerate(there) if word.lower() == linked["link"].lower()]
    if not starts:
        return f"{frame} {put}"
    end = starts[-1] + 1
    while end < len(there) and not re.fullmatch(_LINKS, there[end], re.IGNORECASE):
        if end == len(there) - 1 and there[end].endswith("ed") and end > starts[-1] + 1:
            break  # "in Wuhan reported": the verb is not of the phrase
        end += 1
    return " ".join([*there[: starts[-1]], put, *there[end:]])


def _part(frame: str, rest: str) -> str:
    """Return the frame with "the abstract" in place of "the paper", where that says something."""
    old = _THE_PAPER.search(frame)
    if old is None or not _PART.fullmatch(rest):
        return ""
    return f"{frame[: old.start()]}{rest.lower()}{frame[old.end() :]}"


def _same_form(frame: str, rest: str) -> str:
    """Return the frame with "the smallest" for "the largest", or "imported" for "exported"."""
    for form in _FORMS:
        old = form.search(frame)
        if old and form.fullmatch(_bare(rest)):
            return f"{frame[: old.start()]}{_bare(rest)}{frame[old.end() :]}"
    return ""


def _same_head(frame: str, rest: str) -> str:
    """Return the frame with `rest` in place of the phrase that ends in the same word."""
    own = content_words(rest)
    here = words(frame)
    for at, word in enumerate(here):
        goes_on = at + 1 < len(here) and (here[at + 1].is_content or here[at + 1].text == "and")
        if own and word.stem == own[-1].stem and at and not goes_on:
            first = next((n for n in range(at, -1, -1) if not here[n].is_content), None)
            if first is not None and at - first <= 4:
                return f"{frame[: here[first].end]} {_bare(rest)}{frame[word.end :]}"
    return ""


def _thing(frame: str, rest: str) -> str:
    """Return the frame with `rest` in place of the thing that is most like it."""
    slots = _slots(frame)
    if not slots:
        return ""
    bare = _bare(rest)
    tail = None if _is_name(bare) and not _of_what(bare) else _TAIL.search(rest)
    link = re.search(rf"\s{tail['linked'].split()[0]}\s", frame, re.IGNORECASE) if tail else None
    if tail is None or link is None:
        return _put(frame, _like(rest, slots), rest)
    headed = [slot for slot in slots if slot.end == link.start()]
    head = rest[: tail.start()]
    return _linked(_put(frame, _like(head, headed or slots), head), tail["linked"])


def _like(thing: str, slots: Sequence[_Slot]) -> _Slot:
    """Return the slot most like the thing: a name for a name, one for one, and many for many.

    "The incidence" is rather asked for; mere "diabetes" is what something is asked of.
    """
    bare = _bare(thing)
    is_name, many, with_article = _is_name(bare), _is_many(bare), bare != thing
    own = {word.stem for word in content_words(bare)}

    def likeness(at: int) -> tuple[int, int, int]:
        slot = slots[at]
        named = _is_name(slot.text)
        like = 2 * (_is_many(slot.text) == many) + (named == is_name) + 2 * (named and is_name)
        like += 2 * bool(own & {word.stem for word in content_words(slot.text)})
        if with_article:
            return like + 2 * bool(slot.article), 0, -at
        unlike = slot.article and not (slot.is_asked_for or many or is_name)
        return like - bool(unlike), slot.weight, at

    return slots[max(range(len(slots)), key=likeness)]


def _put(frame: str, slot: _Slot, new: str) -> str:
    """Return the frame with the new thing in the slot, with the article that fits."""
    bare = _bare(new)
    old, own = content_words(slot.text), content_words(bare)
    shared = {word.stem for word in old} & {word.stem for word in own}
    if shared and own[-1].stem in shared and old[-1].stem not in shared:
        bare = f"{bare} {old[-1].text}"  # "the exports" for "the import and export volume"
    graded = _GRADED.match(slot.text)
    if graded and not shared and not _GRADED.match(bare):
        return f"{frame[: slot.start + graded.end()]}{bare}{frame[slot.end :]}"
    article = new[: len(new) - len(_bare(new))].lower()
    is_other = _is_name(bare) or (slot.is_subject and _is_many(bare) != _is_many(slot.text))
    if not article and slot.article == "the" and not is_other:
        article = "the "
    if _ASKING.fullmatch(slot.before):
        article = ""
    start = slot.start - (len(slot.article) + 1 if slot.article else 0)
    return f"{frame[:start]}{article}{bare}{frame[slot.end :]}"


def _slots(frame: str) -> list[_Slot]:
    """Return the things that the question names, in order."""
    slots: list[_Slot] = []
    run: list[_Token] = []
    before, article = "", ""
    tokens = _tokens(frame)
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if _belongs(token, run, before, following):
            run.append(token)
            continue
        acts = not _LINK.fullmatch(token.text)
        slots += _things(frame, run, before, article, acts=acts)
        run, article = [], token.low if token.low in ("the", "a", "an") else ""
        before = before if article else token.low
    return [*slots, *_things(frame, run, before, article, acts=False)]


def _tokens(frame: str) -> list[_Token]:
    """Return the words of the question; a name is one, with the "et al." and year behind it."""
    ordered = _ORDER.fullmatch(frame.split(" ", 1)[0].casefold())
    small = frame[:1].lower() + frame[1:] if ordered else frame
    spans = []
    for start, end in names(small):
        start += _of_what(frame[start:end], is_title=frame.startswith("Who "))
        others = _OTHERS.match(frame, end)
        spans.append((start, others.end() if others else end))
    tokens = []
    for word in _WORD.finditer(frame):
        span = next((span for span in spans if span[0] <= word.start() < span[1]), word.span())
        if span[0] == word.start():
            tokens.append(_Token(frame[slice(*span)], *span))
    return tokens


def _of_what(name: str, *, is_title: bool = False) -> int:
    """Return where in "R0 of MERS" the name proper begins; 0 in "Bank of China", which is one."""
    first = re.match(r"(\S+) of ", name)
    if first and (is_title or first[1].isupper() or _MEASURE.fullmatch(first[1])):
        return first.end()
    return 0


def _belongs(token: _Token, run: Sequence[_Token], before: str, following: _Token | None) -> bool:
    """Say whether the word is part of what names a thing, of which the words in `run` are told."""
    goes_on = following is not None and following.says
    if token.low in ("and", "or"):
        return bool(run) and goes_on
    if token.low in ("most", "least"):
        return not run and goes_on
    if not token.says or (not before and not run and _ORDER.fullmatch(token.low)):
        return False
    if before == "how" and _HOW.fullmatch(token.low):
        return False
    return not _is_verb(token, run, before, following)


def _is_verb(token: _Token, run: Sequence[_Token], before: str, following: _Token | None) -> bool:
    """Say whether the word tells what is done, by its form and by what stands around it."""
    if not _VERB.fullmatch(token.text):
        return False
    to_come = following is not None and (following.says or following.low in ("the", "a", "an"))
    after_thing = bool(run) or bool(_ACTING.fullmatch(before))
    if _ALSO_NOUN.fullmatch(token.text):
        return after_thing and to_come and not _IS.fullmatch(before)
    return after_thing or bool(_IS.fullmatch(before) and not to_come)


def _things(
    frame: str, run: Sequence[_Token], before: str, article: str, *, acts: bool
) -> list[_Slot]:
    """Return what words in a row name: one thing, or one before a verb and one after it.

    A verb that is not known as one is what follows "do" and a thing. `acts`: a known one follows.
    """
    if not run or _ACTING.fullmatch(before) and _VERB.fullmatch(run[0].text) and len(run) == 1:
        return []
    end = len(run)
    of_it = _DOES.fullmatch(before) or (_IS.fullmatch(before) and not _TELLS_WHAT.match(frame))
    if end > 1 and of_it and not acts:
        end = next((at for at in range(1, end) if _may_end(run, at)), end - 1)
    elif _ASKING.fullmatch(before) and not acts:  # "Which countries export pears"
        end = next((at for at in range(1, end - 1) if _may_end(run, at)), end)
    things = [_Slot(*_within(frame, run[:end]), before, article, bool(of_it))]
    if run[end + 1 :]:
        things.append(_Slot(*_within(frame, run[end + 1 :]), run[end].low, ""))
    return things


def _within(frame: str, run: Sequence[_Token]) -> tuple[str, int, int]:
    start, end = run[0].start, run[-1].end
    return frame[start:end], start, end


def _may_end(run: Sequence[_Token], at: int) -> bool:
    """Say whether a thing may end before the word: with a name, a number, or a word for many."""
    last, word = run[at - 1].text, run[at].text
    ends = last[0].isdigit() or _is_name(last) or _is_many(last)
    return ends and not word[0].isdigit() and word.casefold() not in ("and", "or")


def _is_name(text: str) -> bool:
    """Say whether the text ends in a name, and not in that of a measure."""
    if _MEASURE.fullmatch(text):
        return False
    plain = _OTHERS.sub("", text)
    return any(end == len(plain) + 4 for _, end in names(f"the {plain}"))


def _is_many(text: str) -> bool:
    last = text.split()[-1] if text.strip() else ""
    return bool(_MANY.fullmatch(last)) and not _ONE_IN_S.fullmatch(last)


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|an?|its?|their)\s+", "", text, flags=re.IGNORECASE)
