"""Which metadata of a paper a question asks for: its authors, its title, its sections."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.courtesies import LEADS_IN
from app.language.lexemes import stems
from app.question.kinds import without_asides

# How a question names the paper, by a noun or (`IT`) by a pronoun too, and how it ends.
_WHOLE = r"(?: (?:whole|entire|current|present|given|uploaded|research|review|survey|position|original|short|published|academic|scientific))*"
THIS = (  # "this letter" is what one reads; "the letter" and "the survey" may be what it tells of
    rf"(?:(?:the|this|that|your|its|these|those|each|every|all|all the|each of the|all of the){_WHOLE} "
    r"(?:paper|article|study|document|text|work|pdf|file|publication|manuscript|report|research|papers|documents|articles)|"
    rf"the{_WHOLE} (?:review|editorial|commentary|preprint)|"
    rf"(?:this|your){_WHOLE} (?:review|editorial|commentary|preprint|letter|essay|thesis|dissertation|monograph|book)|this survey)"
)
IT = rf"(?:{THIS}|it|this)"
_IT = r"(?:the paper|it|this)"  # where a question names the paper by no other noun
TAIL = (
    r"(?:,? (?:please|for me|to me|in short|briefly|in brief|roughly|more or less|anyway|mainly|all|simply|like i(?: a|['’])m (?:five|5|a child)|"
    r"in (?:a nutshell|plain english|(?:simple|plain|lay(?:man['’]s)?|everyday) (?:terms|words|language))|"
    r"in (?:one|a|two|three|four|five|ten|\d+|a few|a couple of) (?:short |simple )?(?:sentences?|words?|lines?|paragraphs?|bullet points)))*\s*[?.!]*$"
)

_PART = re.compile(
    r"\b(?:introduction|conclusions?|discussion|methods?|results|limitations|section|chapter)\b",
    re.IGNORECASE,
)
_WORKS_AT = re.compile(
    r"^where (?:does|do|did|is|are|was|were) .{3,60}\b(?:work|working|teach|from|based|employed|affiliated)\b|"
    r"^(?:is|are|was|were|does|do|did) .{3,60}\b(?:at|from|for|with|in) .{0,40}"
    r"\b(?:universit|institut|college|school|hospital|academy)\w*(?: (?:of|in|at) [\w ]{2,40})?\W*$|"
    r"\b(?:which|what) (?:university|institution|institute|department|organi[sz]ation|school|college|company|lab)\b"
    r".{0,60}\b(?:work|works|worked|from|at|affiliated|belongs?|teach|teaches)\b|\baffiliations?\b",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^who(?: is| was|['’]s) [^\W\d_a-z][\w.'’-]*(?: (?:de|la|van|von|der|di|[^\W\d_a-z][\w.'’-]*)){0,5}\W*$",
)
# Never asked of a work in the bibliography: "the last author of the paper" is not its last work.
OWN = frozenset(
    {"first author", "last author", "corresponding author", "licence", "venue", "reviewed"}
    | {"citation"}
)
_TO_GIVE = (  # how a question goes up to the thing that it asks for and says no more of
    r"(?:^|(?:[,:;]|\band) (?=(?:what|which|who|where|how many|give|list|name|is|are|does)\b))"
    rf"{LEADS_IN}"
    r"(?:(?:what|which|who|where)(?: (?:would you say|do you think))?(?:['’]?s| is| are| was| were| about) (?:all )?(?:of )?(?:the|its|their|your) |"
    r"(?:which|what|how many|any) (?:of the )?|where (?:can|could|do|would|might) (?:i|we|one) (?:find|see|get|read|look up) (?:(?:the|its|their) )?|"
    r"(?:(?:give|show|tell|list|name|print|find|state|read|quote|get|summari[sz]e|sum up)(?: me| us)? )?(?:all )?(?:of )?(?:(?:the|its|their|your) )?|"
    rf"(?:is|are|was|were) there (?:(?:an?|any|some) )?|(?:does|do|did|has|have) (?:{_IT}|the authors?) (?:(?:have|give|list|print|carry|name|show|contain|include|provide) )?(?:(?:an?|any|some|the|its|their) )?)"
)
_AS_GIVEN = (
    rf" (?:(?:does|do|did) (?:{_IT}|(?:the|its) (?:corresponding )?authors?) (?:have|choose|select|pick|list|give|name|print|carry|bear|state|show|contain|provide|include|supply|use)|(?:has|have) {_IT}|describes? {_IT}|"
    rf"(?:are|is|were|was) (?:there|given|listed|printed|named|stated|provided|used|chosen|supplied)(?: (?:in|for|by|on|with|at|of) (?:{_IT}|(?:the|its) authors?|correspondence|contact))?|(?:of|for|to|in|on|from) {_IT})"
)
_VENUES = r"(?:(?:scientific |academic )?(?:journal|magazine|conference|workshop|proceedings|venue|meeting)(?:,? or (?:a )?(?:journal|magazine|conference|workshop|proceedings))?)"
_PLACES = (
    r"(?:universit(?:y|ies)|institut(?:ion|e)s?|organi[sz]ations?|schools?|colleges?|departments?|compan(?:y|ies)|lab(?:oratory|oratories|s)?|"
    r"employers?|countr(?:y|ies)|cit(?:y|ies)|regions?|provinces?|continents?|parts? of the (?:world|globe)|affiliations?|workplaces?)"
)
_THE_AUTHOR = rf"(?:(?:the|its|these|all|both|each|of|two|three|four|first|second|third|last|lead|leading|senior|corresponding) )*(?:co-?)?authors?(?: of {_IT})?"
_WORKING = (
    r"(?: (?:all|both|each|currently|now|work|works|working|worked|come|comes|belong|belongs|teach|teaches|live|lives|based|located|employed|"
    r"affiliated|represent|from|at|in|for|to|with))"
)
_ENDS = r"(?:$|,| and\b)"
_AFFILIATION = r"(?:authors?['’]? )?affiliations?"
_CORRESPONDENT = (
    r"corresponding authors?(?:['’]s? (?:name|(?:contact )?details|(?:postal |contact )?address|e-?mail(?: address)?))?|"
    r"author for correspondence"
)
_MESSAGE = (
    r"(?:(?:one|two|three|four|five|single) )*(?:main|key|central|core|big|take[- ]?home|overall|most important) "
    r"(?:messages?|points?|lessons?|take-?aways?)|(?:(?:single|one|biggest|real|final) )*(?:take[- ]?aways?|bottom line|upshot|moral)"
)
_OPENS = rf"(?:^|[.!] ){LEADS_IN}"
_SHORT = (
    r"(?:(?:a|an|the|its|your|one|some|very|really|quick|short|brief|concise|rough|simple|general|little|small|overall|high[- ]level|nice|good|executive|plain|"
    r"(?:\w+|\d+)[- ](?:sentences?|words?|lines?|paragraphs?|pages?))[ ,]+)*"
)
_SUMMARY = r"(?:summar(?:y|isation|ization)|overview|synopsis|gist|abstract|tl;?dr)"
_IN_ALL = rf"(?:{_IT}|(?:the|its) abstract|(?:all of |the whole of |the whole |everything in |the content of |what is in ){_IT}|what {_IT} says?|everything|the whole thing)"
_SUMMED_UP = (  # not "Give me a summary of the payment problems"
    rf"{_OPENS}(?:(?:give|write|show|get|provide|make|offer|have|see|read|hear|do|tell|send|produce|print|quote|prepare)(?: (?:me|us)(?: with)?)? )?{_SHORT}{_SUMMARY}(?: (?:of|on|for|from|in) {_IN_ALL})?$|"
    rf"{_OPENS}(?:(?:briefly|quickly|shortly|please) )*(?:(?:summari[sz]e|sum up)(?: (?:for me|to me))?(?: {_IN_ALL})?|sum {_IN_ALL} up)(?: (?:briefly|quickly|shortly))?$|"
    rf"{_OPENS}what(?:['’]s| is| would be) (?:the |its )?{_SHORT}(?:gist|summary|overview)(?: of {_IN_ALL})?$"
)
_ABSTRACT = (
    rf"\bwhat (?:does|do|did) (?:the|its) abstract(?: (?:of|in) {_IT})? (?:say|promise|tell|contain|cover|state|claim|describe|announce|summari[sz]e|argue|mention|report|conclude)(?: (?:us|me))?$|"
    rf"\bwhat(?:['’]s| is| stands) (?:said |written |told )?in (?:the|its) abstract(?: of {_IT})?$|{_OPENS}(?:summari[sz]e|sum up|quote|print|read|see|show|give) (?:me )?(?:the|its) abstract(?: of {_IT})?$|^(?:the|its) abstract$"
)
_TO_REACH = r"how (?:can|do|could|should|may) (?:i|we|one|you) (?:contact|reach|e-?mail|write to|get in touch with)"
_EMAILS = r"(?<!how many )(?:contact )?e-?mails?(?: address(?:es)?)?"


def _given(thing: str) -> str:
    """Return the pattern of a question for something that a paper prints, and for no more."""
    return rf"(?:{_TO_GIVE}|\bthe paper['’]s? )(?:{thing})(?:{_AS_GIVEN})*$|\b(?:{thing}) of {_IT}$"


_ASKED: tuple[tuple[str, str], ...] = (
    ("citation", rf"\bhow (?:can|could|do|should|would|shall|must|may) (?:i|we|one|you) (?:(?:correctly|properly|best) )?(?:cite|reference) {_IT}(?: (?:correctly|properly|in .{{2,30}}))?$|\bhow (?:(?:should|can|must|may|would) {_IT} be|is {_IT}(?: to be)?) (?:cited|referenced)(?: (?:correctly|properly|in .{{2,30}}))?$|"
                 rf"^cite {_IT}$|{_given('(?:(?:full|complete|correct|proper|recommended|suggested) )?(?:citation|bibtex(?: entry)?|bibliographic (?:data|details|record|entry|reference))')}|\b(?:full |complete |proper )?(?:citation|bibtex(?: entry)?|reference) (?:for|to) {_IT}$"),
    ("affiliation", rf"^(?:and )?(?:where|(?:in )?(?:which|what) (?:city|country|town|place)) (?:is|are) their (?:universit(?:y|ies)|institut(?:ion|e)s?|departments?|colleges?)$|{_given(_AFFILIATION)}|\bauthors?(?: names?)?(?: of {_IT})?,? (?:and|with|&|along with|together with) (?:(?:the|their|all) )*affiliations?(?: of {_IT})?$|\baffiliations? (?:of|for) {_THE_AUTHOR}$|"
                    rf"\bauthors?\b(?: of {_IT})? (?:(?:are|is|were|was) )?affiliated(?: (?:with|to|at|in)(?: (?:an?|the|which|what) [\w ]{{2,40}})?)?$|"
                    rf"\b(?:which|what) {_PLACES}\b[^,;]{{0,25}}\b{_THE_AUTHOR}{_WORKING}+{_ENDS}|\b{_PLACES} of {_THE_AUTHOR}$|"
                    rf"\b(?:from|at|in|for|to) (?:which|what) {_PLACES} (?:do|does|are|is|were|was|did) {_THE_AUTHOR}$|\b(?:which|what) {_PLACES} employ(?:s|ed)? {_THE_AUTHOR}$|"
                    rf"\bwhere (?:do|does|are|is|were|was|did) {_THE_AUTHOR}(?:{_WORKING}+{_ENDS}|$)|"
                    rf"\bauthors?['’]?s? {_PLACES}(?:(?: (?:in|at|from|called|located|based))+{_ENDS}|$)|"
                    r"\b(?:where|which|what|who)\b.{0,60}\bauthors? work(?: (?:at|for|in))?\W*$|"
                    rf"\bauthors?\b[,:;-]? (?:work |teach |come from |are |from )?(?:at |in |for )?(?:which|what) {_PLACES}(?: (?:are|is|were|was|do|did) they{_WORKING}*)?{_ENDS}"),
    ("corresponding author", rf"{_given(_CORRESPONDENT)}|"
                             rf"\b(?:which|what) (?:e-?mails?|e-?mail address(?:es)?|address|contact details) (?:does|do|did|has) (?:the|its) corresponding author(?: (?:have|give|use|list))?$|"
                             rf"\bwhich (?:one )?of (?:the|its) authors (?:is|was) (?:the )?corresponding(?: author)?$|"
                             rf"\b(?:name|details|address|e-?mails?|e-?mail address(?:es)?) of (?:the |its )?corresponding authors?(?: of {_IT})?$|"
                             rf"\b{_TO_REACH} (?:the|its) corresponding author$|"
                             rf"\b(?:who|which|which author|whom) (?:is|was|are|were) (?:(?:named|listed|marked|given) as )?(?:the |its )?corresponding author(?: (?:of|in|on) {_IT})?$|"
                             rf"^(?:is|was) .{{3,40}} the corresponding author(?: of {_IT})?$"),
    ("licence", rf"{_given('copyright holder')}|\blicen[cs]e (?:of|for|applies to|covers|governs) {_IT}$|"
                rf"\b(?:what|which) (?:[\w-]+ ){{0,2}}licen[cs]e (?:is |was |are |were |does |do |did |has ){_IT}(?: (?:is|be|been|published|distributed|released|made|available|shared|licen[cs]ed|issued|have|carry|bear|use|come|under|with|in|on))*$|"
                rf"\b(?:is|are|was|were) {_IT} (?:(?:published|available|freely|an) )*(?:open[- ]access|licen[cs]ed|under copyright|free to use|copyrighted)(?: (?:papers?|articles?|publications?))?(?: under (?:an? |the )?[\w .-]{{2,30}})?$|"
                rf"\bwho (?:holds|owns|has) (?:the )?copyright(?: (?:of|in|to|for|on) {_IT})?$"),
    ("first author", rf"\bwho (?:is|was) (?:the |its )?(?:first|lead|leading) author(?: of {_IT})?$|"
                     rf"\bname of (?:the |its )?(?:first|lead) author(?: of {_IT})?$"),
    ("last author", rf"\bwho (?:is|was) (?:the |its )?(?:last|senior) author(?: of {_IT})?$"),
    ("authors", rf"\bwho (?:is|are|was|were|stands?) (?:the )?(?:\w+ ){{0,2}}behind {_IT}$|\b(?:who|(?:which|what) authors?) (?:wrote|(?:co-?)?authored|signed|penned|drafted|has written|is the (?:\w+ )?author of|are the authors? of|created|"
                rf"made) {_IT}$|{_given('co-?authors?')}|\b(?:[\w’-]+['’]s?|his|her) co-?authors?$|\bwho (?:is|are|was|were) (?:the |its )?(?:\w+ )?(?:authors?|writers?)$|"
                rf"\bauthors?(?: names?)? of {_IT}(?:$|,| and )|^(?:the )?authors?$|\b(?:by whom|who) (?:was|is) {_IT} (?:written|authored)(?! (?:for|to|about)\b)|"
                rf"\b(?:list|name|give|what are|how many) (?:all )?(?:the |its )?(?:names of the )?authors?\b"
                rf"(?: are there| does {_IT} have)?$"),
    ("title", rf"{_given('(?:(?:full|exact|whole|complete) )?title')}|\btitle of {_IT}{_ENDS}|\b(?:what|how) is {_IT} (?:called|titled|named|entitled)$"),
    ("year", rf"\b(?:when|(?:in )?(?:what|which) year) (?:was|were|is) {_IT} (?:published|written|released|printed)"
             rf"$|\b(?:when|(?:in )?(?:what|which) year) did (?:{_IT} (?:first )?(?:come out|appear)|(?:the|its) authors? publish(?: {_IT})?)$|^how old is the paper$|\b(?:publication|publishing) (?:year|date)(?: of {_IT})?$|\byear of publication$"),
    ("doi", _given(r"doi(?: (?:number|link|code|address))?|digital object identifier")),
    ("email", rf"{_given(_EMAILS)}|\be-?mails?(?: address(?:es)?)? (?:(?:is|are) (?:given|listed|printed) )?(?:of|for|by) {_THE_AUTHOR}$|"
              rf"\b{_THE_AUTHOR}['’]?s? e-?mails?(?: address(?:es)?)?$|\be-?mail(?: address)? for (?:contact|correspondence)$|"
              rf"\b{_TO_REACH} {_THE_AUTHOR}(?: by e-?mail)?$"),
    ("dates", rf"\b(?:when|what (?:date|year)|in (?:what|which) (?:year|month)|on (?:what|which) date) (?:was|were) {_IT} "
              rf"(?:accepted|received|submitted|revised)(?:,? (?:and |or )?(?:accepted|received|submitted|revised|published))*(?: (?:for (?:publication|review)|(?:by|to) the (?:journal|editors?|publisher)|and (?:accepted|revised|published)))*$"),
    ("keywords", rf"{_given('(?:(?:some|few|first|last|two|three|four|five|six|seven|eight|nine|ten|[1-9][0-9]?) )*(?:key ?-?words?|index terms)')}|\b(?:under|by|with) (?:what|which) (?:key ?-?words?|index terms|tags) (?:is|was|would|could|can|do|should) (?:(?:i|we|one|you) (?:find|look for) )?{_IT}(?: (?:be|filed|listed|indexed|tagged|found))*$|\b(?:among|one of|in|part of) (?:the|its) key ?-?words(?: of {_IT})?$|"
                 rf"^(?:is|are|was|were) .{{2,60}} (?:an?|the|its) key ?-?words?(?: (?:of|in|for) {_IT})?$"),
    ("pages", rf"\bhow many pages(?: long)?(?: are there| are in {_IT}| (?:is|has|of|in) {_IT}(?: long)?| does {_IT} (?:have|run to|span|cover|fill|take up|comprise))?$|\bhow long is the paper$"),
    ("sections", r"\b(?:which|what|list|name|how many|show|give)(?: (?:me|us|are|is|all|of|the|its|main|major|different|various|numbered|names|titles|section|\d+|two|three|four|five|six|seven|eight))* (?:sections?|chapters|headings|parts)\b"
                 rf"(?: titles?| names?)?(?: are there| does {_IT} have| are in {_IT}| of {_IT}| in {_IT}| is {_IT} (?:divided|split|organi[sz]ed|structured)(?: into)?)?$|"
                 rf"{_given('table of contents')}|\boutline of {_IT}$|\bhow is the paper (?:structured|organi[sz]ed|divided|split)(?: (?:up|in|into (?:sections|parts|chapters)))*$|"
                 rf"^(?:what(?:['’]s| is)|describe|explain|show(?: me)?|give(?: me)?) (?:the )?(?:(?:overall|general|basic) )?structure of the paper$"),
    ("venue", rf"\b(?:where|(?:in|at) (?:what|which) {_VENUES}) (?:was|were|is) {_IT} (?:first )?(?:published|printed|presented|given|from)$|"
              rf"\b(?:(?:which|what) (?:journal|magazine|publisher|conference|press)|who) (?:published|printed|issued|put out) {_IT}$|"
              rf"^(?:in )?(?:which|what) (?:journal|magazine|publisher)$|\bby whom (?:was|is) {_IT} (?:published|printed|issued)$|"
              rf"\b(?:who|what)(?:['’]s| is| was) (?:the|its) (?:publisher|journal|publishing house)(?: of {_IT})?$|"
              rf"\b(?:which|what) {_VENUES} (?:is|was) {_IT} (?:published |printed |presented )?(?:in|from|at)$|"
              rf"\b(?:publisher|journal|venue) of {_IT}$|^where has {_IT} been published$|\b(?:where|(?:in|at) (?:what|which) {_VENUES}) did {_IT} (?:first )?(?:appear|come out)$|"
              rf"\b(?:which|what) {_VENUES} did {_IT} (?:appear|come out) (?:in|at)$"),
    ("language", rf"\b(?:what|which) language (?:is|was|are|were) {_IT}(?: (?:written|published|printed|available|in|originally))*$|\blanguage of the paper$|"
                 rf"^(?:is|was) {_IT} (?:(?:written|published|printed|available|originally) )*in (?:english|chinese|german|french|spanish|russian|japanese|another language)$"),
    ("reviewed", rf"^(?:is|was|has|have|were|are|did) {_IT} (?:been |undergo |go through )?(?:a )?(?:peer[- ]?review(?:ed)?|refereed|reviewed by (?:peers|others))(?: (?:paper|article|study))?$"),
    ("message", rf"{_given(_MESSAGE)}|"
                rf"^(?:what (?:is|are)|what['’]s|summari[sz]e|state|give(?: me)?|tell me) (?:(?:the|its|their|the paper['’]s) (?:main|key|central|core|overall) (?:arguments?|claims?|thesis)(?: (?:of|in) {_IT})?|"
                rf"(?:its|the paper['’]s) (?:argument|claim|thesis)|the (?:argument|claim|thesis) of {_IT})$|^what (?:do|does|did) (?:{_IT}|the authors) (?:argue|claim|contend|maintain)$"),
    ("topics", rf"^(?:which|what)(?: (?:main|key|different|other))? (?:topics|themes|subjects) (?:(?:does|do|did) (?:{_IT}|the authors?) (?:cover|address|deal with|discuss|treat|touch (?:up)?on|talk about|take up)|"
               rf"(?:are|is) (?:covered|discussed|dealt with|addressed|treated|taken up)(?: (?:in|by) {_IT})?)$|\b(?:topics|themes|subjects) (?:of|in) {_IT}$"),
    ("about", rf"\bwhat(?:['’]s| is| are| was| were|s) {_IT} (?:all )?about$|\b(?:summari[sz]e|sum up|summary of|overview of|gist of|outline) {_IT}$|"
              rf"{_SUMMED_UP}|{_ABSTRACT}|\bwhat (?:does|do|did) {_IT} (?:do|aim|want|try|"
              rf"investigate|study|examine|propose|discuss|cover|say|deal with|focus on|address)(?: at| to do| to achieve)?$|"
              rf"\b(?:aims?|purposes?|goals?|objectives?|topic|subject|theme|focus|main (?:idea|topic)) of {_IT}$|"
              rf"\b(?:what is|show|give|read)(?: me)? (?:the|its) abstract$|\babstract of {_IT}$|"
              rf"\b(?:what|which) (?:kind|sort|type) of (?:document|text|file) is {_IT}$|"
              rf"\btell me about the paper$|^(?:explain|describe) {_IT}$"),
)  # fmt: skip
_IT_IS_NAMED = re.compile(  # "How does the paper describe trust, what is it about?"
    r"^(?!the paper).{3,}\b(?:describes?|defines?|mentions?|explains?|called|named)\b.{3,}[,;?.] ?(?:and )?what(?:'s| is| are) (?:it|they|that) (?:all )?about",
    re.IGNORECASE,
)
_WRITERS = re.compile(
    rf"\bwriters?\b|\b(?:people|folks|persons?|ones|those|scholars|researchers|academics|scientists|team) "
    rf"(?:(?:who|that) (?:wrote|authored|published)|behind) {_IT}\b|"
    rf"(?<=\bthe )(?<!\bdid the )(?:researchers|scientists|investigators)(?=(?:{_WORKING}+{_ENDS})|['’] {_PLACES}\b)",
    re.IGNORECASE,
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ASKED)
_TOPIC = re.compile(r" ?\((?P<topic>[^()]+)\)(?=\W*$)")  # what a question follows up
_POINTS = re.compile(r"\b(?:it|its|this|that|these|those|they|them|their)\b", re.IGNORECASE)
_THE_PAPER = re.compile(THIS, re.IGNORECASE)
# Every pattern of `_ASKED` reads a question in which the paper goes by one name, and which ends
# with what it asks: spelled out in each of them, the names and endings took a second to compile.
_NAMED = re.compile(rf"\b{THIS}\b", re.IGNORECASE)
_ENDING = re.compile(TAIL, re.IGNORECASE)
# What nothing but a paper has, and what is asked of it.
ONLY_PAPERS_HAVE = frozenset(
    {"affiliation", "corresponding author", "first author", "last author", "authors", "doi"}
    | {"email", "keywords"}
)
_WHEN_OR_WHERE = re.compile(r"(?:and )?(?P<asks>when|where)(?: exactly)?\W*", re.IGNORECASE)
_WROTE = re.compile(  # "Who wrote the paper on pears"
    r"^who (?:wrote|(?:co-?)?authored|published|penned|drafted|(?:is|are|was|were) the authors? of) "
    r"(?P<it>it|this|(?:the|this|that|your) (?:[\w-]+ ){0,4}?(?:paper|article|study|document|work|text|report|review|survey|publication|manuscript)\b[^,;:?]*)$",
    re.IGNORECASE,
)
_IS_IT = re.compile(r"\b(?P<asks>who|what|where|when|how)['’]?s\b", re.IGNORECASE)
_OF_PAPERS = stems(
    "title journal publish published publication year date keyword page abstract licence license doi "
    "write wrote written summarise summarize summary main message email address peer review reviewed "
    "section heading work university"
)


def asked_about(question: str) -> str:
    """Return what of the paper itself is asked for ("authors", "title", …), else "".

    Where it follows up another question, "it" is what that one was about: "Is it licensed (drug)?".
    """
    follows = _TOPIC.search(question)
    found = _asked(_TOPIC.sub("", question))
    if not follows or not stems(follows["topic"]) - _OF_PAPERS:
        return found
    bare = question[: follows.start()]
    alone = found in ONLY_PAPERS_HAVE and not _POINTS.search(bare)
    return found if alone or _THE_PAPER.search(bare) else ""


def _asked(question: str) -> str:
    """Return what of the paper itself a question asks for that follows up no other, else ""."""
    spelled = _IS_IT.sub(r"\g<asks> is", without_asides(question))
    named = _NAMED.sub("the paper", _ENDING.sub("", spelled))
    plain = " ".join(_WRITERS.sub("authors", named).split())
    found = next((name for name, pattern in _PATTERNS if pattern.search(plain)), "")
    if found == "about" and (_PART.search(question) or _IT_IS_NAMED.search(named)):
        return ""
    return found


def as_published(question: str, before: str) -> str:
    """Return what "And when?" asks after "Who wrote the paper?": when it was published; else ""."""
    bare, wrote = _WHEN_OR_WHERE.fullmatch(question.strip()), _WROTE.match(before.strip(" ?.!"))
    return f"{bare['asks'].capitalize()} was {wrote['it']} published?" if bare and wrote else ""


def asks_where_one_works(question: str) -> bool:
    """Say whether a person's university, employer or the like is asked for."""
    return bool(_WORKS_AT.search(question))


def asks_who_one_is(question: str) -> bool:
    """Say whether it is asked who somebody with a name is."""
    return bool(_WHO_IS.match(question[:1].lower() + question[1:]))
