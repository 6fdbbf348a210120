"""Whether a question leans on the one before: by its pronouns, or because it is no clause."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.courtesies import AND, PLEASE
from app.language.lexemes import content_words
from app.language.values import names
from app.question.fragments import adds
from app.question.metadata import ONLY_PAPERS_HAVE, asked_about
from app.question.own_pointers import without_own_pointers
from app.question.paper_pointed_to import paper_in

_CLOSING = re.compile(  # "What about customs then?"; "what happened then" asks of a time
    r"(?<=[^\s,])(?<!\bsince)(?<!\bby)(?<!\buntil)(?<!\bfrom)(?<!\bhappened)(?<!\bcame)(?<!\bbefore)(?<!\bafter)(?<!\bwas)(?<!\bwere)(?<!\bis)(?<!\bit)(?<!\bthey)(?<!\bwhat)(?<!\bback)(?<!\bme)(?<!\bthat)(?<!\bthis)"
    r"(?:,? (?:then|though|please|anyway|exactly)|(?:(?<=\bone)|(?<=\bones)) too|, (?:too|instead|sorry))+(?=\W*$)",
    re.IGNORECASE,
)
DOES = r"(?:is|are|was|were|has|have|had|does|do|did|can|could|should|will|would)"
PLACED = r"(?:in|for|on|at|by|from|of|to|with|about|since|until|across|among|within|inside|outside|under|according to)"
_NEXT = (
    r"(?:(?:next|(?:the |my )?(?:next|another|one (?:more|last)|last)(?: (?:question|thing))?|the other thing)(?=[:,])|"
    r"(?:(?:an? )?(?:new|different|quick|other|another|separate|last) (?:question|topic|subject|thing|matter)|something (?:else|different)|change of (?:topic|subject))(?=[:,]|\. \S| [–-] ))"
)
_SOMETHING_ELSE = re.compile(
    r"(?:(?:ok(?:ay)?|now|so|and|but),? )*(?:something (?:else|different)|change of (?:topic|subject)|(?:an? )?(?:new|different) (?:question|topic|subject))\b",
    re.IGNORECASE,
)
_BESIDE = (  # "compared to 2018", "the same for men": what is asked of the one is asked of the other
    r"^(?:and )?(?:(?:versus|vs\.?|compared (?:to|with))(?= (?!(?:what|which|when|whom?|how)\b)[^,;:?]{1,40}\W*$)|(?:the )?same(?: question| thing)?(?: (?:for|with|of|about)\b|(?= (?:in|on)\b)))"
)
OPENS = re.compile(
    rf"{_BESIDE} |^(?:(?:(?:and|but|also|so|then|now|ok(?:ay)?|or|(?-i:[Hh]m+|[Oo]h|[Aa]ha?|[Yy]eah)|by the way|(?:only|just)(?= (?:the|those|these|in|for|at|of|with)\b))\b|{_NEXT})(?:[,:\s]|\.(?= \S)|(?<=\s)[–-](?=\s))*)+(?:(?:what|how) about\b\s*)?|^(?:what|how) about\b\s*|^(?:in|for|on) which case\b",
    re.IGNORECASE,
)
BARE = re.compile(
    r"^(?:but |and |so )?(?:why(?: not(?: (?:earlier|sooner|later|before|more|less))?| is that| so)?|how(?: so| come| exactly)?|when(?: exactly)?|where(?: exactly)?|who(?: exactly)?|which(?: ones?)?|(?:what|which|any (?:particular|special)) (?:kinds?|sorts?|types?)(?: exactly)?|"
    r"by how much|how (?:many|much|long|often|soon|early|far|fast|quickly)(?: exactly)?|since when|really|in what way)\W*$",
    re.IGNORECASE,
)
TIMES = r"(?:year|month|week|day|date|country|city|town|place|region)s?"
PHRASE = (
    re.compile(  # that asks for when, where or whereby, and takes the place of the question word
        rf"^(?:but |and |so |or )?(?P<asks>(?P<time>(?:which|what) {TIMES})|"
        rf"(?:{PLACED}) (?:what|which|whom|whose|how (?:many|much))(?: [\w’'-]+){{0,2}})\W*$",
        re.IGNORECASE,
    )
)
_GUESS = re.compile(r"^(?P<bare>[^,;:?]+), (?P<guess>[^,;:?]+)\W*$")  # "How often, every year?"
THAT_WORK = re.compile(  # of others, where an answer told of one; "this study" is the paper
    r"\bthat (?:study|research|survey|report|article|work|analysis|review)\b", re.IGNORECASE
)
_OF_OTHERS = re.compile(
    r"\b(?i:study|studies|research|survey|report|article|analysis|review)s? "
    r"(?:(?:done|made|carried out|conducted|published) )?(?:by|from) (?:the )?[A-Z]"
)
_MORE = re.compile(
    rf"^(?:(?:and|or|but|sorry),? )*{PLEASE}(?:i (?:want|would like)(?: to (?:know|see|hear))? )?"
    r"(?:such as|like what|what else|(?:is there )?(?:anything|something) else|(?:are there )?any (?:others?|more)|another(?: one)?|one more|"
    r"(?:(?:what|anything(?: else)?|something(?: else)?) )?(?:besides|apart from|other than) (?:that|this|these|those|them)|"
    r"(?:tell me |say |explain |show me |give me |know )?(?:a bit |some )?more(?: about (?:it|that|this|them))?|go on|continue|"
    r"explain(?: (?:that|it|this))?(?: further| better| in more detail)?|(?:give me )?(?:some )?more details?|in more detail|details?|huh|pardon(?: me)?|what|sorry|come again|"
    r"(?:elaborate|expand)(?: (?:a bit|further))?(?: (?:up)?on (?:that|it|this))?|"
    r"for (?:example|instance)|(?:(?:give|show|name)(?: me| us)? )?(?:(?:an?|some|any|one|another) )?examples?|what do you mean|"
    r"i (?:still )?(?:do not|don['’]t|did not|didn['’]t|cannot|can['’]t) (?:really |quite )?(?:understand|get|follow)(?: (?:that|this|it|you))?)"
    r"(?:,? please)?\W*$",
    re.IGNORECASE,
)
_THEN_ASKS = r", (?:what|which|who|whom|whose|how|when|where|why|is|are|was|were|does|do|did|can|could|should|has|have|will|would) \w"
BACK_TO = re.compile(  # "Back to Malawi: what do they suggest?", "What about the frost paper: who wrote it?"
    rf"^(?:(?:and|but|so|now|then|ok(?:ay)?|let['’]s go)[, ]+)*(?:back to|as for|regarding|concerning|with regard to|(?:what|how) about(?=[^:?]*: \w)|(?P<about>(?:what|how) about(?=[^,:;?]+{_THEN_ASKS}))|(?P<one>)(?=(?:the|that) (?:one|paper|study|article) (?:on|about|by|from) [^,:;?]+{_THEN_ASKS})|(?P<now>(?<=now )(?=the )))\s*"
    r"(?P<thing>[^\s,:;?][^,:;?]{1,60}?)(?:[:,]\s+(?P<asks>[^\s].*))?[\s.?!]*$",
    re.IGNORECASE,
)
ON_TOPIC = re.compile(
    r"(?:(?:please|say|know|hear|explain) )*(?:(?:a bit |some |any |anything |something )?more|anything|something)(?: else)? (?:about|on|of) (?P<thing>\S.*)",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"(?:any|some|no|other|another|yes|sure|please|all|every|everything|both|none)\b",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(
    r"^(?:on|for|to|by|with|in|at|from|of|since) (?:what|which|whom|who|whose)\b(?: \w+)?\W*$|"
    r"\b(?:does|do|did|is|are|was|were|can|could|has|have|should|would) (?:it|that|this|they|these|those|he|she)\b"
    r"(?! (?:paper|article|study|document|work(?!\W*$)|research|text|true|possible)\b)|\bthe (?:first|second|third|last|other|next|latter|former) (?:ones?|items?|points?)\b",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|this|these|those|that|the (?:same|former|latter|other|others)|there)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(rf"\balso\b|\bby the way\b|{_NEXT}", re.IGNORECASE)
_OWN_POINTERS = re.compile(
    r"\b(?:this|the|that) (?:paper|article|study|document|work|research|text)\b|\bis it (?:true|possible|likely|certain|clear)(?: that)?\b|(?<!\bof )\bthat (?:is|are|was|were|the|can|could|have|has)\b|"
    r"\b(?:is|are) there\b|\b(?:was|were) there\b|\bthere (?:is|are|was|were)\b|"
    r"\b(?:say|show|find|found|state|suggest|mean|think|believe|report|know|claim|argue|indicate|conclude|note|assume|so|such)(?:s|ed|d)? that\b(?= \w)",
    re.IGNORECASE,
)
_STANDS_FOR_NOTHING = re.compile(  # "How long does it take to …", "Why is it bad when …", "those who …"
    r"\bit (?:takes?|took|costs?)\b(?=[^,;?]* to \w)|\b(?:is|was) it that\b|"
    r"\b(?:is|was|would) it (?:[\w’'-]+ ){1,3}(?:that|if|when|whether)\b(?= \w)|"
    r"\b(?:is|was) it (?:safe|hard|easy|difficult|better|best|bad|important|necessary|possible|legal|wise) to \w+ (?!(?:in|for|with|on|at|by)\b)\w|"
    r"\b(?:those|that) (?:of|for|who|whose|which|about)\b(?= \w)|"
    r"\b(?!(?:is|are|was|were|and|or)\b)[a-z]{3,} that (?=(?:an?|the|they|we|you|people|have|had|make|makes|took|began|went|\w{3,}ed)\b)",
    re.IGNORECASE,
)
_NAMED_AGAIN = re.compile(
    r"\b(?:that|this|these|those|the same) (?:figures?|numbers?|stages?|periods?|phases?|values?|amounts?|years?|"
    r"results?|cases?|ones?|risks?|problems?|measures?|growth|increase|decrease|decline|rates?)\b|"
    r"\bat that (?:time|moment|point|stage|date)\b",
    re.IGNORECASE,
)
_ASKS_OTHERS = re.compile(  # "What else would help?", "Is there another way?", "the other strategy?"
    rf"^{AND}(?:(?:what|who|where|when|how) else\b(?= \w)|(?:(?:what|which|who|whose)(?:['’]s| is| are| was| were| about)? |{DOES} there |name |list )?"
    r"(?:(?:the|any|some|no) )?(?:other|another)\b(?! (?:ones?|than|hand|name|word|way (?:a?round)|questions?|things?|topic|subject|point|papers?|stud(?:y|ies)|articles?|documents?|researchers?|authors?|work)\b)(?= \w))",
    re.IGNORECASE,
)
_GRADED = r"(?:\w{2,}(?:er|est)|best|worst|worse|(?:more|less|most|least) \w+)"
_WHICH_ONE = re.compile(  # of what was spoken of; none where the things themselves are named
    rf"^{AND}which (?:(?:ones?|of (?:the (?:two|three|four)(?= {DOES}\b| \w+ (?:{_GRADED}|more|less)\b|\W*$)|both|them|these|those))\b(?! of\b)(?: [\w’'-]+){{0,5}}|"
    rf"(?:is|are|was|were) (?:the )?{_GRADED})\W*$",
    re.IGNORECASE,
)
_THE_TWO = r"(?:(?:these |those |the )?two|both(?: of (?:them|these|those))?|they(?: both)?)"
_OF_TWO = re.compile(  # asked of the two things that were spoken of last
    rf"^{AND}(?:compare (?:the two|both)|what (?:do|did) {_THE_TWO} (?:have in common|share)|"
    rf"how (?:do|did|are|were) {_THE_TWO} (?:differ|compare|alike|similar|different|related|connected)(?: (?:from|to|with) each other)?|what(?:['’]s| is| are| was| were) the (?:\w+ )?differences?|"
    rf"which (?:ones?(?! of\b)|of (?:the two(?! (?:papers|studies|articles|documents)\b)|both|them|these|those)) .*\b(?:{_GRADED}|more|less)|which (?:is|are|was|were) (?:the )?{_GRADED})\W*$",
    re.IGNORECASE,
)
_BY_THEM = re.compile(r"\b(?:do|did|have|had) they \w+", re.IGNORECASE)
_NOTHING_NAMED = re.compile(  # "How many are there?", "What's the difference to the others?"
    rf"^{AND}(?:why not (?:the |an? )?[\w’'-]+(?: [\w’'-]+)?|how many (?:(?!(?:need|speed|seed|breed|feed)\b)\w{{2,}}ed|fell|rose|grew|won|lost|left|came|went|got|sank)|"
    rf"why (?:so|only|just|no) (?!.*\b{DOES}\b)[\w’'-]+(?: [\w’'-]+){{0,2}}|{DOES} any(?:one|body) (?:else )?\w+|how (?:many|much)(?: of (?:them|these|those))? (?:is|are|was|were) (?:there|they)(?: (?:now|today|altogether|in (?:all|total)))?|"
    r"why (?:so|that|such) \w+|(?:is|are|was|were) there (?:(?:any|some|many) )?(?:others|(?:other|further|similar|more) \w+)|"
    rf"what(?:['’]s| is| was| are| were) (?:the )?{_GRADED} ones?|what(?:['’]s| is| are| was| were) the (?:\w+ )?differences? (?:to|from|with) [^,;:?]+)\W*$",
    re.IGNORECASE,
)
_LINKED = r"(?: (?:in|per|of|for|at|on|by|from|within) \w+(?: \w+)?)?"
_NO_VERB = re.compile(  # "which year", "how many nurses", "how much in dollars", "why so high"
    rf"^{AND}(?:(?:which|what|who) [\w’'-]+|how (?:many|much)(?: (?!\w+ed\b)[\w’'-]+)?{_LINKED}|how \w+|why (?:so|that|such) \w+)\W*$",
    re.IGNORECASE,
)
_A_ONE = re.compile(
    r"(?<!\bthan )(?<!\bor )(?<!\band )(?<!\bfrom )(?<!\bto )(?<!\bwith )\ban? (?:[\w’'-]+ )?one\b(?![-’']| (?:of|that|who|in|which)\b)",
    re.IGNORECASE,
)
# Words that say nothing of what is asked, though they are no stop words: "among young people?"
_SMALL_FIRST = re.compile(r"^(?:among|across|within|under|no|nothing)\s", re.IGNORECASE)
_WOULD = re.compile(r"(?:would|should|will|shall|might|must|may)\b", re.IGNORECASE)  # "should I?"


def leans_on_history(question: str) -> bool:
    """Say whether `question` cannot be understood alone."""
    plain = question.strip()
    pointing = _STANDS_FOR_NOTHING.sub(" ", without_own_pointers(plain))
    if BARE.match(plain) or asks_more(plain) or _ASKS_BACK.search(pointing):
        return True
    if _guesses(plain):
        return True
    if _NAMED_AGAIN.search(plain) or _NOTHING_NAMED.match(plain) or asks_of_two(plain):
        return True
    if _A_ONE.search(plain) and len(content_words(plain)) <= 4:
        return True
    if _WHICH_ONE.match(plain) or PHRASE.match(plain) or asks_without_verb(plain):
        return True
    bare = _OWN_POINTERS.sub(" ", pointing)
    if OPENS.match(plain) and not _goes_over_to_another(plain):
        return True
    pointer = POINTS.search(bare)
    if pointer and not names(bare[1 : pointer.start()]) and len(content_words(plain)) <= 6:
        return True
    if is_clause(OPENS.sub("", plain)):
        return bool(_WOULD.match(plain)) and len(content_words(plain)) <= 2
    said = content_words(_SMALL_FIRST.sub("", plain))
    return adds(plain) or len(said) <= 2 and len(plain.split()) <= 4


def _guesses(question: str) -> bool:
    """Say whether a bare question word is asked with a guess: "How often, every year?"."""
    guessed = _GUESS.match(question)
    return bool(guessed and BARE.match(guessed["bare"]) and not is_clause(guessed["guess"]))


def is_of_work_told(question: str, answer: str) -> bool:
    """Say whether "that study" is one of others, of which the answer before tells."""
    return bool(THAT_WORK.search(question) and _OF_OTHERS.search(answer))


def without_closing(question: str) -> str:
    """Return the question without the "then" or "please" that says nothing at its end."""
    return _CLOSING.sub("", question)


def asks_of_two(question: str) -> bool:
    """Say whether two things that were spoken of are compared: "Which one is larger?"."""
    return bool(_OF_TWO.match(question.strip()))


def may_ask_of_authors(question: str) -> bool:
    """Say whether "they" may be who wrote the paper, and nothing else is pointed to.

    "How many communities did they study?" asks something by itself, whatever was spoken of.
    """
    pointed = [one.casefold() for one in POINTS.findall(question)]
    of_what, by_them = _BY_THEM.subn(" ", question)
    return pointed == ["they"] and by_them == 1 and bool(content_words(of_what))


def asks_more(question: str) -> bool:
    """Say whether only more of the same is asked for: "Tell me more.", "And?"."""
    plain = question.strip()
    return bool(
        _MORE.match(plain) or (OPENS.match(plain) and not OPENS.sub("", plain).strip(" ?.!"))
    )


def asks_others(question: str) -> bool:
    """Say whether others than those that were told are asked for: "What else would help?"."""
    return bool(_ASKS_OTHERS.match(question.strip()))


def turns_to_another(question: str) -> bool:
    """Say whether what is asked is said to be something else: "Something else: late frost"."""
    return bool(_SOMETHING_ELSE.match(question))


def _goes_over_to_another(question: str) -> bool:
    """Say whether "And which ferries came to Oslo?" is a question of its own, whatever was asked.

    "And when was the last frost?" may be one on the thing that is spoken of.
    """
    rest = OPENS.sub("", question)
    opening = question[: len(question) - len(rest)]
    if not is_clause(rest) or points_back(rest):
        return False
    if _ANOTHER.search(f"{opening}x") or paper_in(rest) or names(rest[1:]):
        return True
    return len(content_words(rest)) > 2 or asked_about(rest) in ONLY_PAPERS_HAVE


def points_back(text: str) -> bool:
    """Say whether a pronoun stands for something that the text itself does not name."""
    return bool(
        POINTS.search(
            _OWN_POINTERS.sub(" ", _STANDS_FOR_NOTHING.sub(" ", without_own_pointers(text)))
        )
    )


def asks_without_verb(question: str) -> bool:
    """Say whether nothing is said of what is asked for: "Which year?", "How much in dollars?"."""
    plain = question.strip()
    asks = _NO_VERB.match(plain) and not PHRASE.match(plain)
    return bool(asks and content_words(plain) and not names(plain[1:]))


def is_clause(text: str) -> bool:
    """Say whether the text asks or orders, so that it is more than the name of a thing."""
    return bool(
        re.match(
            rf"(?:(?:{PLACED}) [^,;:?]{{2,60}}, |(?:if|once|when|while|after|before) (?!so\b|not\b)(?:[^\s,;:?]+ ){{2,12}}[^\s,;:?]+,? (?=(?:who|what|where|which|why|how) \w+))*(?:(?:{PLACED}) (?:which|what|whom|whose|how (?:many|much))\b|who|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|(?:would|should)\b(?!-)|has|have|had|(?:will|shall|might|must)(?= I\b| (?!(?:of|from|in|and)\b)(?-i:[a-z])\S* \w)|may (?:it|they|we|you|i|he|she|there|the|an?|any|some|people|this|that|these|those|most|all)(?= \w)|list|name|"
            r"explain|summari[sz]e|describe|define|give|show|tell|compare)\b",
            text.strip(),
            re.IGNORECASE,
        )
    )
