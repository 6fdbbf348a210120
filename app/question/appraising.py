"""Questions by which a study is appraised, and how studies tell what is asked for.

Where its data can be had, whether an ethics committee approved it, what its strengths are, and how
its results go with those of others.
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

_DATA = r"(?:data(?:sets?| ?sets?)?|materials?|corpus|corpora|(?:genome )?sequences?|annotations|questionnaires?)"
_CODE = r"(?:(?:source )?code|software|scripts?|implementation|toolkit)"
_ITS = r"(?:(?:the|its|their|this|these|any|all|of|raw|original|study) )+"
_OPEN = r"(?:(?:publicly|freely|openly|made|online) )*(?:available|accessible|shared|released|public|published|open(?:[- ]source)?|downloadable)"
_HOSTS = r"(?:git ?hub|gitlab|zenodo|figshare|kaggle|dryad|osf|hugging ?face|the (?:internet|web))"
_SHARED_WORDS = (
    "available availability repository raw original study download get obtain access accessible request use reuse share release publish open deposit provide "
    "public publicly freely openly online reader other anywhere someone statement github gitlab zenodo figshare kaggle dryad osf "
)
DATA_WORDS = f"{_SHARED_WORDS} data dataset set material corpus corpora sequence annotation questionnaire code software"
CODE_WORDS = f"{_SHARED_WORDS} code source software script implementation toolkit"
HOME_OF_DATA = (
    r"data(?:,? (?:and|&) (?:data|code|software|materials?))? (?:availability|accessibility|sharing|access)(?: statements?)?|"
    r"availability of (?:the )?(?:supporting )?data(?: and (?:code|software|materials?))?|accession numbers?"
)
HOME_OF_CODE = (
    r"(?:data and )?(?:code|software)(?:,? (?:and|&) (?:data|materials?))? (?:availability|accessibility|sharing|access)(?: statements?)?|"
    r"availability of (?:the )?(?:data and )?(?:code|software)"
)


def _asked_where(shared: str) -> str:
    """Return the pattern of a question for where something of a study can be had."""
    return (
        rf"^(?:and |so )?(?:where|how) (?:can|could|do|may|would|might) (?:i|we|one|you|readers?|others|someone) (?:download|get|obtain|access|find|have|request|see|use|reuse) {_ITS}{shared}(?: (?:from|of (?:the|this) (?:study|paper)))?\W*$|"
        rf"^(?:and |so )?(?:where |how )?(?:is|are|was|were|have|has) {_ITS}{shared}(?: (?:and|or) (?:the )?\w+)? (?:been )?(?:{_OPEN}|on {_HOSTS}|online)(?: (?:online|anywhere|to (?:the )?(?:public|others|readers)))?\W*$|"
        rf"^(?:and |so )?(?:do|did|does|have|has) (?:they|the authors?|the (?:paper|study)) (?:share|shared|release|released|publish|published|open-?source|provide|provided|make|made|deposit|deposited) {_ITS}{shared}(?: {_OPEN})?\W*$|"
        rf"^(?:is|was) there (?:an? )?{shared} (?:repository|release)\W*$|\b{shared}(?: and (?:data|code|software|materials))? availability\b(?! of)"
    )


_AT = r"(?:https?:|www\.|github|zenodo|figshare|dryad|\bosf\b|genbank|\bgeo\b|repositor|\brequest\b|\b(?:corresponding|the|first) authors?\b|supplement|supporting information|\bdatabase|\bdownload|\bonline\b|\bwebsite)"


def _said_where(shared: str) -> str:
    return (
        rf"\b{shared}\b.{{0,90}}\b(?:available|accessible|deposited|archived|released|hosted|downloaded?|open-?sourced)\b.{{0,70}}{_AT}|"
        rf"\b(?:make|made|release|share|publish|provide|deposit|archive)d?\b.{{0,30}}\b{shared}\b.{{0,60}}(?:\bpublicly\b|\bfreely\b|{_AT})|"
        rf"\b(?:our|the|this) {shared}\b.{{0,60}}(?:https?:|github|zenodo|figshare|dryad)"
    )


DATA_ASKED, CODE_ASKED = _asked_where(_DATA), _asked_where(_CODE)
DATA_SAID = (
    f"{_said_where(_DATA)}|"
    r"\b(?:supplementary|supporting) (?:material|information|data)\b.{0,40}\bavailable\b|\b(?:deposit|register|submit|assign)\w*\b.{0,120}\baccession\b|\baccession (?:number|no)s?\b.{0,60}\b(?:deposit|register|submit|assign|as follows)\w*"
)
CODE_SAID = _said_where(_CODE)
ETHICS_ASKED = (
    r"\b(?:ethic(?:s|al)(?:ly)? (?:approv\w+|committee|board|review|clearance|consent|permission|statement)|approved by (?:an? |the )?(?:ethics|institutional)|institutional review board|irb|informed consent|"
    r"(?:(?:did|do|have|had) (?:they|the authors)|(?:was|is) (?:it|this|the study)|(?:were|was) the \w+) (?:\w+ ){0,3}ethical(?:ly)?)\b"
)
ETHICS_WORDS = (
    "ethic ethics ethical ethically approve approval approved committee board institutional review irb consent informed inform permission clearance statement obtain get give ask written sign signed "
    "participant patient animal subject local"
)
ETHICS_SAID = r"\b(?:ethic\w* (?:committee|approval|board|review|clearance|commission|council|standards|guidelines)|ethically|(?:institutional )?review board|IRB|informed consent|declaration of helsinki|animal (?:care|ethics|welfare)(?: and use)? committee)\b"
ETHICS_HOME = r"(?:statement of |human |research |animal )*ethics?(?:al)?(?: (?:statement|approval|considerations?|declarations?))?(?: and consent(?: to participate)?)?|informed consent|compliance with ethical standards"
_NOUN = r"(?:study|paper|work|research|trial|analysis|approach|review|survey|design|method|experiment|investigation|article|model|system|data|dataset)"
STRENGTHS_WORDS = "strength strengths strong strongest point points merit merits side sides"
STRENGTHS = r"(?:strengths?|strong(?:est)? (?:points?|sides?)|merits?)"
STRENGTHS_SAID = (
    rf"\bstrengths? (?:of|in|to) (?:our|this|the(?: present| current)?) (?:\w+ ){{0,2}}{_NOUN}\b|\b(?:as|main|major|key|one|another|important|particular|notable|several|some|two|three) strengths?\b|"
    rf"^strengths? (?:is|are|was|were|includes?|included)\b|\b(?:our|this) {_NOUN}(?:['’]s)? (?:has|had|have)? ?(?:\w+ ){{0,2}}strengths?\b"
)
_OWN = r"(?:(?:the|its|their|these|this|those|any|which|what|of|main|your) )*(?:results?|findings?|conclusions?|stud(?:y|ies)|paper|work|estimates?|numbers|figures|data|authors?|it|they|he|she|this|that)"
_OTHERS = (
    r"(?:(?:what )?(?:(?:previous|prior|earlier|existing|past|published|former|related) )(?:\w+ )?(?:work|works|stud(?:y|ies)|research|literature|findings?|results?|papers?|reports?|estimates?|authors|researchers|scholars|trials?)"
    r"|(?:the )?(?:literature|others|other (?:studies|papers|works|authors|researchers|groups|teams)))(?: (?:have |had )?(?:found|reported|shown|say|showed|observed))?"
)
_GOES = r"(?:compare|agree|fit|square|tally|differ|contradict|conflict|confirm|match|contrast|relate|line up|correspond|support|challenge|deviate|stand)"
_AGREEMENT = re.compile(
    rf"^(?:and |but |so )?(?:how (?:well )?|in what way |to what extent |where )?(?:do|does|did|can|could) {_OWN} {_GOES}(?:s|d|ed)? (?:(?:in|out|with|to|from|against|compared|what|by|well|up) )*{_OTHERS}\W*$|"
    rf"^(?:and |but |so )?(?:how )?(?:is|are|was|were) {_OWN} (?:consistent|inconsistent|in (?:line|agreement|accordance|contrast)|comparable|similar|different|at odds|new compared|supported|confirmed|contradicted|compared)(?: (?:in|out|with|to|from|against|by))* {_OTHERS}\W*$|"
    rf"^(?:and |but |so )?(?:which|what)(?: of)? (?:(?:the|its|their|these) )?(?:results?|findings?) (?:\w+ )?(?:{_GOES}(?:s|d|ed)?|(?:is|are|was|were) (?:new|consistent|inconsistent|in (?:line|contrast)|at odds))(?: (?:in|out|with|to|from|against|by))* {_OTHERS}\W*$",
    re.IGNORECASE,
)
_BEFORE = r"(?:(?:previous(?:ly)?|prior|earlier|other|existing|published|reported|past|recent|similar)\b(?: \w+){0,3} (?:work|works|stud(?:y|ies)|research|literature|findings?|results?|reports?|papers?|authors?|investigat\w+|observations?|data|estimates?|trials?)|(?:reported|found|observed|shown|published) (?:previously|earlier|elsewhere)|(?:the|current) literature|et al\.?|(?:those|(?<=similar to )\d[\d.,%]*) (?:reported|found|observed|described) (?:by|in|previously|elsewhere|from))"
_ALIKE = r"(?:(?:in )?(?:line|agreement|accordance|accord|keeping|contrast|contradiction)(?= (?:with|to))|(?:in)?consistent(?:ly)?(?= with)|agree[sd]?(?= with)|similar(?:ly)?(?= (?:to|results|findings))|comparable(?= (?:to|with))|contrary(?= to)|contradict\w*|confirm(?:s|ing)?|corroborat\w*|compared (?:to|with)|differ(?:s|ed)?(?= from)|different(?= from)|unlike(?= (?:previous|earlier|other|prior))|conflict\w*(?= with)|at odds(?= with)|support(?:s|ed|ing)?(?= (?:previous|earlier|prior|the findings|other)))"
AGREEMENT_SAID = rf"\b{_ALIKE}\b.{{0,90}}\b{_BEFORE}|\b{_BEFORE}\b.{{0,60}}\b{_ALIKE}\b.{{0,30}}\b(?:our|ours|this study|the present|these results|these findings)\b|\bas (?:previously|also) (?:reported|shown|found|observed)\b"

_CONTRAST = r"(?:contradict\w*|conflict\w*|inconsistent|differ\w*|deviate\w*|challenge[sd]?|contrast\w*|at odds|contrary|unlike|disagree\w*)"
_IN_CONTRAST = re.compile(
    rf"\b{_CONTRAST}\b|\b(?:higher|lower|larger|smaller|greater|less) than\b", re.IGNORECASE
)
_ASKS_CONTRAST = re.compile(rf"\b(?:{_CONTRAST}|(?:dis|not )agree\w*)\b", re.IGNORECASE)


def asks_contrast(question: str) -> bool:
    """Say whether only what speaks against earlier work is asked for."""
    return bool(_ASKS_CONTRAST.search(question))


def tells_contrast(sentence: str) -> bool:
    """Say whether a sentence tells that something is not as others found."""
    return bool(_IN_CONTRAST.search(sentence))


def asks_agreement(question: str) -> bool:
    """Say whether it is asked how the results go with those of earlier work."""
    return bool(_AGREEMENT.match(question))
