"""What a question names and the evidence lacks is said, and lowers the chance of an answer."""

# ruff: noqa: E501 - a table of questions

from __future__ import annotations

from dataclasses import replace

import pytest

from app.abstain import estimate, load_weights, probability
from app.chatbot import Chatbot
from app.evidence.around import around
from app.evidence.candidates import Candidate, Query, make_query
from app.evidence.chosen import Chosen
from app.evidence.fitting import fitting
from app.evidence.spans import sentence_spans
from app.language.lexemes import every_stem
from app.language.lexicon import Lexicon
from app.question.questions import analyse
from app.silence.doubts import GRAVE, PLAIN, SLIGHT, Doubt
from app.silence.missing import missing
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes

TEXT = """# Trade in the Valley

## 1 Harvest

In 2019 the harvest of the valley fell by 6.5% to 48.2 thousand tonnes, worth 9.3 million euros.

## 2 Growers

The valley lists 310 growers. In 2021 the Orchard Union joined them.

## 3 Trees

The mean age of the trees is 14 years. The first terrace was opened in spring by the council.

Nothing else is known.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(TEXT.encode(), "valley.md")


def found(question: str, document: Document, encoder: Encoder, shown: str) -> list[Doubt]:
    start = document.text.index(shown)
    spans = sentence_spans(document, start, document.text.index(".\n", start) + 1)
    chosen = [Chosen(document, first, last, 1.0) for first, last in spans]
    lexicon = Lexicon([document.text])
    query = make_query(analyse(question), encoder, lexicon)
    ranked = [(each, 0.0) for each in sentences(query, document)]
    return missing(query, ranked, chosen, around(chosen), lexicon)


def sentences(query: Query, document: Document) -> list[Candidate]:
    """Return the document's sentences, each with the question's words that stand in it."""
    made = []
    for start, end in sentence_spans(document, 0, len(document.text)):
        text = document.text[start:end]
        soft = {term: float(term in every_stem(text)) for term in query.term_weights}
        values = fitting(query.question, text)
        made.append(Candidate(document, 0, "", start, end, text, {}, values, soft))
    return made


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What was the harvest in 2023?", "The documents give 2019 here, not 2023."),
        ("What was the harvest in 2021?", "The documents give 2019 here, not 2021."),
        ("What was the harvest worth in dollars?", "The documents give the amount in euro, not in dollar."),
        ("How many villagers moved to the valley?", "The documents give no number of villagers."),
        ("What was the harvest of Freedonia?", "Nothing in these documents mentions 'Freedonia'."),
        ("How did the harvest rise?", "The documents say 'fell' here, not 'rise'."),
        ("What was the harvest before 2015?", "The documents give 2019 here, not 2015."),
        ("Why did the harvest fall?", "These documents touch on this, but give no reason for it."),
        ("Which 77 villages brought the harvest in?", "What comes nearest does not mention 77."),
        ("Who is the mayor of the valley?", "Nothing in these documents mentions 'mayor'."),
        ("What was the harvest in the first quarter of 2019?", "The documents say nothing here about 'first quarter'."),
        ("How high is the dosage of insulin?", "These documents touch on this, but give no number for it."),
        ("Which cities brought the harvest in?", "The documents do not say here which cities."),
        ("Which airline flew the harvest out?", "The documents do not say here which airline."),
        ("Which company flew the harvest out?", "The documents do not say here which company."),
        ("Which foreign cities brought the harvest in?", "The documents do not say here which cities."),
        ("How did the Orchard Union change the harvest?", "The documents mention 'Orchard Union', but not beside what comes nearest."),
        ("Which growers brought the biggest harvest in?", "The documents put none of them above the others here."),
        ("How much did the terrace harvest bring?", "The documents mention 'terrace', but give no figure for it here."),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_and_counts_against_an_answer(
    question: str, why: str, document: Document, hashing_encoder: Encoder
) -> None:
    doubts = found(question, document, hashing_encoder, "In 2019")

    assert [doubt.why for doubt in doubts] == [why]
    assert all(doubt.factor in (GRAVE, PLAIN, SLIGHT) for doubt in doubts)


@pytest.mark.parametrize(("counted", "grade"), [("villagers", PLAIN), ("hectares", GRAVE)])
def test_a_measure_that_is_not_told_is_a_graver_doubt_than_a_thing_that_may_have_another_word(
    counted: str, grade: float, document: Document, hashing_encoder: Encoder
) -> None:
    [doubt] = found(f"How many {counted} has the valley?", document, hashing_encoder, "In 2019")

    assert (doubt.kind, doubt.factor) == ("count", grade)


@pytest.mark.parametrize("form", ["numbers", "values", "reasons", "examples"])
def test_a_verb_after_how_many_numbers_is_not_what_is_counted(
    form: str, document: Document, hashing_encoder: Encoder
) -> None:
    doubts = found(f"How many {form} stand for harvest?", document, hashing_encoder, "In 2019")

    assert "count" not in [doubt.kind for doubt in doubts]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What is the median age of the trees?", "The documents give the mean here, not the median."),
        ("When was the third terrace laid out?", "The documents speak of the first terrace, not the third."),
        ("Who had the terrace closed?", "The documents say 'opened' here, not 'closed'."),
        ("What is the average age of the trees?", None),
        ("Exactly how old are the trees on average?", None),
        ("Who had the first terrace opened?", None),
    ],
)  # fmt: skip
def test_another_statistic_another_of_a_row_and_the_contrary_are_told(
    question: str, why: str | None, document: Document, hashing_encoder: Encoder
) -> None:
    shown = "The mean age" if "age" in question else "The first terrace"
    doubts = found(question, document, hashing_encoder, shown)

    assert [doubt.why for doubt in doubts] == ([why] if why else [])


@pytest.mark.parametrize(
    "question",
    [
        "What was the harvest in 2019?",
        "What was the harvest before 2021?",
        "Was the harvest above 40 thousand tonnes?",
        "Who is the grower of the harvest?",
        "How many tonnes did the harvest reach?",
        "What was the harvest worth in euros?",
        "Did the harvest rise or fall?",
        "Which two villages brought the harvest in?",
        "How large was the harvest in the 21st year of the valley?",
        "What share did the harvest of 48.2 thousand tonnes lose?",
        "By exactly what percentage did the harvest fall?",
    ],
)
def test_nothing_is_missing_where_the_evidence_speaks_of_it(
    question: str, document: Document, hashing_encoder: Encoder
) -> None:
    assert found(question, document, hashing_encoder, "In 2019") == []


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("How large was the total harvest in 2023?", "not 2023"),
        ("Why did the total harvest of the valley decline in 2019?", "not 'decline'"),
        ("What do growers think of submarine warfare?", "submarine"),
    ],
)
def test_a_refusal_says_what_the_documents_lack(chatbot: Chatbot, question: str, why: str) -> None:
    answer = chatbot.ask(question)

    assert answer.abstained
    assert why in answer.reason
    assert answer.hits


def lacks(
    documents: list[Document],
    encoder: Encoder,
    *,
    question: str = "Do penguins have knees?",
    **features: float,
) -> tuple[str, ...]:
    """Return what evidence lacks of which each sentence matches a question as `features` say."""
    lexicon = Lexicon([document.text for document in documents])
    query = make_query(analyse(question), encoder, lexicon)
    ranked = [
        (replace(each, features=features), 0.0)
        for document in documents
        for each in sentences(query, document)
    ]
    ranked.sort(key=lambda pair: -sum(pair[0].soft.values()))
    best = ranked[0][0]
    chosen = [Chosen(best.document, best.start, best.end, 0.0)]
    return estimate(query, ranked, chosen, lexicon).lacking


def test_what_no_sentence_comes_near_is_a_question_on_other_things(
    document: Document, hashing_encoder: Encoder
) -> None:
    other = parse_bytes(TEXT.replace("valley", "island").encode(), "island.md")

    assert "strange" in lacks([document], hashing_encoder, late=0.1, meaning=0.1)
    assert "strange" not in lacks([document], hashing_encoder, late=0.4, meaning=0.3)
    assert "strange" in lacks([document, other], hashing_encoder, late=0.4, meaning=0.3)
    assert "strange" not in lacks([document, other], hashing_encoder, late=0.6, meaning=0.5)


def test_what_is_asked_in_the_words_around_what_was_found_is_of_the_same_things(
    document: Document, hashing_encoder: Encoder
) -> None:
    other = parse_bytes(TEXT.replace("valley", "island").encode(), "island.md")
    far = {"late": 0.4, "meaning": 0.3}

    def lacking(question: str) -> tuple[str, ...]:
        return lacks([document, other], hashing_encoder, question=question, **far)

    assert "strange" in lacking("Do penguins trade in the valley?")
    assert "strange" in lacking("What is the trade of the valley?")
    assert "strange" not in lacking("What was the harvest of the valley worth in euros?")


def test_each_doubt_lowers_the_probability(chatbot: Chatbot) -> None:
    there = chatbot.ask("How large was the total harvest in 2019?")
    gone = chatbot.ask("How large was the total harvest in 2023?")

    assert gone.confidence < there.confidence / 2


def test_the_shipped_weights_are_those_of_features_that_there_are(chatbot: Chatbot) -> None:
    finder = chatbot._finder
    estimated = finder.find(analyse("How many growers are there?")).estimate

    assert set(load_weights()) - {"bias"} <= set(estimated.features)
    assert 0 < probability(estimated, load_weights()) < 1


def of_one_sentence(sentence: str) -> Document:
    text = f"# Valley\n\n## 1 Market\n\n{sentence}\n\nNo more is known.\n"
    return parse_bytes(text.encode(), "valley.md")


def test_what_is_told_roughly_is_not_what_is_asked_for_exactly(hashing_encoder: Encoder) -> None:
    rough = of_one_sentence("Three terraces had a growth rate of over 30%.")
    question = "What exactly was the growth rate of the terraces?"

    [doubt] = found(question, rough, hashing_encoder, "Three terraces")

    assert doubt.why == "The documents say 'over 30%' here, nothing more exact."
    assert found(question.replace(" exactly", ""), rough, hashing_encoder, "Three terraces") == []


def test_a_percentage_is_not_answered_by_a_text_without_numbers(hashing_encoder: Encoder) -> None:
    bare = of_one_sentence("The Orchard Union sells in one valley after another.")
    question = "What is the market share of the Orchard Union?"

    [doubt] = found(question, bare, hashing_encoder, "The Orchard")

    assert doubt.why == "These documents touch on this, but give no percentage for it."


def test_trust_that_declines_is_trust_that_is_lost(hashing_encoder: Encoder) -> None:
    both = of_one_sentence("Trust declines because parcels are late, and is hard to win.")

    assert found("Why do growers lose trust?", both, hashing_encoder, "Trust declines") == []


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("The crates were frozen to avoid any mould in the valley.", True),
        ("The crates were frozen for a night. This is because mould spreads in the valley.", True),
        ("The crates were frozen for a night. Hail, for lack of nets, broke the vines.", True),
        ("The crates were frozen for a night. Mould spreads, which makes fruit worthless.", True),
        ("The crates came late. With mould about, the crates were frozen for a night.", True),
        ("The crates were frozen. No more was said. Hail led to losses in the hills.", False),
        ("The crates were frozen for a night and counted in the morning.", False),
    ],
)
def test_a_reason_stands_in_the_sentence_that_states_the_thing_or_next_to_it(
    told: str, reason: bool, hashing_encoder: Encoder
) -> None:
    doubts = found("Why were the crates frozen?", of_one_sentence(told), hashing_encoder, "The cr")

    assert [doubt.kind for doubt in doubts] == ([] if reason else ["reason"])


def test_why_a_thing_should_be_is_what_is_good_about_it(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Cold storage improves the quality of the pears.")

    assert found("Why should cold storage be built?", told, hashing_encoder, "Cold") == []
    assert found("Why was cold storage built?", told, hashing_encoder, "Cold") != []


def test_what_is_so_much_more_has_grown(hashing_encoder: Encoder) -> None:
    told = "Exports were 12% {} than the year before, and imports saw a decrease."
    more, fewer = (of_one_sentence(told.format(word)) for word in ("more", "less"))
    question = "By what percentage did exports grow?"

    assert found(question, more, hashing_encoder, "Exports") == []
    [doubt] = found(question, fewer, hashing_encoder, "Exports")
    assert doubt.why == "The documents say 'decrease' here, not 'grow'."


def test_what_lowers_one_thing_may_raise_another(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Growers improve the roads by laying stones where they are worn.")

    asked = "How can growers reduce the wear of the roads?"
    assert "direction" not in {each.kind for each in found(asked, told, hashing_encoder, "Growers")}


def test_a_thing_that_bears_a_name_is_told_by_one_of_its_own(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Growers of Tara Province sell to banks, and Tara Bank to them.")

    asked = "Which country do the growers of Tara sell to?"
    assert "naming" in {each.kind for each in found(asked, told, hashing_encoder, "Growers")}
    known = of_one_sentence("Growers of Tara Province sell mostly to Norway and to its banks.")
    assert "naming" not in {each.kind for each in found(asked, known, hashing_encoder, "Growers")}


HERDS = """# Herds

Prices were low because roads were poor.

Growers sold the goats early.

Goats were sold.
"""


@pytest.mark.parametrize(
    ("shown", "first", "grade"),
    [
        ("Growers sold", "Growers sold", GRAVE),  # no reason of anything
        ("Prices were", "Growers sold", PLAIN),  # of another thing; what is asked stands elsewhere
        ("Prices were", "Goats were", SLIGHT),  # the best speaks of it in other words
    ],
)
def test_a_missing_reason_counts_less_where_the_best_sentence_tells_it_in_other_words(
    shown: str, first: str, grade: float, hashing_encoder: Encoder
) -> None:
    document = parse_bytes(HERDS.encode(), "herds.md")
    lexicon = Lexicon([document.text])
    query = make_query(analyse("Why did growers sell the goats early?"), hashing_encoder, lexicon)
    told = sentences(query, document)
    ranked = sorted(told, key=lambda each: not each.text.startswith(first))
    chosen = [
        Chosen(document, each.start, each.end, 1.0) for each in told if each.text.startswith(shown)
    ]

    scored = [(each, 0.0) for each in ranked]
    [doubt] = missing(query, scored, chosen, around(chosen), lexicon)

    assert (doubt.kind, doubt.factor) == ("reason", grade)


def test_words_of_the_title_do_not_stand_for_what_is_asked(hashing_encoder: Encoder) -> None:
    text = "# Pear Exports of the Northern Valley\n\nIn 2019 exports fell by 3 percent.\n\nNothing more.\n"
    told = parse_bytes(text.encode(), "pears.md")

    asked = "Did pear exports of the Northern Valley rise in 2019?"
    assert "direction" in {each.kind for each in found(asked, told, hashing_encoder, "In 2019")}


def test_where_nothing_else_is_asked_every_sentence_may_tell_the_contrary(
    hashing_encoder: Encoder,
) -> None:
    told = of_one_sentence("Growers say that it fell.")

    [doubt] = found("Did it rise?", told, hashing_encoder, "Growers")
    assert doubt.why == "The documents say 'fell' here, not 'rise'."


def test_the_reason_quotes_the_word_that_is_said_of_what_is_asked(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Growers saw costs fall. Exports decreased sharply.")

    doubts = found("How did exports rise?", told, hashing_encoder, "Growers")
    assert "The documents say 'decreased' here, not 'rise'." in [each.why for each in doubts]


def test_the_contrary_of_a_word_counts_only_where_it_is_said_of_what_is_asked(
    hashing_encoder: Encoder,
) -> None:
    on_it = of_one_sentence("Growers say that the cold store is too small for the village.")
    aside = of_one_sentence("Growers send the cold store reports. A small harvest was sold.")

    asked = "Which cold store is too large?"
    [doubt] = found(asked, on_it, hashing_encoder, "Growers")
    assert (doubt.kind, doubt.factor) == ("contrary", GRAVE)
    assert found(asked, aside, hashing_encoder, "Growers") == []


def test_more_of_one_thing_is_not_the_contrary_of_less_of_another(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Growers pay lower tolls, and roads become more even.")

    assert found("How do growers pay less for roads?", told, hashing_encoder, "Growers") == []


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("How many reasons are there for the high tolls?", []),  # three factors are three reasons
        ("How many items are on the list of tolls?", []),
        ("How many villagers pay the high tolls?", ["count"]),
    ],
)
def test_what_counts_the_same_is_counted(
    question: str, lacking: list[str], hashing_encoder: Encoder
) -> None:
    tolls = of_one_sentence("Three factors keep the tolls on the list high.")

    doubts = found(question, tolls, hashing_encoder, "Three factors")

    assert [doubt.kind for doubt in doubts] == lacking


def test_what_was_said_before_a_name_is_not_said_of_it(hashing_encoder: Encoder) -> None:
    after = of_one_sentence("The exports were 48 tonnes. Oakton and Elmhurst export more.")
    before = of_one_sentence("Oakton and Elmhurst export more. The exports were 48 tonnes.")
    question = "How many tonnes did Oakton export?"

    [doubt] = found(question, after, hashing_encoder, "The exports")

    assert doubt.why == "The documents mention 'Oakton', but give no figure for it here."
    assert found(question, before, hashing_encoder, "Oakton and") == []


def test_a_date_holds_for_the_names_after_it(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("The stage began in 2013. Exports grew as Oakton came to the valley.")

    assert found("When did Oakton come to the valley?", told, hashing_encoder, "The stage") == []


def test_when_is_not_answered_without_a_time(hashing_encoder: Encoder) -> None:
    untimed = of_one_sentence("The village should mend its tolls by suitable measures.")
    timed = of_one_sentence("The village should mend its tolls after the harvest.")
    question = "By when should the village mend its tolls?"

    [doubt] = found(question, untimed, hashing_encoder, "The village")

    assert doubt.why == "These documents touch on this, but give no date for it."
    assert found(question, timed, hashing_encoder, "The village") == []


def test_the_place_that_a_paper_is_about_is_no_firm_in_it(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("In the Valley pears have the largest share of the market.")
    question = "Which firm has the largest share of the market?"

    [doubt] = found(question, told, hashing_encoder, "In the Valley")

    assert doubt.why == "The documents do not say here which firm."


def test_what_is_counted_is_no_verb_that_ends_as_a_plural_does(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("The crates wait for 14 days at the pass.")

    assert found("How many days pass at the pass?", told, hashing_encoder, "The crates") == []


def test_a_share_is_no_amount_of_what_is_named(hashing_encoder: Encoder) -> None:
    grown = of_one_sentence("Exports were 48 tonnes. In Oakton they grew by 30%.")

    much = found("How much did Oakton export?", grown, hashing_encoder, "Exports")
    rate = found("What was the growth rate of Oakton?", grown, hashing_encoder, "Exports")

    assert [doubt.kind for doubt in much] == ["elsewhere"]
    assert rate == []


def test_a_unit_and_another_word_for_volume_tell_nothing_of_what_it_is(
    hashing_encoder: Encoder,
) -> None:
    told = of_one_sentence("The trade had a total volume of 158 million euros.")

    assert found("What was the turnover in euros?", told, hashing_encoder, "The trade") == []


def test_a_value_is_of_no_phrase_that_stands_elsewhere_only(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Red wine sells well.\n\nAll the parcels brought 16 million euros.")
    question = "How many euros did red wine bring?"

    [doubt] = found(question, told, hashing_encoder, "All the parcels")

    assert doubt.why == "The documents mention 'red wine', but give no figure for it here."


def test_the_exports_of_one_thing_are_no_imports_though_the_paragraph_has_others(
    hashing_encoder: Encoder,
) -> None:
    told = of_one_sentence("The import of pears is small. The export of crates was 48 tonnes.")
    leaning = of_one_sentence("The import of crates is small. It was 48 tonnes, the export 96.")
    question = "How many tonnes of crates did they import?"

    [doubt] = found(question, told, hashing_encoder, "The import")

    assert doubt.why == "The documents say 'export' here, not 'import'."
    assert "contrary" not in {
        doubt.kind for doubt in found(question, leaning, hashing_encoder, "The import")
    }


def test_money_that_is_lost_is_no_contrary_of_what_grew(hashing_encoder: Encoder) -> None:
    grew = of_one_sentence("The harvest of pears had an increase of 3% to 9 million euros.")

    whys = [
        f.why for f in found("How much was lost to hail?", grew, hashing_encoder, "The harvest")
    ]

    assert not any("lost" in why for why in whys)


def test_of_two_that_are_not_compared_none_is_put_above_the_other(
    hashing_encoder: Encoder,
) -> None:
    told = of_one_sentence("Couriers such as Lund and Berg serve the harbour.")

    [doubt] = found("Which courier is faster, Lund or Berg?", told, hashing_encoder, "Couriers")

    assert (doubt.kind, doubt.factor) == ("superlative", GRAVE)


def test_what_goes_along_puts_something_else_first(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Three couriers serve it. Pears have the largest share of the market.")

    [doubt] = found("Which courier is the strictest?", told, hashing_encoder, "Three couriers")

    assert doubt.why == "The documents put none of them above the others here."


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        ("Pears have the largest share of the market. Growers are proud of them.", True),
        ("Pears have the largest share of the market, followed by plums.", False),
        ("Pears have the largest share of the market. Plums are the second.", False),
        ("Pears have 40% of the market, plums 30%, the largest shares.", False),
    ],
)
def test_which_comes_second_is_told_by_an_order_or_by_figures(
    told: str, missed: bool, hashing_encoder: Encoder
) -> None:
    paper = of_one_sentence(told)

    doubts = found("Which has the second largest share?", paper, hashing_encoder, "Pears have")

    assert ("The documents do not say which of them comes second." in map(_why, doubts)) == missed


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        ("Pressing a tonne of pears takes 142 litres of water.", True),
        ("Pressing a tonne of pears takes two days.", False),
        ("Pressing a tonne of pears takes 90 min of work.", False),
        ("Pears were pressed from 2013 to 2017 at the mill.", False),
        ("Pressing has been done so since 1998.", False),
    ],
)
def test_how_long_a_thing_takes_is_told_in_time(
    told: str, missed: bool, hashing_encoder: Encoder
) -> None:
    paper = of_one_sentence(told)

    doubts = found("How long does pressing pears take?", paper, hashing_encoder, "P")

    assert ("The documents do not say here how long." in map(_why, doubts)) == missed


def test_what_a_thing_depends_on_tells_when_it_is_done(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Pruning is called for if the branches touch.")

    assert not found("When is pruning called for?", told, hashing_encoder, "Pruning")


def test_a_number_that_is_asked_of_the_second_is_no_rank(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Millbrook has 4000 people.")

    doubts = found("How many live in the second largest town?", told, hashing_encoder, "Mill")

    assert "superlative" not in {doubt.kind for doubt in doubts}


def _why(doubt: Doubt) -> str:
    return doubt.why


def test_what_is_only_mentioned_is_not_told_what_it_is(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Growers ask for a hail net. A crate pool serves all growers alike.")

    [doubt] = found("What is a hail net?", told, hashing_encoder, "Growers ask")

    assert doubt.why == "The documents do not say what a hail net is."
    assert found("What is a crate pool?", told, hashing_encoder, "Growers ask") == []
