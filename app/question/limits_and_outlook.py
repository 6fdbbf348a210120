"""Questions for what a paper holds against itself and leaves undone, and the sentences that tell it.

Its limits, what should come next, what nobody had expected, what failed. Such questions share few
words with their answers, which are told by how they are put: "is not exhaustive", "remains to be
seen", "contrary to our expectations", "could not be reproduced".
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.lexemes import every_stem

LIMITS = r"(?:limitations?|shortcomings?|drawbacks?|weakness(?:es)?|weak(?:est)? (?:points?|spots?|sides?)|caveats?|flaws?)"
# What of a study may be weak; where only that is asked for, what is said of it is told.
ASPECTS = every_stem(
    "evaluation approach method methodology design sample data dataset corpus analysis experiment "
    "model setup"
)
_PEOPLE = r"(?:(?:the |these |those |its )?(?:authors?|researchers?|investigators?|scientists?|writers?|team|lab|group)|they|he|she|we)"
_READER = r"(?:i|me|we|us|one|you|anyone|someone|(?:a |the )?readers?|people)"
_NOT = r"(?: ?not|n?['’]t)"
_RESULTS = (
    r"(?:(?:(?:the|these|this|those|that|their|its|his|her|your|any) )+(?:[\w’'-]+ ){0,2}?"
    r"(?:results?|findings?|conclusions?|estimates?|numbers|figures|claims?|study|studies|paper|article|work|research|review|survey|"
    r"meta-analysis|analys[ie]s|experiments?|evaluation|trial|outcomes?|experiences?|recommendations?|advice)\b(?! (?:of|from|for|in|on) (?!(?:the|this|that|these|their) (?:paper|study|work|article|authors?)\b)))"
)
_IT = rf"(?:{_RESULTS}|(?:this|it|them|these|all (?:of )?(?:this|it))\b)"
_DOUBTS = r"(?:doubt|mistrust|distrust|not trust|hesitate|sceptical|skeptical|wary|careful|cautious|suspicious)"
_FAR = r"(?:how (?:far|much|well|fully)|to what extent|(?:can|could|should|may|do|does|would|will))"
_STANDS = r"(?:solid|reliable|robust|trustworthy|sound|certain|sure|firm|dependable|convincing|conclusive|valid|definitive|believable|credible|generali[sz]able|representative|realistic)"
_UNSOLVED = "unanswered|unsolved|unexplained|unresolved"
_UNKNOWN = (
    "unclear|unknown|undetermined|unresolved|unexplained|elusive|unaddressed|open|controversial"
)
_DO_NOT = (
    r"(?:do|say|show|study|tell|measure|test|examine|consider|control|include|assess|address|explore|investigate|look (?:at|into)|check|cover|prove|answer|rule out|"
    r"determine|establish|explain|take into account|account for|conclude|learn|find out)"
)
UNDONE_ASKED = (
    rf"\b(?:could|can|did|does|do)(?:{_NOT}| (?:{_PEOPLE}|the study|the paper|it) not|n?['’]t (?:{_PEOPLE}|{_READER}|it|(?:the|this) (?:study|paper|article))) {_DO_NOT}\b|"
    rf"\b(?:could|can|may|should){_NOT} be (?:said|told|shown|concluded|learn(?:ed|t)|inferred|generali[sz]ed|proven|proved|established|determined)\b|"
    rf"\bfail(?:s|ed)? to {_DO_NOT}\b"
)
_WHOLE = (
    r"(?:(?:the|this|that|your) (?:paper|article|study|document|report|work|research)|"
    r"(?:the|its|their|these) (?:results|findings|conclusions))"
)
_IF_SOUND = re.compile(
    rf"^(?:how {_STANDS} (?:is|are) {_WHOLE}|(?:is|are) {_WHOLE} (?:really |at all )?{_STANDS}|"
    rf"(?:can|could|should|may) (?:{_WHOLE} be (?:trusted|believed|relied (?:up)?on)|"
    rf"{_READER} (?:safely |really )?(?:trust|believe|rely (?:up)?on) {_WHOLE}))\W*$",
    re.IGNORECASE,
)
_LIMITS_OF_ALL = re.compile(  # whatever else stands beside: "that this applies to a real ward"
    rf"^{_FAR}\b.{{0,20}}?(?:{_IT} (?:to )?be (?:trusted|believed|relied (?:up)?on|taken at face value)|"
    rf"(?:{_READER} )?(?:safely )?(?:trust|believe|rely (?:up)?on) {_IT})|"
    rf"^(?:is|are) {_IT} (?:really |at all )?(?:reliable|trustworthy|credible|sound|solid|robust|convincing|dependable)\W*$|"
    rf"\bhow {_STANDS} (?:is|are|was|were) {_IT}(?=\W*$| (?:given|if|when|since|because|really)\b)|"
    rf"\bhow (?:sure|certain|confident) (?:is|are|was|were) {_PEOPLE} (?:of|about|in) {_IT}|"
    rf"\bwhy (?:should|might|would|could) {_READER} (?:be |feel )?{_DOUBTS}\b.{{0,20}}?{_IT}|"
    rf"\bwhat (?:would|could|might|should|can) (?:make|lead|give|cause) {_READER} (?:to )?(?:be |feel )?{_DOUBTS}\b.{{0,20}}?{_IT}|"
    rf"\b(?:what|which) (?:\w+ )?(?:limits|weakens|undermines|compromises|restricts|speaks against|detracts from) {_RESULTS}\W*$|"
    rf"\bwhat(?:['’]s| is| was) (?:wrong|the (?:trouble|problem|matter|catch)) with (?:this|their own|the authors['’](?: own)?) (?:\w+ )?(?:study|paper|work|research|analysis|experiments?|evaluation|trial|survey)\W*$|"
    rf"^(?:so )?(?:do|does|did|are|is|have|has) (?:{_PEOPLE}|(?:(?:the|this) )?(?:paper|study|article|work)|it)\b.{{0,15}}\b(?:concede|admit|acknowledge|own(?: up)?|grant|recogni[sz]e|aware)\b.{{0,15}}\b(?:their|its|the|his|her) (?:own )?(?:[\w-]+ )?"
    r"(?:evaluation|study|sample|data|analysis|approach|method|experiments?|models?|results?|findings?|conclusions?|test|survey) .{0,15}\b(?:narrow|small|weak|limited|biased|incomplete|preliminary|simple|crude|rough|unsure|uncertain|poor|thin)\b|"
    rf"\b(?:problems?|trouble|anything wrong|faults?|reservations?|doubts?|qualms?|misgivings?)\b.{{0,12}} (?:with|of|in|about) (?:their|its|his|her|the authors['’]) own\b|"
    rf"\bwhat should {_READER} (?:keep|bear) in mind (?:when|while|about|in) (?:reading|using|interpreting|citing )?.{{0,3}}{_IT}",
    re.IGNORECASE,
)
_HELD = (  # "it" may be any rule or drug where a place or people are named: "Does it apply to minors?"
    rf"(?:{_RESULTS}|all (?:of )?(?:this|it)\b|(?:this|it|them|these|they)\b"
    r"(?=.*\b(?:elsewhere|everywhere|outside|beyond|others?|(?:in )?general(?:ly)?)\b| (?:(?:also|really|simply|even|still|equally|to|be) )*[a-z]+(?: (?:up|over|true|good))?\W*$))"
)
_HOLDS_ELSEWHERE = re.compile(  # "Can the results be carried over to Europe?"
    rf"^(?:(?:and|but|so) )?{_FAR}\b.{{0,12}}?{_HELD} (?:also |really |simply |even |still |equally |to )*(?:(?:hold|apply)(?= (?:to|for|in|elsewhere|outside|beyond|everywhere|with|on|true|good|up)\b|\W*$)|carry over|transfer|generali[sz]e|extend|"
    r"be (?:generali[sz]ed|carried over|transferred|applied|extended|extrapolated))\b|"
    rf"^(?:is|are) {_HELD} (?:also |really |simply |even |equally )*(?:representative|generali[sz]able|transferable|applicable|valid (?:for|in|elsewhere|outside|beyond))\b",
    re.IGNORECASE,
)
LIMITS_HINTED = (
    rf"\b{LIMITS}\b|\bf[ae]ll(?:s|ing)? short\b|{UNDONE_ASKED}|\bmissing\b|\b(?:leaves?|left) out\b|"
    rf"\bthreats? to (?:\w+ ){{0,2}}validity\b|\b(?:reservations|qualms|misgivings)\b|\b(?:beyond|outside) the scope\b|"
    rf"\b(?:do|does|did) {_PEOPLE} (?:admit|concede|confess|own up)\b"
)
LIMITS_WORDS = (
    "fall fell could show tell miss missing result conclusion data finding threat internal external validity "
    "reservation qualm misgiving concede admit confess own up beyond outside scope fail measure test examine consider control include assess address explore "
    "look into check topic issue conclude learn find out get say infer generalise prove establish leave left cover prove answer rule determine establish explain account unable able not cannot"
)
NEXT_HINTED = (
    r"\b(?:next|further|future|still|open|remain\w*|later|outlook)\b|"
    r"\bfollow-? ?ups?\b(?! (?:was|were|is|had|has|lasted|took|times?|periods?|visits?)\b)|"
    rf"\b(?:left|leaves?|leaving) (?:\w+ )?(?:open|{_UNSOLVED}|unclear|undone|to (?:do|others))\b|"
    rf"\b(?:{_UNSOLVED})\b|"
    r"\bnot yet (?:known|understood|clear|solved|explained|studied)\b|"
    r"\bfrom here\b|"
    r"\bon-?going (?:work|research)\b|"
    rf"\b{_PEOPLE} (?:\w+ )?(?:plan|intend)\b|"
    rf"\b{_PEOPLE} working on (?:now|next)\b|"
    r"\bplanned (?:for|next|as|after)\b|"
    r"\b(?:is|are|further|other) (?:\w+ )?planned\b|"
    r"\bplans for\b|"
    r"\bagenda\b|"
    r"\b(?:extend|extension of|extending|build on|carry on) (?:this|the study|the work|the research|it)\b|"
    r"\banother time\b|"
    r"\bgaps? in (?:our |the |their )?(?:knowledge|research|literature|understanding)\b|"
    r"\bgo on\W*$"
)
NEXT_WORDS = (
    "leave still remain later investigate explore plan agenda follow followup up extend extension build carry on unanswered unsolved unexplained unresolved undone "
    "yet known know understood understand clear unclear explain solve learn idea outlook better differently another time version field line intend planned "
    "go here now currently ongoing mention want other others one left try lab way experiment analysis topic test issue confirm validate verify clarify determine gap knowledge literature"
)
SURPRISE_HINTED = (
    r"\b(?:surpris\w+|unexpected\w*|astonish\w*|puzzl\w+|amaz(?:e[sd]?|ing)|unforeseen)\b|"
    r"\b(?:against|contrary to|counter to) (?:\w+ ){0,3}(?:expect\w+|hop(?:es?|ed))|"
    rf"\b(?:did|had|were|was|have|could|would){_NOT} (?:\w+ )?(?:expect(?:ed)?|anticipated?|foreseen?|hoped for)\b|"
    r"\bother than (?:\w+ )?(?:expected|hoped)|"
    r"\b(?:turn(?:ed)?|came|come) out .{0,12}\b(?:hoped|expected)\b"
)
SURPRISE_WORDS = (
    "surprise surprising unexpected astonish puzzle amaze unforeseen result finding find outcome observation observe expect anticipate contrary counter against hope "
    "not out part come came turn go went run anything something data effect other foresee "
)
FAILURE_HINTED = (
    r"\b(?:fail(?:s|ed|ures?)?|unsuccessful\w*|(?:went|go(?:es)?|gone) wrong|in vain|setbacks?|dead ends?|mishaps?)\b|"
    rf"\b(?:did|do|does|could|would){_NOT} (?:\w+ )?(?:work(?: out)?|succeed|come off|pan out|go well)\b"
)
FAILURE_WORDS = "not fail failure unsuccessful work succeed wrong go went turn vain setback dead end mishap come off pan well experiment attempt trial test try hope expect idea"
OWN_LIMITS = (  # wherever a paper says so
    r"\b(?:is|are|was|were|be) (?:\w+ )?(?:not|far from) (?:\w+ )?(?:exhaustive|representative|optimal|ideal|conclusive|definitive|complete|comprehensive|realistic)\b|"
    r"\b(?:may|might|could|can|should)(?: not|n['’]t) (?:\w+ )?(?:be (?:\w+ )?(?:applicable|representative|optimal|realistic|general\w*|transfer\w+|valid|accurate|reliable|ruled out|excluded)|apply|hold|generali[sz]e|have been (?:\w+ )?(?:optimal|representative|ideal))\b|"
    r"\b(?:beyond|outside) the (?:scope|capacity|reach|bounds) of (?:this|our|the present|the current)\b|"
    r"\bexternal validity\b(?!.*\bconsidered\b)|"
    r"\bgenerali[sz]ability\b|"
    r"\b(?:interpreted|viewed|treated|regarded|taken|considered|read) with (?:\w+ )?(?:caution|care)\b|"
    r"\b(?:we|it) (?:\w+ )?(?:cannot|can not|could not|can't|cannot yet) (?:\w+ )?(?:be )?(?:rule out|ruled out|exclude|determine|say|tell|conclude|establish|generali[sz]e|confirm)\b|"
    r"\b(?:we|study|analysis|design) (?:were|was|are|is) (?:\w+ )?(?:unable|not able) to\b|"
    r"\btoo (?:simple|small|few|short|early) to\b|"
    r"\bis (?:only )?a (?:\w+ )?(?:surrogate|proxy|simplification)\b|"
    r"\b(?:rudimentary|simplistic)\b|"
    r"\b(?:suffers? from|acknowledge|aware of|recogni[sz]e|concede|admit)\b.{0,25}\blimitations?\b|"
    r"\bdue to (?:the |a |our )?(?:lack of|limited|logistical) (?:\w+ ){0,2}(?:data|resources?|memory|stocks?|constraints?|samples?|funding|time)\b"
)
HEDGED = (  # where it closes
    r"\b(?:limited|little|scarce) (?:available )?(?:data|evidence)\b|"
    r"\b(?:small|limited|low|insufficient) (?:sample|number of (?:patients|participants|samples|cases|subjects|studies|animals))\b|"
    r"\b(?:the|our) sample size\b|"
    r"\bself-report(?:ed|s)?\b|"
    r"\b(?:selection|recall|reporting|observer|detection|response|survivor\w*) bias(?:es)?\b|"
    r"\bmay have (?:been )?(?:biased|under-?estimated|over-?estimated|missed|obscured|confounded)\b|"
    r"\bstrong (?:prior|assumption)s?\b|"
    r"\bsimplif(?:ying|ied) assumptions?\b|"
    r"\b(?:limited|restricted) to (?:one|a single|a small|the)\b|"
    r"\blimited (?:class|set) of\b|"
    r"\bhigh (?:level|degree) of uncertainty\b|"
    r"\b(?:we|this study|our study|the present study|the study|our analysis)\b.{0,25}\b(?:did|do|could|does|were|was|have|has)(?: not|n['’]t) (?:\w+ )?(?:allow|permit|enable|include|collect|assess|measure|test|consider|specify|characteri[sz]e|type|address|account|control|examine|investigate|evaluate|able|perform|obtain|analy[sz]e|compare|record|ask|interview|survey|visit|have (?:access|data|enough|information))\w*\b"
)
_STUDIES = r"(?:[\w-]+ ){0,2}(?:work|works|research|stud(?:y|ies)|directions?|investigations?|experiments?|efforts?|explorations?|testing|trials?)"
_NEEDED = r"(?:needed|required|warranted|necessary|desirable|planned|should|must)"
TO_COME = (
    rf"\bfuture {_STUDIES}\b|"
    rf"(?<!for )(?<!to )\b(?:further|additional) {_STUDIES}\b|"
    rf"\b(?:more|larger|follow-up) {_STUDIES}\b.{{0,40}}\b{_NEEDED}\b|"
    r"\b(?:focus|aim|goal|priority|work|research) in (?:the )?future\b|"
    r"\b(?:future|coming|later) (?:updates?|versions?|releases?)\b|"
    rf"\bremains? (?:\w+ ){{0,2}}(?:to be \w+|{_UNKNOWN}|a (?:challenge|mystery|subject))\b|"
    r"\bquestions? (?:still )?remains?\b|"
    r"\bopen (?:question|problem|issue)s?\b|"
    r"\bstill an open\b|"
    r"\b(?:leave|left) (?:\w+ ){0,4}(?:for|to|as) (?:\w+ )?future\b|"
    r"\bleft open\b|"
    r"\b(?:deserves?|merits?|warrants?) (?:to be )?(?:\w+ )?(?:further|more|additional|future|attention)\b|"
    r"\b(?:deserves?|needs?|ha(?:s|ve)) to be (?:\w+ )?(?:explored|investigated|studied|clarified|elucidated|examined|tested|validated|carried out|answered)\b|"
    r"\bit (?:would|will|might) be (?:\w+ )?(?:interesting|useful|desirable|worthwhile|of interest|valuable) to\b|"
    r"\bwould be desirable to\b|"
    r"\bon-?going (?:work|research)\b|"
    r"\bmuch work\b.{0,20}\bremains\b|"
    r"\bagenda item\b|"
    r"\b(?:possible|promising|natural|interesting) (?:future|extensions?|avenue)\b"
)
INTENDED = (
    r"\b(?:we|i|the authors) (?:also |now |next |therefore |currently )*(?:plan|intend|hope|want|wish|would like|will (?:also |next )?(?:explore|investigate|extend|seek|study|examine|address|develop|test|consider)|"
    r"are (?:currently |now )?(?:exploring|investigating|working|extending|developing|planning|testing)|also seek)\b(?! to (?:thank|note|stress|emphasi[sz]e|point|acknowledge|first))|"
    r"\bin (?:the )?future\b|"
    r"\bnext steps?\b|"
    r"\b(?:is|are) planned\b|"
    r"\b(?:requires?|needs?) (?:\w+ )?(?:further|more|additional)\b|"
    r"\bpossible (?:\w+ )?further\b|"
    r"\b(?:interesting|promising|fruitful|future) (?:\w+ )?(?:topic|direction|avenue)s?\b"
)
_OPEN = (
    rf"\b(?:remains?|{_UNKNOWN})\b|"
    r"\bnot (?:yet |well |fully )*(?:known|understood|clear|explained)\b|"
    r"\bto be (?:elucidated|determined|clarified|explained)\b"
)
UNEXPECTED = (
    r"(?<!not )(?<!hardly )(?<!little )(?<!no )\b(?:surpris(?:ing|ingly|ed|e)|unexpected(?:ly)?|astonish(?:ing|ingly|ed)|counter-?intuitive(?:ly)?|puzzl(?:ing|ed)|unforeseen|paradoxical(?:ly)?|strikingly)\b|"
    r"\b(?:contrary|counter|opposed) to (?:\w+ ){0,3}(?:expectations?|intuitions?|hypothes[ie]s|expected)\b|"
    r"\bagainst (?:\w+ ){0,2}(?:intuition|expectations?)\b|"
    r"\b(?:did not|had not|not been) (?:expect|expected|anticipated?)\b"
)
IN_VAIN = (
    r"\bwe (?:\w+ )?fail(?:ed)?\b|"
    r"\b(?:did|could|can|does)(?: not|n['’]t) (?:\w+ )?(?:work|converge|reach (?:convergence|significance)|succeed|help|be (?:reproduced|replicated|recovered|amplified|isolated|obtained|tracked))\b|"
    r"\b(?:unsuccessful(?:ly)?|in vain|to no avail)\b|"
    r"\b(?:attempts?|efforts?|experiments?|runs?|fits?|trials?|algorithms?|isolation) (?:\w+ ){0,6}?(?:failed|failures?)\b|"
    r"\bfailed (?:attempts?|experiments?|runs?|fits?|to)\b|"
    r"\b(?:was|were) not (?:successful|possible|feasible)\b"
)
_ELSEWHERE = (
    r"\b(?:generali[sz]\w+|representative|applicab\w+|external validity|transferab\w+|extrapolat\w+|elsewhere|other (?:countries|settings|populations|regions|hospitals|languages|domains|systems|datasets))\b|"
    r"\b(?:may|might) not (?:\w+ )?(?:apply|hold)\b|"
    r"\b(?:only|limited to|restricted to) (?:\w+ )?(?:in )?(?:one|a single|two|three|this)\b|"
    r"\bparticular\b|"
    r"\bsingle-cent(?:er|re)\b|"
    r"\b(?:all|only) .{0,30}\b(?:performed|conducted|carried out) in\b"
)
_ASKS_OPEN = (
    rf"\b(?:{_UNSOLVED}|unknown|unclear|open)\b|"
    r"\bnot (?:yet )?(?:know|known|understand|understood|clear|explain|explained)\b|"
    r"n['’]t (?:\w+ )?(?:know|understand)\b"
)
_PLANS = re.compile(
    rf"\b(?:future|further|additional|more|larger) {_STUDIES}\b|"
    r"\b(?:plan|intend|hope|would like|agenda|desirable|worthwhile|next)\b|"
    r"\bneeds? to be\b",
    re.IGNORECASE,
)
_ASKS_UNDONE = re.compile(UNDONE_ASKED, re.IGNORECASE)
_UNDONE = re.compile(
    r"\b(?:did|do|does|could|can|were|was|have|has)(?: \w+)?(?: not|n['’]t)\b|\bcannot\b|\bnor\b|\bunable\b|\bonly\b",
    re.IGNORECASE,
)
_SURPRISE, _UNEXPECTED, _FOR_OTHERS, _IS_OPEN, _WHAT_IS_OPEN = (
    re.compile(way, re.IGNORECASE)
    for way in (SURPRISE_HINTED, UNEXPECTED, _ELSEWHERE, _OPEN, _ASKS_OPEN)
)


def asks_how_far(question: str) -> bool:
    """Say whether it is asked how far a paper can be trusted, whatever for."""
    return bool(_LIMITS_OF_ALL.search(question.strip()))


def asks_if_sound(question: str) -> bool:
    """Say whether it is asked if a paper as a whole can be trusted, and no more."""
    return bool(_IF_SOUND.match(question.strip()))


def asks_elsewhere(question: str) -> bool:
    """Say whether it is asked if what a paper found holds elsewhere, or for others."""
    return bool(_HOLDS_ELSEWHERE.search(question.strip()))


def tells_elsewhere(sentence: str) -> bool:
    """Say whether a sentence tells how far something holds elsewhere."""
    return bool(_FOR_OTHERS.search(sentence))


def asks_what_is_undone(question: str) -> bool:
    """Say whether it is asked what a study did not do, or could not."""
    return bool(_ASKS_UNDONE.search(question))


def tells_undone(sentence: str) -> bool:
    """Say whether a sentence tells what was not done."""
    return bool(_UNDONE.search(sentence))


def asks_what_is_open(question: str) -> bool:
    """Say whether it is asked what nobody knows yet, not what will be done next."""
    return bool(_WHAT_IS_OPEN.search(question))


def tells_open(sentence: str) -> bool:
    """Say whether a sentence tells what nobody knows yet."""
    return bool(_IS_OPEN.search(sentence))


def tells_plan(sentence: str) -> bool:
    """Say whether a sentence tells what will or should be done, not only what is not known."""
    return not tells_open(sentence) or bool(_PLANS.search(sentence))


def asks_surprise(question: str) -> bool:
    """Say whether it is asked what nobody had expected."""
    return bool(_SURPRISE.search(question))


def tells_surprise(sentence: str) -> bool:
    """Say whether a sentence tells what nobody had expected."""
    return bool(_UNEXPECTED.search(sentence))
