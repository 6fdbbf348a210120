"""The kind of answer that a question asks for: a number, a year, a person, a reason, a list."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from typing import Literal

from app.language.values import CURRENCIES
from app.question.causes_and_effects import asks_relation
from app.question.drivers import moved_in
from app.question.problems_and_remedies import HARMS
from app.question.sorts import asks_one

Kind = Literal[
    "number", "percent", "money", "year", "who", "where", "which", "why", "how", "effect",
    "definition", "list", "yesno", "other",
]  # fmt: skip

_CURRENCY = rf"(?:us )?(?:{CURRENCIES})"
_TRUSTED = (  # no figure is asked for: "How far can this be trusted?"
    r"(?!far (?:can|could|should|may|might|do|does|did|is|are|was|were) .{1,60}\b"
    r"(?:trust(?:ed)?|rel(?:y|ied)|believed?|generali[sz]ed?|hold|appl(?:y|ies)|agreed?|true|justified|transfer|carry over)\b)"
    r"(?!much (?:can|could|should|may|do) .{1,60}\b(?:trust(?:ed)?|believed?)\b)"
)
_ON_WHAT_CONDITION = (  # no date is asked for: "When should one call a doctor?"
    r"^(?:(?!by|since|until|till)\w+ )?when (?:should|must|ought|may|(?:do|does|would) (?:[\w’'-]+ ){1,4}?(?:have|need|ought) to|"
    r"(?:is|are|was|were|would) (?:it|they) (?:be )?(?:right|wrong|safe|ok|okay|allowed|wise|advisable|appropriate|best|better|worth|necessary|time|enough|permitted)|"
    r"(?:is|are) (?:[\w’'-]+ ){1,4}?(?:needed|necessary|required|recommended|indicated|advised|advisable|appropriate|warranted|justified|allowed|permitted))\b"
)
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("definition", r"^when (?:is|are) [^,;]{2,60} (?:called|considered|regarded as|said to be|termed|deemed) (?!(?:in|for|by|up|on|upon|off|out|back|to|at|away|together|here|there|again|first|next|now)\b)[\w’'-]+(?: [\w’'-]+)?\W*$|"
                   r"^what (?:does|do|is|are) (?!(?:they|it|he|she|you|we|this|these|that|i)\b|(?:the |this )?(?:papers?|stud(?:y|ies)|authors?|articles?|researchers|work|writers?)\b)"
                   r"[^,;]{2,60} (?:(?:meant|supposed|intended|designed) to )?(?:measure|quantify|denote)\W*$|"
                   r"^what does it mean for .{2,60} to be [\w’'-]+(?: [\w’'-]+)?\W*$"),
    ("why", r"\bhow (?:do|does|did|can|could|would) (?!you\b).{1,40}\b(?:explain (?!(?:the )?(?:terms?|concepts?|ideas?)\b)|account for)|\bwhat (?:would |could |may |might )?(?:explains?|accounts? for|accounted for)\b(?! (?:most|the (?:largest|most|greatest|biggest|rest|majority)|\d))|\b(?:what|which) (?:is|are|was|were) the (?:\w+ )?(?:(?:reasons?|explanation) (?:for|of|behind|why|that)|causes? (?:for|of (?!death\b)|behind))\b|^what (?:caused?|led to|leads to)\b"),
    ("percent", r"(?="
                r"\b(what|which|how (large|big|high|much)).{0,30}\b(percentage|percent|per cent|proportion|"
                r"rate of (growth|increase|change|decline)|growth rate|share of|fraction of)\b|"
                r"\b(what|which|how (large|big|high|low|much)).{0,40}\b((tax|interest|inflation|unemployment|mortality|fatality|"
                r"death|survival|success|failure|error|conversion|adoption|penetration|response|attack|infection|recovery|"
                r"discount) rates?|profit margins?|market shares?)\b)"
                r"(?!.*\b(?:what|which) (?!percent|share|proportion|rate|growth)(?:[\w-]+ ){1,3}?(?:have|has|had|hold|holds|held|takes?|took|gets?|makes? up) )|"
                r"\bby what (percentage|percent|rate)|\bhow many (?:percent|per cent|percentage points?)\b|"
                r"\bby how much\b|\bhow (fast|much) did .{0,60}\b(grow|rise|fall|increase|decrease|decline|drop|change)"),
    ("money", rf"^what (?:is|are|was|were) (?!.*\b(?:of|that|which|who|when|where)\b).+ (?:paid|spent|earned|received|per \w+) (?:.* )?in {_CURRENCY}\W*$|"
              r"\bhow much (money|did .{0,60} cost|does .{0,60} cost|was .{0,40} paid)|"
              r"\b(what|how (much|high|large|big)).{0,40}\b(value|price|cost|revenue|turnover|worth|amount)\b|"
              r"\bwhat (?:do|does|did|can|could|will|would|should|might|must) .{0,60}\b(?:earn|(?:(?:it|they|you|we|one|the \w+|\w+s) )charge)"
              r"(?=\W*$| (?:in|per|each|(?:for )?(?:each|every|one)|now|today|then|on average|an? (?:hour|day|night|week|month|year|head|piece|time))\b)|"
              r"\bwhat (?:was|were|is|are|did|do|does) (?:[\w’'-]+ ){1,5}?(?:get )?paid(?=\W*$| (?:per|each|an?|for (?:each|every|one|their|it|this|that|the (?:task|work|job)))\b)|\bhow much (?:were|are|is|do|does|did) .{1,60}\b(?:paid|pay|earn|charged?)\b|"
              r"\bworth\b"),
    ("year", rf"(?!{_ON_WHAT_CONDITION})(?:^(?:\w+ )?when\b(?!.*,.*\b(?:how|what|which|who)\b)|\bwhen(?:\?|$| (?:did|do|does|was|were|is|are|will|would|had|has|have|can|could|should|might)\b)|"
             r"\b((what|which|in which|in what) (year|years|date|period|decade|month|time ?(?:span|frame)))\b|\b(?:since|by|until|till) when\b)"),
    ("number", rf"^(?:and |are there |is there |do they (?:give|have|name) )?any (?:exact |hard )?(?:numbers|statistics|figures(?! *\W*$))(?=\W*$| (?:on|for|about|given)\b| \()|\bhow {_TRUSTED}(many|much|often|long|large|big|high|far|old|tall|fast|low)\b|"
               r"\bwhat (is|was|were|are) the (\w+ ){0,3}(number|count|amount|size|volume|total|average|mean|"
               r"median|rate|score|accuracy|figure|level|duration|dose|age|length|width|height|weight|"
               r"temperature|frequency|ratio|incidence|prevalence|margin|speed|distance|area|density|capacity|budget|salary|"
               r"income|depth|latency|throughput|concentration|pressure|sensitivity|specificity)\b|\bwhat (number|amount|volume|figure)\b|"
               r"\bwhat (?:does|do|did) .{1,60}\bequal\b|\b(?:what|which) (?:(?:decay|damping|scaling|discount|correction|conversion|impact|growth|reduction) "
               r"factor|(?:\w+ )?(?:coefficient|constant)) (?:is|are|was|were|did|do|does|has|have)\b|"
               r"\b(what|which) (\w+ ){0,2}(size|rate|score|accuracy|level|duration|dose|dosage|age|length|width|height|"
               r"weight|temperature|frequency|ratio|threshold|dimension|concentration|margin|share|speed|density|capacity|budget|salary|income|"
               r"precision|recall|f-?1|f-?scores?|f-?measure|perplexity|sensitivity|specificity|prevalence|incidence|number) "
               r"(?:is|are|was|were|did|do|does|has|have|had|can|could|should|would|appl(?:y|ies|ied))\b"),
    # No "people who": there the word only says which people.
    ("who", r"(?:^|[,;:?!.(–—-]\s*|\b(?:and|or|but|so|then|now|exactly|also|says?|said|tells?|told|me|us|know|knows|known|explains?|shows?|mentions?|clear|learn|finds?|out|wonder|asks?|asked|sees?|understand|remember|reports?|check|sure|"
            r"states?|names?|is|are|was|were|about) )(?:(?:by|to|for|from|of|with|on|at|in|against|about|than) )?(?:who|whom|whose)\b|\bwho(?:m|se)?\W*$|\b(what|which) (author|authors|person|researcher|organi[sz]ation|"
            r"institution|company|agency)\b"),
    ("why", r"\bwhy\b|\bwhat (?:is|are|was|were) the (?:point|purpose|use|good|sense|rationale) (?:of|in|behind)\b|\bwhat (\w+ )?(cause[sd]?|reasons?|led to|leads to|explains)\b|\bfor what reason|\bhow come\b|"
            r"\bdue to what\b|\bwhat (is|are|was|were) .{0,60}\b(due to|caused by|attributed to)"),
    ("effect", rf"\bhow (?:can|could|might)\b{HARMS}|\bwhat (?:\w+ )?(?:harm|damage|mischief|good|difference) (?:can|could|may|might|will|would) .{{1,60}}\b(?:do|make|cause)\b"),
    ("how", r"\bwhat (?:\w+ ){0,3}?(?:should|can|could|must|need to)\b.{0,60}\b(?:do|done|take|taken|help|improve|solve|address|adopt)\b|"
            r"\bhow (?:is|are) .{1,60} to be\b|\bhow (?:can|could|should|to|might|must)\b|\bwhat (?:is|are) (?:proposed|recommended|suggested|needed)\b|"
            r"\bwhat (?:does|do) .{1,40}\b(?:recommend|propose|suggest)\b"),
    ("effect", r"\b(?:effects?|impacts?|consequences?|influence|harm|results?) (?:of|on|do|does|did|can|have|has)\b|"
               r"\bwhat (?:happens|would happen|will happen|if|goes wrong|can go wrong|problems? do|(?:damage|harm|good) (?:do|does|did|can|could|comes?|came))\b|\bhow (?:do|does|did) .{1,60}\b(?:affect|influence|impact|help|harm|hurt|damage|benefit)\b|"
               r"\bwhat (?:do|does|did) .{1,60}\b(?:do to|cause|lead to|bring|mean for|result in)\b"),
    ("definition", r"\bmean(?:s|t)? by\b|\bwhat (?:on earth |in the world )?(?:is|are|does|do|did) (?:that|it|they|this) (?:(?:meant )?to )?mean\W*$|\bhow (?:do|does|did) (?:the |its |this )?(?:paper|authors?|writers?|article|study|text|they|it)"
                   r" (?:describe|define|understand|characteri[sz]e) (?!.*\b(?:and|as)\b)|\bwhat (?:is|are) (?!this|that|it\b|the )[\w’' -]{3,40} (?:all )?about\b|"
                   r"^[\w’' -]{2,50}?\s*[-–:,]\s*(?:meaning|definition)\W*$|"
                   r"\bwhat (is|are) (meant by |(the )?(definition|meaning) of )|\bdefin(e|ition|ed)\b|"
                   r"\bwhat does .{1,60} (mean|stand for|refer to)\b|\bexplain the (term|concept)|\bmeaning of\b"),
    ("list", r"\b(list|name(?! of\b)|enumerate|give)\b (all|the|some|\w+ )?|\b(what|which) (are|were) the\b|"
             r"\bwhat (\w+ ){0,3}(measures|problems|challenges|issues|factors|types|kinds|steps|ways|strategies|"
             r"suggestions|recommendations|risks|reasons|features|characteristics|components|examples|"
             r"advantages|disadvantages|benefits|limitations|methods|tools|industries|companies|areas|aspects|"
             r"datasets|symptoms|countries|cities|models|baselines|languages)\b|"
             r"\bwhich ([\w’'-]+ ){0,3}[a-z]{3,}s\b"),
    ("where", r"\bwhere\b(?! (?!(?:do|does|did|is|are|was|were|has|have|had|can|could|should|will|would|may|might|must)\b).*, (?:how|what|which|who|why)\b)(?!.{1,80}\b(?:weak|poor|falls? short|lags? behind|lacking|deficient|wanting|goes? wrong|fails?|struggles?|suffers?|disappoints?|lets? .{1,40} down|breaks? down(?=\W*$))\b)|\b(what|which|in which|in what) (country|countries|city|place|province|region|location)\b"),
    ("how", r"\bhow (do|does|did|can|could|should|is|are|was|were|to|might|will|would|has|have)\b|^how\b"),
    ("yesno", r"^(is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|may|might)\b"),
    ("which", r"\b(which|what|name of)\b"),
)  # fmt: skip
_MEASURED = (
    r"number|count|amount|size|volume|average|mean|median|rate|score|accuracy|duration|dose|dosage|age|length|width|height|weight|temperature|frequency|"
    r"ratio|incidence|prevalence|speed|velocity|distance|density|latency|throughput|concentration|sensitivity|specificity|dimension|dimensionality|time|perplexity"
)
_SHORT_KINDS: tuple[tuple[Kind, str], ...] = (
    ("percent", "share|proportion|percentage|fraction"),
    ("year", "date|year|period|time ?frame|time ?span"),
    ("number", _MEASURED),
)
_IN_SHORT = tuple(  # "speed of the flow?", but no "age groups"
    (kind, re.compile(rf"(?:(?:the|its|their) )?(?:(?!(?:of|for|in|to|and|or|is|are|was|were|do|does|did)\b)[\w’'-]+ ){{0,3}}?(?:{nouns})s?(?: (?:of|for|in|per|at|between|among|on|up|from|with|by|under|after|before|used|reached|needed|covered|spanned|studied|examined|observed|reported|measured|achieved|given)\b[^,;:]*)?\W*$"))
    for kind, nouns in _SHORT_KINDS
)  # fmt: skip
_IN_UNITS = re.compile(  # "the risk of death in percent", not "risks of debt in dollars"
    rf"\bin (?:percent|per cent|percentages?|%)(?=\W*$)|^(?!.* of ).* (?:paid|spent|earned|received|per \w+) (?:.* )?in {_CURRENCY}(?=\W*$)"
)
_WHICH_PLACE = re.compile(r"\b(?:what|which) (?:country|city|place|province|region|location)\b")
VALUES = ("number", "percent", "money", "year")
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_JOINS = frozenset(("of", "in", "when", "if", "while", "after", "before", "during", "paid"))
_STATE_OF = (  # "What is still wrong with the port?"
    r"(?:(?:still|also|so|really|actually|currently|now|most|particularly|especially) )*"
    r"(?:wrong|bad|missing|lacking|difficult|hard|tricky|special|new|different|unusual|remarkable|interesting|important) "
    r"(?:with|about|in|from|for|at|on)\b"
)
_BARE_DEFINITION = re.compile(
    rf"^what(?:'s| is| are) (?!{_STATE_OF})(?:an? |(?<=is )the |(?<='s )the )?(?!the )(?P<term>[\w\s’'-]{{2,60}}?)\s*\??$",
    re.IGNORECASE,
)
_WORDY = r"(?:basically|actually|really|exactly|precisely|please|anyway|then|again|for short)"
_FRAMED = re.compile(  # words around a question that do not change what it asks for
    rf"^(?:(?:so|well|ok|okay|and|but|hi|hello|please|{_WORDY}|(?:(?:can|could|would) you )?"
    r"(?:please )?(?:tell|explain to) me|(?:can|could|would) (?:you|someone)(?: please)?(?: (?:say|explain|describe|define))?|i (?:want|would like) to know|do you know)[,:]? )++"
    r"(?=(?:what|who|which|how|why|when|where|what['’]s)\b)|"
    rf"[, ]+{_WORDY}(?=\W*$)|(?<=\bwhat) {_WORDY}(?= (?:is|are)\b)"
)
_ASIDE = re.compile(  # what stands beside a question and is not asked about
    r"\bin (?:one|a|two|a few|your own|simple|plain|other|so many|the paper['’]s own) (?:sentences?|words|terms|english)\b|"
    r"\bin (?:just|only|at most|no more than|up to) (?:one|a single|two|three|four|\d) (?:short )?sentences?\b|"
    r"\b(?:put (?:it |this )?)?in (?:short|brief|a nutshell|detail|particular|general)\b|\bbriefly\b|(?<=\bhow) come\b|(?<=\bwhat) (?:exactly|precisely)\b|"
    r"\b(?:on earth|in the world)\b(?= (?:is|are|was|were|do|does|did)\b)|\bsupposed(?= to mean\b)|"
    r"\bin the (?:authors?['’]?s?|writers?['’]?s?|paper['’]s) (?:understanding|views?|opinions?|words|eyes|sense)\b|"
    r"\b(?:according to|as understood by|for) the (?:authors?|writers?|paper|text|study|article|document|researchers?)\b|"
    r"^(?=.{0,80}\b(?:i|my|me|we|our|please|quick question)\b)[^:.!?]{3,80}[:.!] "
    r"(?=\w+.*\?)(?!.*\b(?:that|this|it|these|those|they|them|there)\b)",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(  # "what was used to guess how many come back": what for, not what
    r"(?<=.)\b(?P<to>(?:to|(?:do|does|did|can|could|was|were|is|are) (?:the )?\w+) (?:say|guess|predict|estimate|measure|count|see|check|know|learn|decide|determine|judge|explain|show|tell|"
    r"find out|work out|figure out|assess|calculate|compute)) (?:how|when|where|who|which|why|what|whether)\b.*"
)
_ASKS_FIRST = re.compile(r"(?:(?:in|by|for|with|from|on|at|to) )?(?:what|which|who|whose|how)\b")
_TAKEN_OVER = re.compile(r" \((?!\d+[a-z]?\))[^()]+\)(?=\W*$)")  # a topic that was spoken of before
_TURNED = re.compile(r"^what (?P<term>[\w’'-][\w\s’'-]{1,58}?) (?P<verb>is|are)\W*$")


def without_asides(text: str) -> str:
    """Return `text` with blanks for what is not asked about, such as "in one sentence"."""
    return _ASIDE.sub(blank, text)


def blank(match: re.Match[str]) -> str:
    """Return spaces for what was matched, so that places in the text stay what they are."""
    return " " * len(match.group())


def kind_of(text: str) -> Kind:
    """Return the kind of answer that `text` asks for."""
    plain = " ".join(without_asides(text).lower().split()).strip(" ,")
    plain = re.sub(r"\s*,?\s*(?=\W*$)", "", _FRAMED.sub("", plain), count=1)
    plain = _TURNED.sub(r"what \g<verb> \g<term>", plain)  # "tell me what a zone is"
    if bare := _BARE_DEFINITION.match(plain):
        term = bare["term"].split()
        if len(term) <= 4 and not _JOINS & set(term):
            return "definition" if not _value_noun(term[-1]) else "number"
    if _ASKS_FIRST.match(plain):
        plain = _EMBEDDED.sub(r"\g<to> this", plain)
    plain = _TAKEN_OVER.sub("", plain)
    for kind, pattern in _PATTERNS:
        of_it = kind in VALUES and _of_something(plain) and not _IN_UNITS.search(plain)
        if pattern.search(plain) and not of_it:
            return _of_sort(plain, kind)
    return next((kind for kind, pattern in _IN_SHORT if pattern.match(plain)), "other")


def _of_sort(text: str, kind: Kind) -> Kind:
    """Return the kind of a question whose words are those of `kind`: one thing is no list."""
    if kind == "which" and moved_in(text):
        return "other"
    if kind == "list" and asks_one(text):
        return "where" if _WHICH_PLACE.search(text) else "which"
    return kind


def _of_something(text: str) -> bool:
    """Say whether causes, remedies or the like are asked for, and not the price that they move."""
    return asks_relation(text) or moved_in(text) is not None


def _value_noun(word: str) -> bool:
    return word in ("number", "size", "volume", "total", "value", "rate", "score", "amount")
