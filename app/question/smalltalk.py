"""Greetings, and questions about the bot or its answers: short honest replies."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answer import Turn
from app.language.courtesies import LISTENER, PLEASE
from app.language.shorthand import with_apostrophes
from app.question.correcting import correction_in
from app.question.follow_up import BARE, OPENS, is_clause
from app.question.titles_and_authors import PAPER

ABOUT_ME = (
    "I am Footnote. I answer questions from the documents in this library, word for word, and every "
    "sentence carries a footnote that shows where it stands. Where the documents do not say, I say so."
)
FOOTNOTES = (
    "The number behind each sentence of an answer is its footnote: it shows the exact words with their "
    "document, section and page, and opens that page."
)
MEANT = "Say what you meant, such as “I meant the imports”, or ask it in other words."
OWN_WORDS = (
    "I show the documents' own sentences, so I can neither shorten them nor put them otherwise."
)
HELLO = "Hello. Ask me something about the documents in this library."
WELCOME = (
    "Gladly. Ask me something about the documents in this library: I answer in their own words."
)
NO_OPINION = "I only quote, and have no opinion of my own. Ask me what the documents say."
UNKNOWN = (
    "I know only what these documents say; where I find that they do not say it, I tell you so."
)
TRUST = "Check the footnotes: each shows the exact words and their page. I can pick the wrong words; I do not change them."
ELSEWHERE = "I only answer questions about the documents in this library."
NO_TEXTS = (
    "I show the documents' own words and write no texts of my own. Ask me what the documents say."
)
NO_PICTURES = (
    "I show the documents' own words and pages and draw nothing of my own. Ask me for a figure, or for "
    "the tables and charts that the documents have."
)
# What is made from a paper, and is none of its own words.
_MADE = (
    r"(?:quiz(?:zes)?|(?:quiz|exam|test|exercise|interview|discussion|comprehension|multiple[- ]choice)[- ]questions?|flash ?cards?|presentations?|slides?|slide ?decks?|posters?|"
    r"literature review|press release|newsletter|lesson plan|hand-?outs?|podcast|dialogues?|essays?|reports?|cover letter|headlines?|slogans?|hashtags?|abstract)"
)
_INVENTED = r"(?:titles?|headlines?|slogans?|hashtags?|captions?|quiz(?:zes)?|(?:quiz|exam|test|interview|discussion)[- ]questions?|flash ?cards?|analog(?:y|ies)|metaphors?)"
_THAT = r"(?:(?:that|this|it|you|(?:the|your) answer)(?:'s|'re| is| was| are)?)"
_NOT_SO = (
    r"(?:wrong|incorrect|useless|nonsense|rubbish|unhelpful|irrelevant|off topic|"
    r"(?:too|so|very) (?:vague|general|broad)|"
    r"not (?:(?:really|very|at all) )?(?:helpful|useful|right|correct|true|relevant|what i (?:asked|meant|wanted)(?: for| about)?|(?:an|the|my) answer(?: to my question)?))"
)
_LANGUAGE = r"(?:english|french|german|spanish|chinese|mandarin|italian|portuguese|russian|japanese|korean|arabic|hindi|dutch|turkish|polish)"
_OF_THAT = r"(?: (?:of|for) (?:that|this|it|these|those|them))"
_YOU = r"(?:you|u|someone|somebody|anyone|anybody)"
_PAPER = (
    r"(?:(?:the|this|that|your|my|these|those|some|a) )?(?:(?:research|whole|long|difficult|academic) )?"
    rf"{PAPER}"
)
_HOMEWORK = "homework|assignment|essay|thesis|exam|coursework|dissertation"
_TASK = rf"(?:{_PAPER}|(?:(?:the|this|my|our|an?|some) )?(?:{_HOMEWORK}|questions?)|it|this|that|something)"
_READER = (  # who reads papers; "a farmer" may be what is asked about
    r"(?:(?:under|post)?-?graduate|student|pupil|teacher|lecturer|professor|researcher|scholar|ph\.?d|beginner|newcomer|"
    r"journalist|librarian|freshman|candidate)s?"
)
_HELP = (
    rf"(?:{_YOU} )?(?:please )?(?:help|assist)(?: me| us)?(?: out)?(?: (?:here|please))?"
    rf"(?:(?: to)? (?:with|on|understand(?:ing)?|read(?:ing)?|about|through)(?: (?:with|on|understand(?:ing)?|read(?:ing)?))? {_TASK})?"
)
_QUESTIONS = rf"(?:an?|another|some|one(?: more)?|a few|a couple of|two|several) (?:(?:quick|short|small|little|more|other|simple) )*(?:questions?|things?)(?: (?:about|on|for|regarding) (?:{_TASK}|you))?"
_HERE = r"(?:today|tomorrow|tonight|(?:right )?now|outside|out(?: there)?|there|where you are|(?:over )?here|this week)(?: (?:today|tomorrow|now|right now))?"
_SAYS_IT = r"(?:says?|states?|mentions?|claims?|writes?) (?:so|that|this|it)"
_STANDS = rf"(?:(?:it|they|that|this|the (?:paper|text)) (?:is|was|stands?|{_SAYS_IT})|(?:that|this|it)(?:'s| is) (?:from|written|stated|said)|{_SAYS_IT})"
_IT_SAID = r"(?:it|that|this|them|those|(?:the|your|that) answer)"
_PUT = rf"(?:make|keep|put|say|give|explain|tell|answer|summari[sz]e|sum up|repeat|phrase) (?:{_IT_SAID}|me)(?: (?:again|up|to me))?"
_SMALLTALK: tuple[tuple[str, str], ...] = (
    (r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|howdy)(?: there| footnote| bot)?", HELLO),
    (r"(?:many )?(?:thanks|thank you|thx|cheers|ty)(?: (?:a lot|so much|very much|a bunch|a million|again|anyway|in advance))*(?:,? (?:my )?(?:footnote|bot|sir|madam|doc|doctor|professor|man|mate|buddy|dude|friend|guys|all|everyone))?(?: for (?:(?:all|your|the|this|that|everything) ?)+(?:help|answers?|info(?:rmation)?|time|explanations?|effort)?)?|great|perfect|nice|"
     r"cool|good job|well done|awesome|(?:that|this|it) (?:really )?(?:helps|helped)(?: (?:me )?(?:a lot|very much))?|"
     r"(?:that(?:'s| is| was)|very|how) (?:very |really |so )?(?:helpful|great|good|nice|perfect|useful|kind(?: of you)?)|(?:no,? )?that(?:'s| is) (?:all|it)(?: for now)?",
     "You are welcome."),
    (r"ok(?:ay)?|all ?right|(?:oh )?i see|got it|understood|(?:that )?makes sense|good to know|(?:very |how )?interesting|h+m+|lol|(?:ha)+|oh|wow|well|please|seriously|no way|whoa|gosh|omg",
     "Ask on whenever you like."),
    (r"yes|yeah|yep|yup|no|nope|nah|sure|exactly|right|maybe|(?:(?:ok(?:ay)?|well|oh|ah|no),? )?(?:never ?mind(?: (?:that|it|this))?|forget (?:about )?(?:it|that|this))|true|false",
     "That is nothing that I can answer. Ask me something about the documents in this library."),
    (rf"(?:but |no,? |sorry,? )*(?:(?:{_THAT} )?(?:(?:so|too|very|completely|totally|just|still|far|much|a) )*{_NOT_SO}(?: answer)?|(?:wrong|bad) answer|try again|"
     r"(?:(?:that|this|it) )?(?:doesn't|does not|didn't|did not) (?:help|answer (?:my|the) question|make (?:any )?sense)|(?:isn't|wasn't) (?:that|this|it) (?:obvious|wrong)|"
     r"i (?:didn't|did not) ask (?:for |about )?(?:that|this|it)|you (?:didn't|did not|don't) (?:answer|understand)(?: (?:me|that|it|(?:my|the) question))?|"
     r"(?:please )?(?:be )?(?:a bit )?more (?:specific|precise)(?:ly)?)(?:,? please)?", MEANT),
    (r"(?:bye|goodbye|see you(?: later)?|good ?night)", "Goodbye."),
    (r"how are you(?: doing)?(?: today)?|how(?:'s| is) it going|what'?s up",
     "I am a program, so nothing ails me. Ask me something about the documents in this library."),
    (r"(?:who|what) are you|what(?:'s| is) your name|(?:are|r) (?:you|u) (?:a |an )?(?:bot|human|robot|ai|real|person|chatgpt|llm)|"
     r"what (?:can|do) you do(?: for me)?|what can i (?:ask|do)(?: you| here)?|how (?:do|does) (?:you|this|it) work|help(?: me)?|"
     r"who (?:made|built|created) you|introduce yourself|tell me about yourself|what is (?:this|footnote)", ABOUT_ME),
    (r"(?:can|could|do|should) (?:i|we) trust (?:you(?:r answers?)?|this|that)|(?:(?:but|and|so|really|wait),? )*(?:are )?you (?:(?:ever|really|quite|absolutely|totally|very|completely) )?(?:wrong|sure|certain|right|accurate|reliable)(?: (?:about|of|on) (?:that|this|it|your answer))?|(?:is|are|was|were) (?:you|(?:the|that|this|your) (?:answers?|bot|chatbot)) (?:(?:really|very) )?(?:convincing|credible|trustworthy)|"
     r"how (?:accurate|reliable|trustworthy|good|correct|exact|precise|sure|certain|smart|clever) (?:(?:are|r) (?:you|u)|are your answers)|"
     r"(?:how often )?(?:are|do) (?:you|u) (?:(?:ever|sometimes|often) )?(?:wrong|make (?:mistakes|errors|things up)|hallucinate|lie|err)",
     TRUST),
    (r"(?:(?:so|but|and|what|oh|really|wait),? )*(?:(?:do )?you mean (?:that )?)?(?:why )?(?:you (?:really )?(?:don't|do not)|don't you(?: really)?) know(?: (?:that|this|it|the answer|anything|more|why))?(?: (?:about|on) (?:that|this|it))?|do you (?:even )?know (?:the answer|anything)", UNKNOWN),
    (r"tell me a joke|sing(?: a song)?|i love you|do you (?:love|like) me|write (?:me )?a poem",
     ELSEWHERE),
    (rf"(?:what|how)(?:'s| is| was| will)(?: the)? weather(?: be)?(?: like)? {_HERE}|(?:is|will) it (?:rain(?:ing)?|snow(?:ing)?|be (?:sunny|warm|cold)) {_HERE}|"
     r"what(?:'s| is) (?:the )?(?:time|date|day)(?: is it)? (?:now|today|right now)|what (?:time|day|date) is it(?: (?:now|today|right now))?", ELSEWHERE),
    (rf"(?:(?:so|and|but) )?(?:what(?:'s| is| are) your (?:(?:own|personal|honest) )?(?:opinions?|views?|take|thoughts?|impression|verdict)(?: (?:on|of|about|regarding) (?:{_PAPER}|it|this|that|them))?|"
     rf"(?:what|how) do (?:you|u) (?:(?:personally|really|honestly) )?(?:think|feel)(?: (?:of|about) (?:{_PAPER}|it|this|that|them))?|do (?:you|u) (?:(?:personally|really) )?(?:like|agree with|believe|recommend) (?:{_PAPER}|it|this|that|them|the authors?)|"
     rf"(?:is|was) {_PAPER} (?:(?:any|really|very|actually|a|an|at all) )*(?:good|bad|great|excellent|poor|worth (?:reading|my time)|well[- ]written|interesting|boring|trustworthy)(?: (?:{_PAPER}|one|read|work|source))?|"
     rf"is (?:it|this|that) (?:worth reading|an? (?:(?:really|very) )?(?:good|bad|great|interesting|boring) (?:paper|article|study|read))|how good is {_PAPER}|(?:should|would) (?:i|you) (?:read|recommend) {_PAPER}|"
     rf"what would (?:you|u) (?:ask|say to|tell|criticis?z?e|change|improve|add|do differently)(?: (?:the|its) authors?| (?:about|in|to|of) (?:{_PAPER}|it|this)| {_PAPER})*|"
     rf"what do (?:you|u) find (?:(?:most|particularly|really) )?\w+(?: (?:about|in) (?:{_PAPER}|it|this))?)", NO_OPINION),
    (rf"(?:so |and |but )?(?:(?:(?:can|could|would|will|may) )?{_HELP}|i (?:just )?(?:need|want|could use) (?:(?:some|your|a bit of) )?help(?: (?:with|on|understanding|reading) {_TASK})?|"
     rf"i(?:'ve| have)?(?: got| just have)? {_QUESTIONS}|(?:can|could|may|might) i (?:please )?ask(?: you)? (?:something|{_QUESTIONS})(?: (?:about|on) {_TASK})?|"
     rf"i(?:'?m| am) (?:(?:just|only|an?|the|also) )*(?:[\w-]+ ){{0,2}}{_READER}(?: (?:at|of|in|from|here)\b[^,;:?!]{{0,40}})?|i(?:'?m| am) new (?:here|to (?:this|the field|the topic|the subject))|"
     rf"my name(?:'s| is) [\w-]+(?: [\w-]+)?|(?:nice|pleased|good) to meet you|i(?:'m| am) (?:just )?(?:trying to|going to|about to|supposed to)? ?(?:read|understand|reading|studying) {_TASK})", WELCOME),
    (rf"{PLEASE}(?:do|write|finish|solve) (?:my|our|the) (?:\w+ )?(?:{_HOMEWORK}|presentation|term paper)(?: (?:for|with) me)?", NO_TEXTS),
    (rf"{PLEASE}translate (?:(?:(?:the|this|that|your|its) "
     r"(?:paper|article|abstract|text|answer|document|summary|section|sentence)s?|it|this|that|everything)\b.*|.+ (?:in)?to "
     rf"{_LANGUAGE}\W*)|"
     rf"(?:{PLEASE}(?:answer|say it|say that|speak|reply) in {_LANGUAGE}|in {_LANGUAGE},? please)(?:,? please)?",
     "I show the documents' own words, so I do not translate them. Ask me what they say, in English."),
    (rf"{PLEASE}(?:write|compose|draft) (?:me )?an? "
     r"(?:\w+ )?(?:essay|e-?mail|letter|story|song|tweet|blog post|article|speech|code|program|script)\b.*|"
     rf"{PLEASE}(?:write|compose|draft|generate|create|make|prepare|produce|design|build|develop)(?: (?:me|us))? (?:(?:an?|some|two|three|four|five|ten|twenty|several|\d+) )?(?:[\w-]+ ){{0,2}}?{_MADE}\b.*|"
     rf"{PLEASE}(?:give|suggest|propose|think of|come up with|invent)(?: (?:me|us))? (?:an?|some|two|three|four|five|ten|several|\d+) (?:[\w-]+ ){{0,2}}?{_INVENTED}\b.*|"
     rf"{PLEASE}(?:turn|convert|transform|rework|make) {_PAPER} (?:in)?to (?:an? |some )?(?!(?:bullet|list|points)\w*\b)\w+.*|{PLEASE}quiz me\b.*",
     NO_TEXTS),
    (rf"{PLEASE}(?:plot|graph|visuali[sz]e)(?: (?:me|us))? (?:the|a|how|its|their)\b.*|"
     rf"{PLEASE}(?:draw|make|create|generate|produce|build)(?: (?:me|us))? an? (?:[\w-]+ ){{0,2}}?(?:chart|graph|plot|diagram|histogram|mind ?map|infographic|flow ?chart|word ?cloud|map)\b.*",
     NO_PICTURES),
    (rf"(?:and |but )?(?:(?:{PLEASE}(?:cite|give|show|name)(?: me)? |what(?:'s| is) )?(?:(?:the|your|its|a) )?"
     r"(?:source|page(?: numbers?)?|section(?: number)?|citation)(?: (?:of|for) (?:that|this|it))?|sources|"
     r"(?:(?:in|on|from) )?(?:which|what) (?:page|section|chapter|paper|document|article|source|file)"
     rf"(?: (?:is|was) (?:that|this|it)(?: (?:in|on|from))?| (?:does|do|did) (?:it|they) {_SAYS_IT}| {_SAYS_IT})?|"
     rf"(?:which|what) (?:sentences?|lines?|passages?|paragraphs?|words|part) {_SAYS_IT}|{PLEASE}(?:quote|repeat) (?:(?:that|this|it|them)|the (?:exact )?(?:words|passage|sentence|text))(?: (?:exactly|verbatim|literally|word for word|in full|again))*|"
     rf"{PLEASE}(?:(?:give|show|read|display)(?: me)? )(?:the|its|your) (?:(?:exact|original|whole|full) )?(?:passage|sentence|quote|quotation|wording|paragraph)s?{_OF_THAT}?|"
     rf"says who|who says so|how do you know(?: (?:that|this))?|where (?:exactly )?(?:does|do|did) (?:it|they|the (?:paper|text|document|article|study|authors?)) {_SAYS_IT}|"
     rf"{PLEASE}(?:show|tell|point)(?: me)?(?: to)?(?: exactly)? where(?: exactly)?(?: {_STANDS})?|where(?: exactly)? {_SAYS_IT}|"
     r"where(?:'s| is) (?:that|this|it) (?:written|printed)|where did you (?:find|get|read|see) (?:that|this|it))(?:,? please)?", FOOTNOTES),
    (rf"(?:(?:but|and|ok(?:ay)?|now|please|maybe),? |a (?:bit|little) |much |(?:can|could|would|will) you |{_PUT} |explain |(?:a|the) )*"
     rf"(?:eli5|tl;?dr|shorter|briefer|simpler|plainer|(?:shorten|simplify|rephrase|reword|paraphrase|condense) {_IT_SAID}|too long|(?:that|this|it) (?:is|was) too long|in short|in (?:one|a(?: single)?) (?:(?:short|simple|single) )?(?:sentence|word|line)|"
     rf"in (?:(?:more|very|really) )?(?:simpler?|plain(?:er)?|easier|easy|other|fewer|your own|layman's) (?:words|terms|english|language)|(?:more |very )?(?:simply|briefly|concise(?:ly)?|plainly)|(?:like|as if) i(?:'m| am| was| were) (?:five|5|a (?:child|kid|beginner))|(?:to|for) {LISTENER})(?: (?:version|answer))?(?:,? please)?", OWN_WORDS),
    (rf"(?:and |but )?(?:{PLEASE}(?:make|write|give|show|put|turn|list|answer|reply|respond|use)(?: me)?(?: (?:it|that|this|them|these|those))?(?: (?:as|in|into|with))? |(?:as|in|into) )(?:an? )?(?:(?:bullet(?:ed)?|numbered) )?(?:points|lists?|bullets|table){_OF_THAT}?(?:,? please)?|"
     r"(?:an? )?(?:bullet(?:ed)?|numbered) (?:points|lists?)(?:,? please)?|an? list,? please|"
     rf"{PLEASE}(?:number|rank|order|sort|reorder) (?:them|these|those|it)(?: all)?(?: (?:by|in order of) (?:importance|relevance|priority|urgency|how \w+ they are))?(?:,? please)?|"
     rf"{PLEASE}(?:give|list|name|show)(?: me)? (?:(?:only|just|the (?:top|first|best)) )?(?:two|three|four|five|six|\d)(?: (?:points|of (?:them|these|those)))?(?:,? please)?", OWN_WORDS),
)  # fmt: skip
_ASIDE = re.compile(r"(?<=\w)[,.]? (?:by the way|to be honest|tbh|lol|haha)(?=\W*$)", re.IGNORECASE)
_EXPLAIN_IT = re.compile(
    r"\b(?:explain|summari[sz]e|simplify|describe)(?: (?:it|this|everything)\b|(?! that\b))|\beli5\b",
    re.IGNORECASE,
)
_EDGES = " \t!?.,;:)("
_PIECE = re.compile(
    r"[,.!?;:]+\s+|"
    r"(?:(?<=^hi)|(?<=^hey)|(?<=^hello)|(?<=^hello there)|(?<=^hi there)|(?<=^hey there))\s+(?=(?:i(?:['’]?m|['’]d|['’]ve)?|what|which|who|how|when|where|why|is|are|can|could|do|does|did|tell)\b)|"
    r"\s+and\s+(?=i(?:['’]?d|['’]?ve| want| would| have| need)\b)|"
    r"\s+(?:(?:and|but|so)\s+)?(?=(?:(?-i:hi|hello|thanks|thank you|thx|bye|goodbye))\b)",
    re.IGNORECASE,
)
_TALK = tuple((re.compile(pattern, re.IGNORECASE), reply) for pattern, reply in _SMALLTALK)
_IT = re.compile(r"\b(?:it|this|that)\b", re.IGNORECASE)


def smalltalk(question: str, history: Sequence[Turn] = ()) -> str:
    """Return a short honest reply to a greeting or a question about the bot or its answers, else "".

    After a question on something else "How does it work?" is not about the bot, and "Source?" is
    about the answer. Before any, "Explain it like I'm five" is about the paper.
    """
    reply = _reply(question)
    of_the_paper = reply == OWN_WORDS and bool(_EXPLAIN_IT.search(question))
    if (reply == FOOTNOTES or of_the_paper) and not goes_on(history):
        return ""
    if reply == ABOUT_ME and goes_on(history) and _IT.search(question):
        return ""
    return reply


def goes_on(history: Sequence[Turn]) -> bool:
    """Say whether anything but small talk came before."""
    return any(not smalltalk(turn.question) for turn in history)


def past_courtesy(question: str) -> str:
    """Return what is asked after a "Thanks!" or "That's wrong," that it opens with; else as it is.

    After "Hello. I'm a student." what is asked may be the name of a thing as well. A "by the way"
    that it ends in is no part of it.
    """
    question = _ASIDE.sub("", question)
    opening = _PIECE.search(question)
    reply = _reply(question[: opening.start()]) if opening else ""
    if opening is None or not reply:
        return question
    rest = past_courtesy(question[opening.end() :])
    if reply in (HELLO, WELCOME):
        return rest
    asks = OPENS.match(rest) or BARE.match(rest) or is_clause(rest) or correction_in(rest)
    return rest if asks else question


def _reply(text: str) -> str:
    """Return the reply to small talk, or to several pieces of it: "Hi, how are you?"."""
    plain = with_apostrophes(text.strip(_EDGES).replace("’", "'"))
    if whole := next((reply for pattern, reply in _TALK if pattern.fullmatch(plain)), ""):
        return whole
    pieces = [piece for piece in _PIECE.split(plain) if piece.strip(_EDGES)]
    replies = [_reply(piece) for piece in pieces] if len(pieces) > 1 else []
    return replies[-1] if replies and all(replies) else ""
