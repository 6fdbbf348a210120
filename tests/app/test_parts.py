"""Which questions one question puts together."""

from __future__ import annotations

import pytest

from app.parts import parts_of


@pytest.mark.parametrize(
    ("question", "how", "texts"),
    [
        (
            "How many patients were enrolled and how many died?",
            "questions",
            ("How many patients were enrolled?", "How many died (patients enrolled)?"),
        ),
        (
            "What were the costs in 2019, and how high was the income?",
            "questions",
            ("What were the costs in 2019?", "How high was the income in 2019?"),
        ),
        (
            "What were the costs in 2019, and which trees bore most?",
            "questions",
            ("What were the costs in 2019?", "Which trees bore most?"),
        ),
        (
            "When were the trees planted, and which bore most?",
            "questions",
            ("When were the trees planted?", "Which bore most?"),
        ),
        (
            "When begin the harvest, and which trees bear most?",
            "questions",
            ("When begin the harvest?", "Which trees bear most?"),
        ),
        (
            "How long does the pressing take, and on what machine?",
            "questions",
            ("How long does the pressing take?", "On what machine (pressing take)?"),
        ),
        (
            "How many growers and millers were asked?",
            "things",
            ("How many growers were asked?", "How many millers were asked?"),
        ),
        (
            "What is the title and who are the authors?",
            "questions",
            ("What is the title?", "Who are the authors?"),
        ),
        (
            "In 2019, how many trees were felled and who bought them?",
            "questions",
            ("In 2019, how many trees were felled?", "In 2019, who bought them (trees felled)?"),
        ),
        (
            "How common was rust in Kent, and in Devon?",
            "sides",
            ("How common was rust in Kent?", "How common was rust in Devon?"),
        ),
        (
            "Which tools are used for rail and for road?",
            "sides",
            ("Which tools are used for rail?", "Which tools are used for road?"),
        ),
        (
            "Compare Kent and Devon: how many trees were felled in each?",
            "compared",
            ("How many trees were felled in Kent?", "How many trees were felled in Devon?"),
        ),
        (
            "Compare rail and road, what does a ton cost?",
            "compared",
            ("What does a ton cost for rail?", "What does a ton cost for road?"),
        ),
        (
            "Compare import and export volumes in 2019.",
            "compared",
            ("What is import volumes in 2019?", "What is export volumes in 2019?"),
        ),
        (
            "Compare the results of the first model with those of the second model.",
            "compared",
            (
                "What is the results of the first model?",
                "What is the results of the second model?",
            ),
        ),
        (
            "Compare the samples of the Oakton and the Hill Valley studies.",
            "compared",
            (
                "What is the samples of the Oakton study?",
                "What is the samples of the Hill Valley study?",
            ),
        ),
        (
            "Compare the sample of the Oakton study and the Hill paper.",
            "compared",
            (
                "What is the sample of the Oakton study?",
                "What is the sample of the Hill paper?",
            ),
        ),
        (
            "How do the plastic and the kraft paper differ in price?",
            "compared",
            ("What is price in the plastic?", "What is price in the kraft paper?"),
        ),
        (
            "How do the Oakton and the Hill studies differ in the main pest?",
            "compared",
            (
                "What is the main pest in the Oakton study?",
                "What is the main pest in the Hill study?",
            ),
        ),
        (
            "How does a convolution differ from a recurrence?",
            "compared",
            ("What is a convolution?", "What is a recurrence?"),
        ),
        (
            "What distinguishes a convolution from a recurrence?",
            "compared",
            ("What is a convolution?", "What is a recurrence?"),
        ),
        (
            "What sets a convolution apart from a recurrence?",
            "compared",
            ("What is a convolution?", "What is a recurrence?"),
        ),
        ("What sets a convolution apart from the rest?", "", ()),
        (
            "Which tools are advised for pruning and which for grafting?",
            "questions",
            ("Which tools are advised for pruning?", "Which tools are advised for grafting?"),
        ),
        (
            "Which trees were felled in spring in 2019 and which in autumn?",
            "questions",
            (
                "Which trees were felled in spring in 2019?",
                "Which trees were felled in autumn in 2019?",
            ),
        ),
        (
            "What is the size of the orchard and how many of the trees are old?",
            "questions",
            ("What is the size of the orchard?", "How many of the trees are old?"),
        ),
        (
            "What was done in the year 2019, and who led the firm then?",
            "questions",
            ("What was done in the year 2019?", "Who led the firm in the year 2019?"),
        ),
        (
            "What do the tables show? And the figures?",
            "questions",
            ("What do the tables show?", "What do the figures show?"),
        ),
        (
            "Who planted in the early years, and what was lost then?",
            "questions",
            ("Who planted in the early years?", "What was lost in the early years?"),
        ),
        (
            "Is cold storage scarce, and if so, why?",
            "questions",
            ("Is cold storage scarce?", "Why is cold storage scarce?"),
        ),
        (
            "What is the difference between the second and the third stage of growth?",
            "compared",
            ("What is the second stage of growth?", "What is the third stage of growth?"),
        ),
        (
            "How did the first harvest differ from the second in terms of weight?",
            "compared",
            (
                "What is the first harvest in terms of weight?",
                "What is the second harvest in terms of weight?",
            ),
        ),
        (
            "How does Kent's yield compare with that of Essex?",
            "compared",
            ("What is Kent's yield?", "What is the yield of Essex?"),
        ),
        (
            "How does the first quarter of 2019 compare with that of 2018?",
            "compared",
            ("What is the first quarter of 2019?", "What is the first quarter of 2018?"),
        ),
        (
            "What is the difference between pruning and grafting? Give me all of it.",
            "compared",
            ("What is pruning?", "What is grafting?"),
        ),
        (
            "Compare the first stage of growth with the one that began in May.",
            "compared",
            ("What is the first stage of growth?", "What is the stage that began in May?"),
        ),
        (
            "What was the harvest in 2018 and in 2019?",
            "sides",
            ("What was the harvest in 2018?", "What was the harvest in 2019?"),
        ),
        (
            "What are the causes and effects of erosion?",
            "things",
            ("What are the causes of erosion?", "What are effects of erosion?"),
        ),
        (
            "What is the role of growers and millers in the harvest?",
            "things",
            (
                "What is the role of growers in the harvest?",
                "What is the role of millers in the harvest?",
            ),
        ),
        (
            "How does the first press differ from the press that was built in 2018?",
            "compared",
            ("What is the first press?", "What is the press that was built in 2018?"),
        ),
        (
            "What were the harvest volume and the price of dried apples?",
            "things",
            (
                "What were the harvest volume?",
                "What were the harvest volume of dried apples?",
                "What were the price of dried apples?",
            ),
        ),
        (
            "What were the volume and the price of dried apples?",
            "things",
            ("What were the volume of dried apples?", "What were the price of dried apples?"),
        ),
    ],
)
def test_a_question_is_taken_apart_into_questions_that_stand_alone(
    question: str, how: str, texts: tuple[str, ...]
) -> None:
    parts = parts_of(question)

    assert parts.how == how
    assert parts.texts == texts


def test_both_parts_of_a_follow_up_are_on_what_was_spoken_of() -> None:
    whole = "How high are they, or when will they fall (bank fees)?"

    assert parts_of(whole).texts == (
        "How high are they (bank fees)?",
        "When will they fall (bank fees)?",
    )
    assert parts_of("What is a tariff, and when will they fall (bank fees)?").texts[0] == (
        "What is a tariff?"
    )


def test_a_later_question_takes_along_what_it_points_back_to() -> None:
    parts = parts_of("What is cold storage and why is it scarce?")

    assert parts.texts[0] == "What is cold storage?"
    assert parts.texts[1].startswith("Why is it scarce")
    assert "cold storage" in parts.texts[1]


@pytest.mark.parametrize(
    "question",
    [
        "What is the mean age of the patients and how many of them were female?",
        "What are the causes of rot and which of these can be prevented?",
        "What did the plan cost in 2019 and what has changed since then?",
    ],
)
def test_a_later_question_that_is_whole_is_not_filled_from_the_first(question: str) -> None:
    later = parts_of(question).texts[1].casefold()

    assert later.startswith(question.casefold().split(" and ")[1].rstrip("?"))


@pytest.mark.parametrize(
    "question",
    [
        "How many patients died?",
        "What do we know about how the virus spreads?",
        "How did the number of cases change between 2018 and 2019?",
        "Tell me what the model is",
        "Who wrote this paper?",
        "How does the rust differ in Kent and in Devon?",
        "How does Kent compare with other counties?",
        "How do pears differ from all the others?",
        "Is the study built on interviews or on letters?",
        "Is it larger in Rome or in Paris?",
        "Compare rail and road: which is cheaper?",
        "Compare the maps with the census: how far apart are they?",
        "Why did the number of cases rise, and what was the main cause?",
        "According to section 3.2, what should growers do?",
        "If prices rise, who pays?",
        "What is the relationship between land use and the spread of the virus?",
        "Which firms moved in? Give me all of them.",
        "Which firms moved in? I need every name.",
        "What are the three marks of a good orchard? My students need them, please.",
    ],
)
def test_a_single_question_has_no_parts(question: str) -> None:
    assert parts_of(question).texts == ()


@pytest.mark.parametrize(
    "opening",
    [
        "Once the trees have been felled",
        "When the trees are felled",
        "Where trees have been felled",
        "As the trees grow",
        "Although the trees grow fast",
        "Provided that the trees are watered",
        "Unless the trees are watered",
    ],
)
def test_a_clause_that_leads_to_a_question_is_no_question_of_its_own(opening: str) -> None:
    assert parts_of(f"{opening}, which three tools do growers need?").texts == ()


@pytest.mark.parametrize(
    "question",
    [
        "Which grew faster, what comes in or what goes out?",
        "Rail or road, which is cheaper?",
        "Lund or Berg, who's the quicker one there?",
        "Who paid more, who bought the flour or who sold it?",
        "How many import and export firms were asked?",
    ],
)
def test_alternatives_and_one_thing_in_two_words_are_not_parted(question: str) -> None:
    assert parts_of(question).texts == ()


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "Could you please tell me, in short, ",
        "I write on fruit and have little time; could you tell me, on the basis of this paper, ",
        "We grow pears. Please tell us ",
    ],
)
def test_what_leads_up_to_questions_is_no_part_of_them(opening: str) -> None:
    parts = parts_of(f"{opening}what growers can do in winter, and what the state should do?")

    assert parts.texts == ("What growers can do in winter?", "What the state should do?")


def test_what_leads_up_to_one_question_makes_no_parts() -> None:
    assert parts_of("I grow pears; could you tell me what they cost?").texts == ()
