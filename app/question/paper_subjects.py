"""A paper that a question names by what it is about: "the study on cold storage"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from app.language.lexemes import Word, every_stem, words
from app.question.titles_and_authors import NOUNS, Named

_ALWAYS_NOUNS = frozenset({"paper", "article", "manuscript", "publication"})
_BY_TOPIC_ALONE = _ALWAYS_NOUNS | {"study"}  # "the restaurant review" may be any
_CALLED_BY_SUBJECT = _ALWAYS_NOUNS | {"review", "survey"}  # "the pilot study" may be part of one
# "The present paper", "the first article": no words for what it is about.
NO_SUBJECT = (
    r"same|other|whole|present|current|original|entire|full|first|second|third|last|next|previous|"
    r"latter|former"
)
_NO_SUBJECT_TOO = (
    r"fourth|fifth|new|newest|latest|recent|old|older|earlier|cited|above|following|given|actual|"
    r"only|single|right|wrong|best|main|short|long|longest|research|scientific|academic|published|"
    r"journal|conference|review|uploaded|added"
)
_SAYS_NO_SUBJECT = re.compile(rf"(?:\b(?:{NO_SUBJECT}|{_NO_SUBJECT_TOO})\b\W*)+", re.IGNORECASE)
# What is said of papers, and so may follow one that is named: "the review generator" is none.
_DOES = (
    r"(?:acknowledge|add|address|admit|advise|aim|analy[sz]e|answer|apply|argue|ask|assess|assume|"
    r"begin|believe|build|call|cite|claim|collect|come|compare|conclude|confirm|consider|contain|"
    r"contribute|cover|deal|define|demonstrate|describe|differ|discuss|do|draw|employ|end|estimate|"
    r"evaluate|examine|exclude|expect|explain|find|focus|get|give|go|handle|identify|include|"
    r"introduce|investigate|leave|list|look|make|mean|measure|mention|model|name|need|offer|omit|"
    r"perform|point|predict|present|propose|prove|provide|publish|reach|recommend|refer|reject|rely|"
    r"report|require|rest|reveal|say|see|set|show|solve|speak|start|state|study|suggest|support|"
    r"take|talk|tell|test|think|train|treat|try|urge|use|want|warn|work|write)"
)
_DID = (
    r"(?:applied|began|built|came|did|drew|found|gave|identified|left|made|meant|relied|said|saw|"
    r"shown|studied|thought|told|took|tried|written|wrote|applies|identifies|relies|studies|tries)"
)
_VERB = rf"(?:{_DOES}(?:e?s|e?d)?|{_DID})"
_GOES_ON = (  # after the noun, which is no part of a longer one: "the paper industry"
    r"(?=\W*$|[,;:.?!)(]|['’]| (?:(?:is|are|was|were|be|been|has|have|had|can|could|will|would|"
    r"should|may|might|must|and|or|but|that|which|who|whose|where|when|why|how|what|by|at|to|"
    r"as|than|so|not|also|all|ever|anyway|please|both|first|about|of|in|on|for|from|with|into|conducted|"
    rf"carried|titled|entitled|\w+ly|{_VERB})\b|[\W\d]))"
)
_COMPOUND = (  # "the paper industry", "the study area"
    r"(?:industry|generator|area|arm|board|budget|centre|center|classifier|cohort|company|data|database|dataset|"
    r"design|drug|environment|experience|factory|force|generation|group|hall|hours|leader|life|load|market|"
    r"mill|model|money|network|participant|patient|period|place|plan|platform|population|process|product|"
    r"production|programme|program|protocol|region|sample|score|setting|sheet|site|staff|system|team|text|tool|"
    r"trail|website)s?\b"
)
_NO_VERB = (  # "What did the nurses report about it?"
    r"(?:about|on|of|in|from|into|for|with|to|by|at|as|the|an?|any|some|all|that|this|their|its|his|her|more|"
    r"most|fewer|less|no|and|or|but|who|which|what|when|where|why|how|\w+ly|\w*[^\Wsu]s)\b"
)
_DOES_SO = (  # after "does", what follows is a verb, unless one more comes behind it
    rf" (?!{_COMPOUND}|{_NO_VERB})[^\W\d_]+\b(?! {_VERB}\W*$)"
)
_NAMED = re.compile(
    r"(?P<does>(?<=\bdo )|(?<=\bdoes )|(?<=\bdid ))?"
    rf"\bthe (?P<before>(?:(?!(?:the|of|in|on)\b)[^\W\d_][\w'’-]* ){{0,6}}?)(?P<noun>{NOUNS})\b"
    rf"(?:(?P<after> (?:on|about|of|in|from|into|for|with) [^?.!,;]+)|{_GOES_ON}|"
    rf"(?(does)(?={_DOES_SO})|(?!)))",
    re.IGNORECASE,
)
_ASKS_WHAT_IT_DOES = re.compile(
    r"\b(?:do|does|did|can|could|will|would|should|may|might|must)(?: (?:all|most|many|both))? $",
    re.IGNORECASE,
)
_A_VERB = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
_A_VERB_NEXT = re.compile(_DOES_SO, re.IGNORECASE)
_ANOTHER = re.compile(rf"\b(?:(?:{NOUNS})s?|studies)\b", re.IGNORECASE)
_MANY = re.compile(r"[^\Wsu]s $", re.IGNORECASE)  # "the nurses report": they do so


def names_a_paper(question: str) -> bool:
    """Say whether the question may name a paper by what it is about."""
    match = _naming(question)
    return bool(match and (match["before"] or match["after"]))


def names_two(question: str) -> bool:
    """Say whether the question names more than one paper: "the frost study and the bee study"."""
    named = [match for match in _NAMED.finditer(question) if match["before"] or match["after"]]
    return len(named) > 1 or any(_ANOTHER.search(match["after"] or "") for match in named)


def called(question: str) -> str:
    """Return how a question calls a paper: "cold storage" in "the cold storage paper", else ""."""
    match = _naming(question)
    if match is None or match["after"] or match["noun"].casefold() not in _CALLED_BY_SUBJECT:
        return ""
    before = match["before"].strip()
    return "" if _SAYS_NO_SUBJECT.fullmatch(before) else before


def papers_called(
    question: str, fronts: Mapping[str, str], titles: Mapping[str, str]
) -> Named | None:
    """Return the documents whose front matter holds the words that `called` gives, if any.

    "The frost review" is only a paper whose title says that it is a review.
    """
    match = _naming(question)
    if match is None:
        return None
    noun = match["noun"].casefold()
    fitting = tuple(
        name
        for name, front in fronts.items()
        if _shared(match, front)[0] and (noun in _ALWAYS_NOUNS or _calls_itself(noun, titles[name]))
    )
    rest = question[match.end("noun") :]
    return Named(fitting, f"{question[: match.start()]}the paper{rest}") if fitting else None


def _naming(question: str) -> re.Match[str] | None:
    """Return where the question may name a paper: "What did the nurses report?" names none."""
    match = _NAMED.search(question)
    if match is None or not _ASKS_WHAT_IT_DOES.search(question[: match.start()]):
        return match
    if match["noun"].casefold() in _ALWAYS_NOUNS or _A_VERB.search(question, match.end("noun")):
        return match
    one = match["does"] is not None and not _MANY.search(match["before"])
    return match if one and _A_VERB_NEXT.match(question, match.end("noun")) else None


def named_paper(question: str, titles: Mapping[str, str]) -> Named | None:
    """Return the document whose title holds the words that name it; None if not exactly one."""
    match = _naming(question)
    if match is None:
        return None
    fitting = [
        (shared, name, end)
        for name, title in titles.items()
        for shared, end in [_shared(match, title)]
        if shared
    ]
    most = max((shared for shared, _, _ in fitting), default=0)
    best = [(name, end) for shared, name, end in fitting if shared == most]
    if len(best) != 1:
        return None
    [(name, end)] = best
    return Named((name,), f"{question[: match.start()]}the paper{question[end:]}")


def _shared(match: re.Match[str], title: str) -> tuple[int, int]:
    """Return how many of the naming words the title holds, and where they end; 0 if one differs."""
    held = _held(title)
    before = [word for word in words(match["before"]) if word.is_content]
    if any(word.stem not in held for word in before):
        return 0, match.end("noun")
    shared, end = {word.stem for word in before}, match.end("noun")
    for word in words(match["after"] or ""):
        if not word.is_content:
            continue
        if word.stem not in held or _is_what_it_does(word, match):
            break
        shared.add(word.stem)
        end = match.start("after") + word.end
    noun = match["noun"].casefold()
    named = end > match.end("noun") or noun in _BY_TOPIC_ALONE or _calls_itself(noun, title)
    return len(shared) if named else 0, end


@lru_cache(maxsize=16_384)  # titles of a large library, looked through for each question
def _held(title: str) -> frozenset[str]:
    return every_stem(title)


def _is_what_it_does(word: Word, match: re.Match[str]) -> bool:
    """Say whether a word after the noun is the verb: "What does the report on frost estimate?"."""
    rest = match.start("after") + word.end
    asks = _ASKS_WHAT_IT_DOES.search(match.string[: match.start()])
    is_verb = asks and re.fullmatch(_DOES, word.text)
    return bool(is_verb and not _A_VERB.search(match.string, rest))


def _calls_itself(noun: str, title: str) -> bool:
    """Say whether the title names the paper so: "A Survey of Smoking", not "Restaurant Reviews"."""
    return re.search(rf"\b{noun}\b", title, re.IGNORECASE) is not None
