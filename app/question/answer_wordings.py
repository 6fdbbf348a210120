"""Questions whose answer is told by how it is worded: an outlook, a choice, advice, a verdict.

"Is the outlook good?" is answered by what speaks of prospects or of what is promising, "Why take
mice and not rats?" by what says that something was chosen, and for what. Such sentences bear few
of the question's words, so that they are looked for by their own.
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """How something is asked for, and how it is told; `must` be so worded, too."""

    asks: re.Pattern[str]
    tells: re.Pattern[str]
    must: re.Pattern[str]

    def is_in(self, sentence: str) -> bool:
        """Say whether a sentence is worded so."""
        return bool(self.tells.search(sentence) and self.must.search(sentence))


def _wording(asks: str, tells: str, must: str = "") -> Wording:
    return Wording(*(re.compile(way, re.IGNORECASE) for way in (asks, tells, must)))


_BRIGHT = r"(?:promising|bright|rosy|good|bleak|grim|dim|dark|gloomy|hopeful|secure|safe|like)"
_CHOSE = (
    r"(?:us(?:e|ed)|ch[o]{1,2}se|chosen|pick(?:ed)?|select(?:ed)?|t[ao]ke?n?|took|go(?:ne)? for|went for|go with|opt(?:ed)?|prefer(?:red)?|adopt(?:ed)?|rel(?:y|ied) on|"
    r"buil[dt] (?:up)?on|work(?:ed)? with|focus(?:ed)? on|settled? (?:on|for)|stick with|bring in|brought in|start(?:ed)? from|infect(?:ed)?|train(?:ed)?|try|tried)"
)
_CHOSEN = r"(?:used|chosen|picked|selected|taken|preferred|adopted|relied on|infected|trained|tried|included|excluded|left out|put on)"
_THEY = r"(?:they|he|she|you|we|it|(?:the|these|this) (?:\w+ )?(?:authors?|researchers?|scientists|teams?|groups?|study|paper|writers?|developers?|doctors))"
_YEAR = r"(?:19|20)\d\d"
_STUDY = r"(?:the|this|their|its|that) (?:\w+ )?(?:study|trial|survey|experiments?|fieldwork|field work|data collection|sampling|observations?|investigation|follow-?up|research)"
_FIGURES = r"(?:figures|numbers|data|statistics)"
_SUPPLIED = (  # how they came from somebody; no "common" or "company", which begin as "come" does
    r"(?:(?:releas|publish|provid|suppl[iy]|compil|collect|gather|obtain|deriv|download|retriev|extract|crawl|originat)\w*|"
    r"issue[sd]|drawn|take[ns]?|took|comes?|coming|came)"
)
_SAMPLE = re.compile(
    r"\bhow (?:large|big) (?:is|was|were) (?:the |its |their |this |that )?(?:\w+ )?(?:sample|cohort)\b|"
    r"\bsample size\b|\bsize of (?:the|its|their) (?:\w+ )?(?:sample|cohort)\b",
    re.IGNORECASE,
)
_SAMPLED = re.compile(
    r"\b(?:sampl\w+|cohorts?|participa\w+|subjects?|respondents?|interviewe\w+|informants?|volunteers?|patients?|people|persons?|individuals?|children|infants?|adults?|"
    r"women|men|students?|pupils?|households?|specimens?|swabs|took part|surveyed|observations?|questionnaires?|responses|tested|cases?|documents?|records?|examples?|"
    r"sentences|instances|animals?|mice|rats)\b|\b[nN] ?= ?\d",
    re.IGNORECASE,
)
_CHOICE = 1  # which of those below tells why a thing was chosen
_STUDIED, _SOURCE = -2, -1  # which tell over what time a study went on, and whose the figures are
_MERIT = re.compile(  # that a thing had, and for which it was chosen
    r"\b(?:surrogates?|stand-?in|proxy|proxies|suitable|well[- ]suited|advantages?|easily|easier|appealing|attractive|widely used|standard|readily|closest?|best|better|hard to|difficult to|(?:aim(?:ed)?|wanted) to)\b",
    re.IGNORECASE,
)
_WORDINGS = (
    _wording(  # an outlook
        r"\boutlook\b|\bprospects\b|\bfuture (?:(?:of|for) .{2,40} )?(?:look|hold|seem|bring|promise)s?\b|\bis there (?:a|any) future\b|"
        rf"(?<!\bhow )(?<!\bwhat )\b(?:is|are|look|looks|seem|seems)(?: \S+){{0,8}} (?!like\b|good\b|safe\b){_BRIGHT}\b(?! (?:results?|methods?)\b)|\bfuture\b.{{0,30}} {_BRIGHT}\b|"
        r"\bhow (?:promising|bright|hopeful)\b|\bwhat lies ahead\b|\bwhere (?:is|are) .{2,60} (?:heading|headed)\b|\b(?:optimistic|pessimistic)\b",
        r"\b(?:prospects?|outlook|promising|bright|optimis\w+|pessimis\w+|steady growth|growth trend|poised|(?:is|are) set to|"
        r"expected (?:to|that)|(?:is|are) expected|(?:great|tremendous|huge|large|considerable|enormous|vast|much|significant) (?:\w+ )?potential|(?:has|have|shows?) (?:\w+ )?potential (?:as|for|in)|"
        r"will (?:\w+ )?(?:continue|remain|keep|grow|rise|expand|increase|decline|become|play)|in (?:the )?(?:near |coming )?(?:future|years))\b",
    ),
    _wording(  # why one thing was chosen, and not another
        rf"^(?>.*?\bwhy\b).*\b(?:instead of|rather than|and not|but not|, not|of all (?:\w+s|people))\b|\bwhy (?:did|do|does|would|had|have|has) {_THEY} (?:\w+ ){{0,2}}{_CHOSE}\b|\bwhy (?:was|were|is|are)\b.{{1,80}} {_CHOSEN}\b|"
        rf"^why (?:even |ever )?{_CHOSE}\b|^why (?:just |only |exactly )?(?:these|this|those) (?:\w+ ?){{1,3}}\W*$|\bwhat (?:made|led) (?:them|the \w+) (?:to )?(?:use|choose|pick|select|take|prefer)\b",
        r"\b(?:ch[o]{1,2}se|chosen|choice|select(?:ed|ion)?|opt(?:ed)? (?:for|to)|prefer\w*|decided? to|favou?r(?:ed)?|adopt(?:ed)?|(?<!-)motivat\w+|justif\w+|surrogates?|"
        r"suitable|well[- ]suited|advantages?|appealing|aim(?:ed)? to|wanted to|we (?:\w+ )?us(?:e|ed)|(?:was|were) (?:\w+ )?(?:used|needed)|alternative)\b",
        r"\b(?:because|since|as (?:the|it|they|this|these|we|there|no|\w+ as possible)|due to|owing to|in order to|so that|so as to|to (?:best |better )?\w+|for (?:its|their|the sake)|"
        r"motivat\w+|justif\w+|that (?:can|could|is|are)|which|more|better|easily|easier|advantages?|appealing|closest?)\b",
    ),
    _wording(  # whether, and for whom, something should be done
        r"^(?:so,? |then,? |and )*(?:should|ought|must)\b|\bwhom (?:\w+ )?(?:should|ought|must)\b|\bwho (?:should|ought to|must) (?:be|get|receive|wear|take|have|undergo|stay)\b|\bwhat (?:should|ought|must) (?!be\b|.{0,60}\b(?:do|done)\b)",
        r"\b(?:should|ought to|must|need(?:s|ed)? to)\b|\b(?:is|are|was|were) (?:not |currently |now |therefore |\w+ly )*(?:recommended|advised|advisable|warranted|justified|indicated|discouraged|critical|essential|crucial)\b|"
        r"\b(?:we|authors?|paper|study) (?:therefore |also |do not |strongly |would )*(?:recommend|suggest|advise|urge|advocate|propose)s?\b",
    ),
    _wording(  # what is hoped of proposals
        r"\bhop(?:e|es|ed|ing)\b(?! to (?:find|show|learn|see)\b)|\b(?:want|wish|aim|expect|intend)\w* .{0,40}\b(?:achieve|accomplish|bring|gain)\b.{0,40}\b(?:with|by|through|suggestions?|proposals?|advice|measures?|work)\b|"
        r"\b(?:suggestions?|proposals?|recommendations?|advice|measures?) (?:are |is )?(?:(?:supposed|meant|intended|expected|designed) to|in aid of|to bring)\b|\bmeant to (?:achieve|bring|do)\b",
        r"\b(?:we hope|hop(?:e|es|ed|ing) (?:that|to|for)|hopefully|it is hoped|aim(?:s|ed|ing)? (?:at|to)|(?:intended|designed) to|with the (?:aim|goal|hope)|(?:can|may|will|could) (?:also )?(?:aid|help|contribute|assist|serve|allow))\b",
    ),
    _wording(  # by what something is told apart
        r"\b(?:what|which) (?:\w+ )?criteri(?:on|a)\b|\bby (?:what|which) (?:rule|standard|yardstick|measure|test)\b|\bon what (?:basis|grounds)\b|"
        r"\bhow (?:is|are|was|were|did|do|does) .{2,70}\b(?:decided?|judged?|count(?:s|ed)? as|classif(?:y|ied)|told apart|diagnosed?)\b|\bhow was it (?:decided|judged|determined)\b|"
        r"\bwhat (?:counts|counted|qualifies|qualified) as\b|\bwhen (?:do|does|did|is|are|was|were) .{2,70}\bcount(?:s|ed)? (?:as|right|wrong|\w+ as)\b",
        r"\b(?:criteri(?:on|a)|defin(?:e|ed|es) (?:as|by|to be)|(?:considered|regarded|counted|classified|labell?ed|deemed|diagnosed) (?:as |to be |if |by |when |\w+ )|if and only if|only (?:if|when)|"
        r"according to|based on|on the basis of|thresholds?|cut-?offs?|at least|no (?:more|less) than|(?:less|more|greater|higher|lower) than|via [A-Z]|comparisons?|counts? as|unless)\b|[≥≤]",
    ),
    _wording(  # what is concluded of a thing
        rf"\bbottom line\b(?! of (?:the )?(?:compan|firm|business))|\b(?:upshot|verdict|take-?aways?|take-?home|(?:final|last) word(?=\W*$| (?:on|about|here)\b))\b(?! (?:restaurants?|foods?|meals?|shops?|orders?|outlets?|deliver\w+))|(?<!from )(?<!on )\bwhat (?:do|does|did|can|would) (?:{_THEY}|we|one) (?:\w+ )?conclude\b|"
        rf"\b(?:what|which) (?:\w+ )?conclusions?\b|\bconclusions? (?:on|about|regarding|concerning|as to|for)\b|^(?:so,? |and |but |well,? )*(?:in the end|at the end of the day|all in all|on balance|when all is said and done|overall(?=,| (?:what|which|how|why|is|are|was|were|do|does|did|can|could|has|have|will|would|should)\b))\b(?!,? (?:how (?:many|much|often|long|far)|when|who|where)\b)|^(?:so,? |and |then )*(?:is|are|was|were|do|does|did|can|could|has|have|will) .*\b(?:in the end|at the end of the day|all in all|on balance)\W*$",
        r"\b(?:in (?:conclusion|summary|sum)|to (?:conclude|sum up|summari[sz]e)|(?:we|i|authors?|it (?:is|can be|may be)) (?:\w+ )?conclude[ds]?|taken together|all in all|on the whole|"
        r"(?:our|these|(?:(?:the )?(?:results?|findings?) of )?(?:this|the present)) (?:\w+ )?(?:results?|findings?|data|stud(?:y|ies)|work|paper|analys[ei]s|review|article) (?:\w+ ){0,3}?(?:suggests?|suggested|impl(?:y|ies)|highlights?|underlines?|underscores?|concludes?))\b|\b(?:conclusions?:|(?:overall|altogether|collectively),)",
    ),
    _wording(  # over what time a study went on
        rf"^how long (?:did|was|has) {_STUDY} (?:last|run|take|go on|been running|observed|followed(?: up)?|continue)|^how long was {_STUDY}\W*$|\bduration of {_STUDY}\W*$|"
        rf"\b(?:when|(?:in|over|during) (?:what|which) (?:years?|months?|period|time|time ?frame|time ?span)) (?:was|were|did) (?:{_STUDY}|(?:the |these |their )?(?:data|samples?|patients|participants|subjects)) (?:\w+ )?(?:done|conducted|carried out|performed|collected|recruited|enrolled|run|take place|sampled|gathered|held|included)\b|"
        rf"\bwhat (?:period|years|time ?frame|time ?span) (?:do|does|did) (?:{_STUDY}|(?:the |these |their )?data) (?:cover|span|look at)",
        r"\b(?:stud(?:y|ies)|(?:clinical|randomi[sz]ed|controlled|the|this|our) trial|survey|data|samples?|patients|participants|subjects|children|records|collect\w*|recruit\w*|enrol\w*|conducted|carried out|performed|follow(?:ed|-up)|sampling)\b",
        rf"\b(?:from|between|during|over|for|in|since|until|within|covering|through)\b.{{0,40}}?\b(?:{_YEAR}|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)(?: |-)(?:consecutive )?(?:days?|weeks?|months?|years?|seasons?|winters?))\b",
    ),
    _wording(  # from whom the figures are
        rf"\bwhose (?:own )?{_FIGURES}\b|\bwhere (?:do|does|did|are|were|is|was|have|has) (?:\w+ ){{0,3}}?(?:{_FIGURES}|information)\b.{{0,40}}\b(?:come|came|taken|drawn|obtained|stem|originate)\b|"
        rf"\bwhere (?:do|does|did|have|has) {_THEY} (?:\w+ )?(?:get|got|take|took|draw|drew|find|found|obtain|have) (?:their|its|the|these|those|all (?:the|these)) (?:\w+ )?{_FIGURES}\b|"
        rf"\bsources? (?:of|for|behind) (?:the|its|their|these|those) (?:\w+ )?{_FIGURES}\b|\bwho (?:has |had )?(?:released|published|supplied|provided|compiled|issued) (?:the|these|those|its|their) (?:\w+ )?{_FIGURES}\b",
        rf"\b{_FIGURES}\b",
        rf"\b{_SUPPLIED}\b.*\b{_FIGURES}\b|\b{_FIGURES}\b.*\b{_SUPPLIED}\b.* (?:by|from|in|at|through|via)\b",
    ),
)  # fmt: skip


def worded(question: str) -> Callable[[str], bool] | None:
    """Return what tells the sentences worded as the answer is, None where no such thing is asked."""
    return next((each.is_in for each in _WORDINGS if each.asks.search(question)), None)


def asks_source(question: str) -> bool:
    """Say whether it is asked from whom the figures are."""
    return bool(_WORDINGS[_SOURCE].asks.search(question))


def lacks_study_time(question: str, sentences: str) -> bool:
    """Say whether it is asked when a study went on, and no sentence is worded as it is told."""
    wording = _WORDINGS[_STUDIED]
    return bool(wording.asks.search(question)) and not wording.is_in(sentences)


def lacks_sample(question: str, sentences: str) -> bool:
    """Say whether it is asked how large the sample was, and no sentence speaks of such a thing."""
    return bool(_SAMPLE.search(question)) and not _SAMPLED.search(sentences)


def tells_merit(question: str, sentence: str) -> bool:
    """Say whether it is asked why a thing was chosen, and the sentence tells what speaks for it."""
    return bool(_WORDINGS[_CHOICE].asks.search(question) and _MERIT.search(sentence))
