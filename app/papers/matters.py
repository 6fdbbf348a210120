"""What papers say about themselves: how it is asked for, and how it is said."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from app.language.lexemes import every_stem, stems
from app.papers.zones import NOUN, Zone
from app.question.appraising import (
    AGREEMENT_SAID,
    CODE_ASKED,
    CODE_SAID,
    CODE_WORDS,
    DATA_ASKED,
    DATA_SAID,
    DATA_WORDS,
    ETHICS_ASKED,
    ETHICS_HOME,
    ETHICS_SAID,
    ETHICS_WORDS,
    HOME_OF_CODE,
    HOME_OF_DATA,
    STRENGTHS,
    STRENGTHS_SAID,
    STRENGTHS_WORDS,
    asks_agreement,
)
from app.question.limits_and_outlook import (
    ASPECTS,
    FAILURE_HINTED,
    FAILURE_WORDS,
    HEDGED,
    IN_VAIN,
    INTENDED,
    LIMITS,
    LIMITS_HINTED,
    LIMITS_WORDS,
    NEXT_HINTED,
    NEXT_WORDS,
    OWN_LIMITS,
    SURPRISE_HINTED,
    SURPRISE_WORDS,
    TO_COME,
    UNEXPECTED,
    asks_elsewhere,
    asks_how_far,
)
from app.question.questions import Question

NOTHING = r"(?!)"
_NEVER = re.compile(NOTHING)
_NOUNS = rf"(?:document|authors?|{NOUN})"
_SELF = re.compile(rf"\b{_NOUNS}\b", re.IGNORECASE)
_ITSELF = rf"(?:(?:the|this|that|their|its|these|present|current) ){{0,3}}(?:\w+ )?{_NOUNS}"
OTHERS = r"(?:previous|prior|earlier|existing|past|former|related|other) (?:\w+ ){0,2}"
MINE = rf"(?:our|my|(?:this|these|the present|the current)(?: \w+)? {_NOUNS}(?:'s)?)"
_ASKS_OF_OTHERS = re.compile(
    rf"(?<!to )(?<!for )(?<!by )\b{OTHERS}(?:researchers|authors|scholars|scientists|people|groups|teams|{NOUN}s?|studies|analyses)\b",
    re.IGNORECASE,
)
_OF_ITS_ADVICE = re.compile(  # "What do its proposals hope to achieve?" is not the paper's aim
    r"^(?>.*?\b(?:proposals|suggestions|recommendations|measures)\b).*\b(?:achieve|accomplish|attain|hope|meant|supposed)\b",
    re.IGNORECASE,
)
# What is said of any paper, and so of no one's matter.
_ALLOWED = every_stem(
    "main key major important chief central principal biggest most own overall any some final surprising interesting whole general "
    "author authors researcher researchers scientist scientists team group writer writers reviewer reviewers investigator investigators "
    "study research work paper article review report survey text publication letter editorial commentary manuscript "
    "acknowledge mention state summarise name report discuss admit note point suggest propose recommend identify list give "
    "make describe find see have present current several directions direction say need require should be do done "
    "thing things part end sentence sentences word words nutshell short brief briefly think believe claim argue carry conduct perform go use "
    "opinion view like hope wish set out take took away real really exactly summarize sum finally eventually according come turn try answer reach people look"
)
_COUNTS = every_stem("two three four five six seven")
_A_FEW = re.compile(r"\b(?:two|three|four|five|six|seven) (?:\w+ )?\w+s\b", re.IGNORECASE)
# What may stand beside where papers are meant, and is as often what a paper is about.
_OF_ANYONE = every_stem("people group groups team teams word words sentence sentences")
_THE_PEOPLE = re.compile(  # who did the study, and in how many words it is to be told
    r"\bthis (?:\w+ )?team\b|\b(?:do|does|did|will|would) the team\b|\b(?:research|author) (?:team|group)\b|\bstudy team\b|\bpeople (?:who|that|behind)\b|"
    r"\b(?:teams?|groups?) of (?:\w+ )?(?:authors|researchers|scientists|scholars|investigators)\b|"
    r"\bin (?:(?:one|two|three|four|five|a|an|few|couple|of|or|to|about|at|most|no|more|fewer|than|short|single|simple|your|own|\d+) )+(?:sentences?|words?)\b",
    re.IGNORECASE,
)
_WITH_WHO = re.compile(  # "What did those who wrote this find?" does not ask who
    r"\b(?:what|how|why|which)\b.*\b(?:who|whom|whose|where)\b", re.IGNORECASE
)
_THIS = rf"(?:the|this|that|its|their|these|present|current) (?:\w+ )?{_NOUNS}"
_INTERESTS = r"(?:conflicts? of interests?|competing (?:financial )?interests?)"
_AUDIENCE = (  # whom a paper may address, whether or not it speaks of them
    r"(?:governments?|politicians?|politics|polic(?:y|ies)(?: ?-?makers?)?|(?:decision[ -]?)?makers?|authorit(?:y|ies)|officials?|doctors?|physicians?|clinicians?|nurses?|hospitals?|practitioners?|"
    r"(?:clinical )?practice|public(?: health)?|colleagues?|readers?|engineers?|developers?|users?|managers?|management|industry|society|people|everyone|others|us|"
    r"schools?|teachers?|parents?|patients?|firms?|compan(?:y|ies)|countr(?:y|ies)|states?|(?:the )?world|(?:international |scientific |research )?community)"
)
AUDIENCE = re.compile(rf"\b{_AUDIENCE}\b", re.IGNORECASE)
_TO_WHOM = re.compile(  # "the lesson for doctors" is what was found
    rf"\b(?:messages?|lessons?|take-?aways?|upshot|bottom line|moral) (?:here )?(?:for|to) (?P<whom>(?:the |an? )?(?:(?:infection|disease) control|patient care|{_AUDIENCE}))\b",
    re.IGNORECASE,
)
_PAYS = (
    r"fund(?:ed|s|ing|ers?)?|financ(?:e|ed|es|ing)|financial(?:ly)? support(?:ed)?|sponsor(?:ed|s|ship)?|"
    r"paid for|grants?"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that papers say about themselves: how it is asked for, and how it is said.

    `asked` finds how it is asked for, `hinted` the same in a question that speaks of nothing but
    papers and those who write them. `silent` is what is said of a paper, and of several, that do
    not say it; where it is empty, the search goes on. `home` names a section that says it, and
    nothing else. `zone` is where it is said, in place of how. `anywhere`: it is told wherever in
    the paper it came up, and need not be called the paper's own.
    """

    words: str
    asked: re.Pattern[str]
    said: re.Pattern[str]
    silent: tuple[str, str] | None = None
    hinted: re.Pattern[str] = _NEVER
    home: re.Pattern[str] = _NEVER
    late: re.Pattern[str] = _NEVER
    zone: Zone | None = None
    anywhere: bool = False

    @property
    def may_be_late(self) -> bool:
        """Whether what says it elsewhere, too, speaks for it more."""
        return self.late.pattern != NOTHING

    @property
    def has_home(self) -> bool:
        """Whether papers have a section for it, as for who paid: little else has such a thing."""
        return self.home.pattern != NOTHING


def _matter(
    words: str,
    asked: str,
    said: str,
    silent: tuple[str, str] | None = None,
    hinted: str = NOTHING,
    home: str = NOTHING,
    *,
    late: str = NOTHING,
    anywhere: bool = False,
) -> Matter:
    ways = (re.compile(way, re.IGNORECASE) for way in (asked, said, hinted, home, late))
    asking, saying, hinting, at_home, closing = ways
    return Matter(words, asking, saying, silent, hinting, at_home, closing, anywhere=anywhere)


def _zone(zone: Zone, words: str, hinted: str) -> Matter:
    hinting = re.compile(hinted, re.IGNORECASE)
    return Matter(words, _NEVER, _NEVER, hinted=hinting, zone=zone)


_REVIEWED = r"(?:peer-?reviewed|reviewed|refereed|edited|translated|proofread)"
_REVIEWERS = r"(?:(?:peer|academic|handling) )?(?:reviewers?|referees?|editors?|translators?)"
# Not readers alone, whom a paper may have counted; an audience may be that of a concert.
_READERS = r"(?:audience|readership|(?:intended|target) readers?)"
_MATTERS = (
    _matter(
        "limitation limitations shortcoming shortcomings weakness weaknesses caveat caveats drawback drawbacks weak weakest point spot side flaw "
        + LIMITS_WORDS,
        rf"\b{LIMITS}\b.{{0,25}}\b{_ITSELF}\b|"
        rf"\b{_ITSELF}\b(?:'s?)? .{{0,25}}\b{LIMITS}\b",
        rf"\b{MINE} (?:\w+ )?{LIMITS}\b|\b{LIMITS} (?:of|in|to|with) {MINE}\b|"
        rf"\b(?:one|another|an?|its|main|major) (?:\w+ )?{LIMITS} (?:is|was|are|were)\b|^(?:an?|one|another) (?:\w+ )?{LIMITS} of\b|"
        + OWN_LIMITS,
        ("The paper states no limitations of its own.", "They state no limitations of their own."),
        LIMITS_HINTED,
        late=r"(?<!\bspace )(?<!\bpage )\blimitations?\b|"
        r"\b(?:is|are|was|were) limited (?:by|to|in)\b|\bsmall sample\b|\b(?:did|does|do|could) not (?:allow|permit|enable|include|consider|assess|address|account)\b|"
        r"\b(?:unable|not able) to\b|\binterpreted with (?:\w+ )?(?:caution|care)\b|(?<!-)\b(?:caution|bias(?:ed)?|underestimat\w+|unadjusted for|not (?:be )?representative|not (?:be )?generali[sz]\w+)\b|"
        + HEDGED,
    ),
    _matter(
        "future further work research study studies direction directions open question questions next step steps "
        + NEXT_WORDS,
        r"\b(?:future|further|more|next|on-?going) (?:work|research|stud(?:y|ies)|directions?|steps?|investigations?)\b|"
        rf"\bopen (?:questions?|problems?)\b.{{0,25}}\b{_ITSELF}\b",
        TO_COME,
        ("The paper names no future research.", "They name no future research."),
        NEXT_HINTED,
        late=INTENDED,
    ),
    _matter(
        SURPRISE_WORDS,
        NOTHING,
        UNEXPECTED,
        (
            "The paper calls nothing that it found unexpected.",
            "They call nothing that they found unexpected.",
        ),
        hinted=SURPRISE_HINTED,
        anywhere=True,
    ),
    _matter(FAILURE_WORDS, NOTHING, IN_VAIN, hinted=FAILURE_HINTED, anywhere=True),
    _matter(
        "fund funding funds funder funders finance financial sponsor sponsorship support grant grants pay paid money "
        "source sources agency agencies organisation organization institution institutions body bodies foundation company",
        rf"\b(?:{_PAYS})\b.{{0,25}}\b{_THIS}\b|\b{_THIS}\b.{{0,15}}\b(?:{_PAYS})\b|"
        r"^who (?:funded|financed|sponsored|paid for) (?:it|this|that)\W*$",
        r"\b(?:work|study|research|paper|article|project|publication|authors?|manuscript|review|investigation)\b[^.]{0,60}"
        r"\b(?:supported|funded|financed|sponsored)\b|\bfund(?:ed|ing) (?:\w+ ){0,3}?(?:by|from|for this)\b|"
        r"\bsupported (?:\w+ ){0,3}?(?:by|through|under|from)\b[^.]{0,120}\b(?:grants?|fund(?:s|ing)?|foundation|fellowships?|"
        r"scholarships?|awards?|contracts?|council|ministry|program(?:me)?s?)\b|"
        r"\b(?:no|any|specific|external|receiv\w*|acknowledg\w*|thank\w*)\b.{0,60}"
        r"\b(?:funding|funds|grants?|financial support|fellowship|scholarship)\b|"
        r"\bgrants? (?:numbers?|nos?\b|agreements?|from)|\bunder grants?\b|^funding\b",
        ("The paper does not say who funded it.", "They do not say who funded them."),
        home=r"(?:sources? of )?funding(?: (?:sources?|statement|information|disclosure))?|financial (?:support|disclosure)|"
        r"grant (?:support|disclosures?|information)|role of the funding source",
    ),
    _matter(
        "review reviewed reviewer reviewers referee refereed referees edit edited editor editors academic handling translate translated translator peer proofread",
        rf"^(?:and |but |so )?(?:who|by whom) (?:{_REVIEWED} (?:{_ITSELF}|it|this|that)|"
        rf"(?:is|are|was|were) (?:the|its) {_REVIEWERS}(?: of {_ITSELF})?|"
        rf"(?:is|was|has) {_ITSELF} (?:been )?{_REVIEWED}(?: by)?)\W*$",
        r"(?-i:\b(?:Peer-?[Rr]eviewed|Reviewed|Refereed|Edited|Translated|Communicated) by\b|\b[Ee]ditors?: ?[A-Z]|\b(?:[Rr]eviewers?|[Rr]eferees?|[Tt]ranslat(?:or|ion)): ?[A-Z])",
        ("The paper does not say who reviewed or edited it.", "They do not say who reviewed or edited them."),
        anywhere=True,
    ),
    _matter(
        "conflict conflicts interest interests competing financial declare declaration disclose disclosure statement",
        rf"\b(?:declare|disclose|report|have|any|there|authors?|{_THIS})\b.{{0,25}}\b{_INTERESTS}\b|"
        rf"\b{_INTERESTS}\b.{{0,25}}\b(?:declared|disclosed|reported|authors?|{_THIS})\b",
        r"\b(?:conflicts?(?: of)? interests?|competing (?:financial )?interests?)\b",
        (
            "The paper makes no statement about conflicts of interest.",
            "They make no statement about conflicts of interest.",
        ),
        home=rf"(?:statement of |declarations? of |disclosure of |potential )*{_INTERESTS}(?: statement)?|"
        r"declarations? of interests?",
    ),
    _matter(
        "author authors contribution contributions each contribute make made do did work role who list",
        r"\bauthors?['’]? contributions?\b|\bcontributions? (?:of|by|from|(?:has|have|had|did|does)) (?:the|each|all|every)(?: of the)? (?:\w+ )?authors?\b|"
        r"\bwhat (?:did|has|have) each (?:of the )?authors? (?:do|done|contributed?)\b|\bhow did (?:each|the) authors? contribute\b",
        rf"\bcontributed (?:equally )?to (?:the |this )?{NOUN}\b|\b(?:conceived|designed|performed|wrote)\b.{{0,60}}\b(?:the )?(?:manuscript|paper|experiments?)\b",
        ("The paper does not say what each author did.", "They do not say what each author did."),
        home=r"(?:author(?:s['’]|['’]s)?|authors) contributions?(?: statement)?|contributions? of authors|contributorship|contributors",
    ),
    _matter(
        "audience readership reader readers intend intended target targeted write written address addressed aim aimed mean meant direct directed read useful benefit suitable",
        rf"\b(?:who|whom|what|which)(?:['’]s| is| are| was| were) (?:(?:the|its|their|a|an|intended|main|target(?:ed)?) ){{0,3}}{_READERS}\b|"
        rf"\b{_ITSELF}(?:'s?)? .{{0,25}}\b{_READERS}\b|\b{_READERS}\b.{{0,25}}\b{_ITSELF}\b|\b(?:for|to|at) whom (?:is|was) {_ITSELF}\b|"
        rf"\bwhom? (?:is|was) {_ITSELF} (?:(?:written|meant|intended|useful|suitable) for|(?:aimed|directed|targeted) at|addressed to|for)\b|"
        rf"\bwho (?:should|ought to|may want to) read {_ITSELF}\b",
        rf"\b{MINE}\b.{{0,60}}\b(?:aimed at|intended for|addressed to|written for|of (?:interest|use|value) (?:to|for)|useful (?:to|for))\b|"
        r"\b(?:we|it) (?:hope|address|target|aim|expect)\w* .{0,60}\b(?:readers?|audience|practitioners|clinicians|researchers|policy-?makers|students)\b|"
        r"\b(?:target|intended) (?:audience|readers?(?:hip)?)\b|\bfor (?:the |interested |general ){0,2}readers?\b",
        ("The paper does not say whom it is written for.", "They do not say whom they are written for."),
    ),
    _matter(
        CODE_WORDS,
        CODE_ASKED,
        CODE_SAID,
        ("The paper does not say where its code can be had.", "They do not say where their code can be had."),
        home=HOME_OF_CODE,
        anywhere=True,
    ),
    _matter(
        DATA_WORDS,
        DATA_ASKED,
        DATA_SAID,
        ("The paper does not say where its data can be had.", "They do not say where their data can be had."),
        home=HOME_OF_DATA,
        anywhere=True,
    ),
    _matter(
        ETHICS_WORDS,
        ETHICS_ASKED,
        ETHICS_SAID,
        ("The paper mentions no ethical approval or consent.", "They mention no ethical approval or consent."),
        home=ETHICS_HOME,
        anywhere=True,
    ),
    _matter(
        STRENGTHS_WORDS,
        rf"\b{STRENGTHS}\b.{{0,25}}\b{_ITSELF}\b|\b{_ITSELF}\b(?:'s?)? .{{0,12}}\b{STRENGTHS}\b",
        STRENGTHS_SAID,
        ("The paper names no strengths of its own.", "They name no strengths of their own."),
        anywhere=True,
    ),
    _matter(
        "",
        NOTHING,
        AGREEMENT_SAID,
        ("The paper does not set its results beside those of earlier work.", "They do not set their results beside those of earlier work."),
        anywhere=True,
    ),
    _matter(
        "contribution contributions novelty new novel contribute original add",
        rf"\bcontributions?\b.{{0,25}}\b{_ITSELF}\b|\b{_ITSELF}\b.{{0,12}}\bcontribut|\bwhat is (?:new|novel) (?:in|about) {_ITSELF}\b",
        r"\bcontributions?\b|\bwe (?:propose|present|introduce|develop|contribute)\b|\b(?:for the first time|the first (?:study|to)|novel)\b|"
        r"\bthis (?:paper|study|article|work) (?:proposes|presents|introduces|develops|provides|contributes)\b",
        hinted=r"\b(?:new|novel\w*|original|contribut\w*|add(?:s|ed)?)\b",
    ),
    _matter(
        "hypothesis hypotheses hypothesise hypothesize prediction predictions predict expect test tested testing examine examined formulate formulated put forward",
        rf"\bhypothes[ie]s\b.{{0,25}}\b{_ITSELF}\b|\b{_ITSELF}\b(?:'s?)? .{{0,25}}\bhypothes(?:[ie]s|i[sz]e)\b",
        r"\bhypothes(?:[ie]s|i[sz]ed?)\b|\bwe (?:\w+ )?(?:expect|predict)(?:ed)?\b|\bH\d[a-z]?\b[:.)]",
        ("The paper states no hypothesis.", "They state no hypothesis."),
        r"\bhypothes(?:[ie]s|i[sz]e)\b",
        anywhere=True,
    ),
    _matter(
        "assumption assumptions assume assumed presuppose underlie underlying rest base based built simplifying",
        rf"\bassumptions?\b.{{0,25}}\b{_ITSELF}\b|\b{_ITSELF}\b(?:'s?)? .{{0,25}}\bassum(?:e|ptions?)\b",
        r"\b(?:we|authors?|paper|study|model) (?:\w+ )?assum(?:e[ds]?|ing)\b|\bassumptions?\b|\b(?:is|are|was|were) assumed\b|\bassuming\b",
        ("The paper states no assumptions.", "They state no assumptions."),
        r"\bassum(?:e|ptions?)\b",
        anywhere=True,
    ),
    _zone("advice", "urge recommend recommendation advise advice call plead appeal advocate prescribe demand warn warning caution message want wish implication practical concrete action measure step take come out now today immediately against happen change clinical",
          rf"^(?!.*\b(?:do|does|did|have|has|had) (?:the )?{_AUDIENCE}\b).*(?:"
          r"\b(?:urg(?:e|es|ed|ing)|recommend(?:s|ed|ing|ations?)?|advi[sc](?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on|upon)|plead(?:s|ed|ing)?|appeal(?:s|ing)? (?:for|to)|advocat(?:e|es|ed|ing)|prescri(?:be|bes|bed)|"
          r"demand(?:s|ed|ing)?|warn(?:s|ed|ing|ings)?|caution(?:s|ed)?)\b|\bwant .{2,40} to do\b|\bcalls? to action\b|\b(?:like|want|wish) to see\b|"
          rf"(?<!home )\b(?:messages?|implications?) (?:(?:\w+ ){{0,3}})?(?:to|for) (?:the )?{_AUDIENCE}\b)"),
    _zone("aim", "aim purpose goal objective question hypothesis problem ask pose raise write conduct undertake publish want achieve accomplish attain show prove establish demonstrate discover learn determine understand examine mean meant", r"\b(?:aim\w*|purposes?|goals?|objectives?|hypothes\w+|motivat\w+)\b|\bwhat (?:is|was) the (?:whole )?point of\b|\b(?:set(?:ting)? out|(?<!turn )(?<!turned )(?<!find )(?<!found )out to|(?<!they )(?<!these )(?<!those )(?<!it )meant to|look(?:ed|ing) to|try|tries|trying|tried|want(?:ed|ing|s)?|hop(?:ed?|ing) to(?!.*\b(?:eventually|one day|in the end|someday|ultimately)\b)|intend\w*|seek\w*|sought|wish\w*|look(?:ed|ing)? (?:at|into)|after)\b|"
          r"\bwhy (?:is|was|did|do|were|are) .{0,40}\b(?:done|written|carried out|conducted|undertaken|performed|made|write|do|conduct|study|research|publish(?:ed)?)\b|"
          r"\bquestions?\b.{0,40}\b(?:answer|address|tackle)\w*|\bquestions? (?:does|do|did|is|are) (?:the|this|these) (?:present )?(?:papers?|stud(?:y|ies)|articles?|authors?|researchers|research|work|writers?) (?:ask|pos|rais|try|tri|want)\w*|"
          r"\b(?:research|main|central|key|guiding) questions?\b(?! (?:in|on|from|for|at)\b)|\bproblems?\b.{0,40}\b(?:solve|address|tackle)\w*"),
    _zone("method", "method methods methodology approach procedure design kind type sort data material literature survey interview experiment analysis "
          "base build rest rely draw abstract proceed source read write others run only just publish collect own gather fresh new original primary secondary existing empirical theoretical", r"\b(?:methods?|methodology|methodological|approach(?:es)?|procedures?|design)\b|"
          r"\bhow (?:was|were|is|are|did|do|does|have|has) .{0,40}\b(?:done|carried out|conducted|performed|undertaken|made|go about|proceed(?:ed)?|investigated?|stud(?:y|ied)|researched|obtain(?:ed)?|work|do|get|reach|arrive)\b|"
          rf"\b(?:what|which) (?:kind|type|sort|form) of {_NOUNS}|\b(?:bas(?:ed|es|e)|built|builds?|rests?|rel(?:y|ies|ied)|draws?|drew) (?:up)?on\b|"
          r"^(?:did|do|does|have|has) (?:the )?\w+ .*\b(?:surveys?|interviews?|experiments?|literature|(?:fresh|own|new|original|primary|secondary|existing) (?:data|figures|material|sources?))\b.*\bor\b|"
          r"^(?:is|was|are|were) (?:the |this |it|they).*\b(?:empirical|theoretical|primary|secondary|original)\b.*\bor\b|\b(?:primary or secondary|secondary or primary)\b|"
          r"\b(?:work(?:ed)?|start(?:ed)?) from\b|\bdo (?:a|their|any|its)(?: own)? (?:survey|experiments?|interviews?|literature review)\b"),
    _zone("finding", "finding findings result results conclusion conclusions conclude outcome find found discover show learn message answer verdict gist lesson upshot takeaway home line bottom practice practical hold teach",
          r"\b(?:findings?|finds?|found|discover\w*|results?|outcomes?|conclu\w+|verdicts?|show(?:s|ed|n)?|learn(?:s|ed|t)?|teach(?:es)?|taught|take ?-?aways?|take away|messages?|lessons?|upshot|bottom line|"
          r"establish\w*|proves?|proved|demonstrat\w*|turn(?:s|ed)? out|c[oa]me (?:out|up)|end up|answer\w*|reveal\w*|observ\w*|reach(?:ed)?|points?|gist)\b"),
)  # fmt: skip
CONTRIBUTION = next(matter for matter in _MATTERS if matter.words.startswith("contribution "))
LIMITATION, FUTURE, SURPRISE, FAILURE = _MATTERS[:4]
AGREEMENT = next(matter for matter in _MATTERS if matter.said.pattern == AGREEMENT_SAID)
FINDING = next(matter for matter in _MATTERS if matter.zone == "finding")
ADVICE = next(matter for matter in _MATTERS if matter.zone == "advice")


def matter_of(question: Question, title: str = "") -> Matter | None:
    """Return what about the paper itself is asked for, if that is all that is asked.

    Words of the paper's `title` may stand beside: "the aim of this study on bats".
    """
    if asks_agreement(question.text):
        return AGREEMENT
    if _ASKS_OF_OTHERS.search(question.text) or _OF_ITS_ADVICE.search(question.text):
        return None
    if asks_how_far(question.text) or asks_elsewhere(question.text):
        return LIMITATION
    terms = {term.stem for term in question.terms}
    if _SELF.search(question.text):
        terms -= stems(title)
    if addressed := _TO_WHOM.search(question.text):
        terms -= stems(addressed["whom"])
    if _A_FEW.search(question.text):
        terms -= _COUNTS
    left = terms - _ALLOWED
    for matter in _MATTERS:
        if matter.asked.search(question.text):
            return None if left - _words_of(matter, question) else matter
    if not _THE_PEOPLE.search(question.text):
        left = terms - (_ALLOWED - _OF_ANYONE)
    return next(
        (
            matter
            for matter in _MATTERS
            if not left - _words_of(matter, question)
            and matter.hinted.search(question.text)
            and not _asks_for_one(question, matter)
        ),
        None,
    )


def _words_of(matter: Matter, question: Question) -> Set[str]:
    """Return the stems that may stand in a question for the matter."""
    more: Set[str] = ASPECTS if matter is LIMITATION else frozenset()
    if matter is ADVICE:
        more = stems(" ".join(whom[0] for whom in AUDIENCE.finditer(question.text)))
    return stems(matter.words) | more


def _asks_for_one(question: Question, matter: Matter) -> bool:
    """Say whether a value, a person or a place is asked for, which the matter as a whole is not.

    "Where does the study fall short?" asks for no place.
    """
    placed = question.kind == "where" and matter.zone is not None
    one = question.kind == "who" or placed
    return question.asks_value or (one and not _WITH_WHO.search(question.text))
