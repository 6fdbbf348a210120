"""The things that a question names, in the place of which another can be named."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.language.lexemes import says_something
from app.language.values import WORK_YEAR, YEAR, names

LINKS = (
    r"(?:of|in|for|among|to|on|from|by|with|at|during|since|before|after|between|under|within|without|"
    r"against|per|through|over|across)"
)  # fmt: skip
_LINK = re.compile(LINKS, re.IGNORECASE)
_WORD = re.compile(r"\[\d+\]|\w(?:[\w’'&./+-]*\w)?")
_OTHERS = re.compile(rf" et al\.?(?: \(?{WORK_YEAR}\)?)?| \({WORK_YEAR}\)")
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
MOST = r"(?:(?:most|least) \w+|(?!(?:harv|inter|for|r|t|requ|w|ch|qu|inv|cont|gu|n|p)est\b)\w{2,}est|best|worst)"
ASKING = re.compile(r"what|which|many|much")
# After these a word may be a verb, as it may after what names a thing.
_ACTING = re.compile(
    r"who|which|that|papers?|articles?|stud(?:y|ies)|documents?|authors?|they|it|he|she|we|you|i"
)
_THEY = re.compile(r"they|it|he|she|we|you|i|who|authors", re.IGNORECASE)
_DO_THEY = re.compile(  # "What does the study measure", not "the study population"
    rf"\b(?:{_DOES.pattern}) (?:the|this|these) \w+ $", re.IGNORECASE
)
_OWN = re.compile(r"the|an?|its|their|his|her")
_POINTS = re.compile(r"there|here|it|them|him|that|this|these|those")
_TELLS_WHAT = re.compile(r"(?:what|which|who|how \w+ (?:is|are|was|were))\b", re.IGNORECASE)
_OF_SAID = re.compile(  # "Is the tax on", "Why did the price of": what is said of it comes last
    rf"(?:(?:why|how|when|where) )?(?P<aux>is|are|was|were|do|does|did) "
    rf"(?:(?:the|an?|its|their) )?(?:(?!(?:{_POINTS.pattern}|they|we|you)\b)[\w’'-]+ {LINKS} (?:(?:the|an?|its|their) )?)+$",
    re.IGNORECASE,
)
_SAID_OF = re.compile(
    r"\w+(?:ive|[ai]ble|ful|ous|less)|high|low|large|small|good|bad|safe|fair|legal|illegal|cheap|strong|weak|common|rare|necessary",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r"(?:what|who|which|how (?:much|many))\b", re.IGNORECASE)
_DONE_OF = re.compile(  # "What do people think of"
    r"(?:think|hear|consist|speak|approve|die|talk|dream|complain|dispose|know|learn|make)s?"
)
_VERB = re.compile(
    r"(?:(?:reduc|includ|achiev|propos|becom|receiv|produc|improv|requir|us|caus|mak|tak)(?:e|es|ed)|"
    r"(?:contain|reach|recommend|suggest|affect|discover|develop|sell|buy|consider|investigat|examin|discuss|analy[sz]|outperform|prevent|exist|occur|"
    r"happen|report|show|need|address|cover|lead|increas|decreas|cost|grow|find|know|write|cit)(?:e|es|s|ed)?|appl(?:y|ies|ied)|"
    r"found|wrote|written|became|come|came|go|went|gone|made|took|taken|known|grew|grown|fell|rose|ran|led|built|held|kept|lost|won|got|met|sold|bought|"
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
            _LINK.fullmatch(self.text) or re.fullmatch(YEAR, self.text)
        )


@dataclass(frozen=True, slots=True)
class Slot:
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
            ASKING.fullmatch(self.before) or _IS.fullmatch(self.before)
        )

    @property
    def weight(self) -> int:
        """How likely it is to be exchanged, the rest being equal; places and times are less so."""
        if self.is_subject or self.before == "about":
            return 3 if self.is_subject else 4
        if self.is_asked_for:
            return 0
        return 1 if _LINK.fullmatch(self.before) and self.before != "of" else 2


def slots_of(frame: str) -> list[Slot]:
    """Return the things that the question names, in order."""
    slots: list[Slot] = []
    run: list[_Token] = []
    before, article = "", ""
    tokens = _tokens(frame)
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if _belongs(token, run, before, following):
            run.append(token)
            continue
        slots += _things(frame, run, before, article, then=token.low)
        run, article = [], token.low if token.low in ("the", "a", "an") else ""
        before = before if article else token.low
    return [*slots, *_things(frame, run, before, article, then="")]


def _tokens(frame: str) -> list[_Token]:
    """Return the words of the question; a name is one, with the "et al." and year behind it."""
    ordered = _ORDER.fullmatch(frame.split(" ", 1)[0].casefold())
    small = frame[:1].lower() + frame[1:] if ordered else frame
    spans = []
    for start, end in names(small):
        start += of_what(frame[start:end], is_title=frame.startswith("Who "))
        others = _OTHERS.match(frame, end)
        spans.append((start, others.end() if others else end))
    tokens = []
    for word in _WORD.finditer(frame):
        span = next((span for span in spans if span[0] <= word.start() < span[1]), word.span())
        if span[0] == word.start():
            tokens.append(_Token(frame[slice(*span)], *span))
    return tokens


def of_what(name: str, *, is_title: bool = False) -> int:
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
    if before == "how" and (_HOW.fullmatch(token.low) or _turns(following)):
        return False  # "How accurate is"
    return not _is_verb(token, run, before, following)


def _turns(token: _Token | None) -> bool:
    """Say whether the word is one that stands before the subject of a question."""
    return token is not None and bool(_IS.fullmatch(token.low) or _DOES.fullmatch(token.low))


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
    frame: str, run: Sequence[_Token], before: str, article: str, *, then: str
) -> list[Slot]:
    """Return what words in a row name: one thing, or one before a verb and one after it.

    A verb that is not known as one is what follows "do" and a thing, or "they". `then` is the word
    that follows, in small letters, "" at the end.
    """
    if not run or len(run) == 1 and _is_act(run[0], before, then):
        return []
    acts = bool(then) and not _LINK.fullmatch(then)
    # After "run a", what is before the article is still the word before the verb, and it is past.
    if not article and _opens_with_verb(frame, run, before, acts=acts and not _OWN.fullmatch(then)):
        return [Slot(*_within(frame, run[1:]), run[0].low, article)] if run[1:] else []
    # "Henan open its shop", "nurses work there", "firms use it": the verb is among the words
    has_own = bool(_OWN.fullmatch(then) or _POINTS.fullmatch(then))
    acts = acts and not (has_own and (_DOES.fullmatch(before) or ASKING.fullmatch(before)))
    end = len(run)
    of_it = _DOES.fullmatch(before) or (_IS.fullmatch(before) and not _TELLS_WHAT.match(frame))
    # "Why did the central bank of": what does something goes on
    goes_on = then == "of" and _DOES.fullmatch(before) and not _does_of(frame, run[-1].low)
    does_last = _DOES.fullmatch(before) and _VERB.fullmatch(run[-1].text)
    if end > 1 and not then and (does_last or says_at_end(frame[: run[0].start], run[-1].text)):
        end -= 1  # "What does customs clearance cost", "Is the tax on sugar effective"
    elif end > 1 and of_it and not acts and not goes_on:
        end = next((at for at in range(1, end) if _may_end(run, at)), end - 1)
    elif ASKING.fullmatch(before) and not acts:  # "Which countries export pears"
        end = next((at for at in range(1, end - 1 + has_own) if _may_end(run, at)), end)
        if end == len(run) > 1 and (
            has_own or not then
        ):  # the verb must be one of these: "performs"
            ends = (
                at for at in range(1, end) if is_many(run[at].text) or is_many(run[at - 1].text)
            )
            end = next(ends, 0)
            return [Slot(*_within(frame, run[:end]), before, article)] if end else []
    things = [Slot(*_within(frame, run[:end]), before, article, bool(of_it))]
    if run[end + 1 :]:
        things.append(Slot(*_within(frame, run[end + 1 :]), run[end].low, ""))
    return things


def _is_act(token: _Token, before: str, then: str) -> bool:
    """Say whether a word by itself tells what is done: "who reported", "to mend it"."""
    done = _ACTING.fullmatch(before) and _VERB.fullmatch(token.text)
    return bool(done or before == "to" and _POINTS.fullmatch(then))


def _opens_with_verb(frame: str, run: Sequence[_Token], before: str, *, acts: bool) -> bool:
    """Say whether the first word tells what is done: "drives" in "what drives growth".

    `acts`: what follows does, so that "what sales figures were given" has its verb there.
    """
    if is_name(run[0].text):
        return False
    if before == "what":
        done = is_many(run[0].text) or _VERB.fullmatch(run[0].text)
        return not acts and len(run) > 1 and bool(done)
    if _THEY.fullmatch(before):
        return True
    by_paper = _ACTING.fullmatch(before) and not ASKING.fullmatch(before)
    return bool(by_paper and _DO_THEY.search(frame[: run[0].start]))


def _within(frame: str, run: Sequence[_Token]) -> tuple[str, int, int]:
    start, end = run[0].start, run[-1].end
    return frame[start:end], start, end


def _may_end(run: Sequence[_Token], at: int) -> bool:
    """Say whether a thing may end before the word: with a name, a number, or a word for many."""
    last, word = run[at - 1].text, run[at].text
    ends = last[0].isdigit() or is_name(last) or is_many(last)
    return ends and not word[0].isdigit() and word.casefold() not in ("and", "or")


def _does_of(frame: str, word: str) -> bool:
    """Say whether the word before "of" is what is done: "think", or "see" in "What did she see of"."""
    return bool(_OF_WHAT.match(frame) or _DONE_OF.fullmatch(word))


def says_at_end(before: str, last: str) -> bool:
    """Say whether the last word says something of the subject: "rise" in "Did prices in Rome rise".

    `before` is the question up to the last thing that is named.
    """
    found = _OF_SAID.match(before if before.endswith(" ") else f"{before} ")
    if found is None or is_name(last):
        return False
    return found["aux"].casefold() in ("do", "does", "did") or bool(_SAID_OF.fullmatch(last))


def is_verb(text: str) -> bool:
    """Say whether the text is a word for what is done, and never one for a thing."""
    return bool(_VERB.fullmatch(text)) and not _ALSO_NOUN.fullmatch(text)


def is_name(text: str) -> bool:
    """Say whether the text ends in a name, and not in that of a measure."""
    if _MEASURE.fullmatch(text):
        return False
    plain = _OTHERS.sub("", text)
    return any(end == len(plain) + 4 for _, end in names(f"the {plain}"))


def is_many(text: str) -> bool:
    """Say whether the last word of the text is a word for many."""
    last = text.split()[-1] if text.strip() else ""
    return bool(_MANY.fullmatch(last)) and not _ONE_IN_S.fullmatch(last)
