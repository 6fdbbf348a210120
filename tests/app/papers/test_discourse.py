"""Answers to what a paper says about itself."""

from __future__ import annotations

import pytest

from app.papers.discourse import discourse_answer, says_nothing
from app.papers.metadata import tell
from app.question.metadata import asked_about
from app.question.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes
from tests.app.papers.apples import PAPER, texts


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER, "apples.md")


def test_the_limits_of_the_study_are_its_own_and_are_listed(document: Document) -> None:
    told = texts("What limitations do the authors acknowledge?", document)

    assert "two limitations" in told
    assert "everywhere" not in told


def test_limits_that_are_counted_off_are_all_told_without_what_is_said_of_each() -> None:
    text = PAPER.replace(
        b"This study has two limitations. First, it\ncovers one valley only. Second, it asked no "
        b"merchants.",
        b"This study has several limitations. First, it covers one valley only. It is a long "
        b"valley. Its growers are many. Last year they sold more.\n\nSecond, the scales may be "
        b"biased. Even so, two scales agreed, which helps against bias. Finally, it asked no "
        b"merchants. They sell late.",
    )
    told = texts("What are the limitations of the study?", parse_bytes(text, "apples.md"))

    assert told == (
        "This study has several limitations. First, it covers one valley only. "
        "Second, the scales may be biased. Finally, it asked no merchants."
    )


def test_a_limitation_of_the_study_is_told_with_what_this_study_says_of_its_limits() -> None:
    text = PAPER.replace(
        b"Storage has its limitations everywhere.",
        b"The main limitation of the study is its size. "
        b"The main limitation of the study by Hill was cost.",
    )
    told = texts("What are the limitations of the study?", parse_bytes(text, "apples.md"))

    assert "its size" in told
    assert "two limitations" in told
    assert "Hill" not in told


def test_the_cells_of_a_table_that_name_a_limit_are_none_of_the_paper_s() -> None:
    cells = "• Lack of barrels • Limitation in the use of barrels 4.2 Care 1."
    text = PAPER.replace(b"This study has two limitations.", cells.encode())
    question = analyse("What are the limitations of the study?")

    assert says_nothing(question, [parse_bytes(text, "apples.md")]).endswith("of its own.")


def test_the_limits_of_what_others_did_are_not_the_paper_s_own() -> None:
    text = PAPER.replace(
        b"This study has two limitations.",
        b"Given the limitations of previous research, we asked in winter. To address these "
        b"limitations, our study covers two valleys.",
    )
    question = analyse("What are the limitations of the study?")

    assert says_nothing(question, [parse_bytes(text, "apples.md")]).endswith("of its own.")


def test_the_weaknesses_that_a_paper_examines_are_not_its_own() -> None:
    text = PAPER.replace(
        b"This study has two limitations.",
        b"The paper examines the weaknesses of the market and identifies limitations in its roads.",
    )
    question = analyse("What limitations of their own research do the authors admit?")

    assert says_nothing(question, [parse_bytes(text, "apples.md")]).endswith("of its own.")


def test_aim_and_findings_are_told_from_where_the_paper_states_them(document: Document) -> None:
    assert "why growers sell early" in texts("What is the aim of this study?", document)
    assert "want of storage" in texts("What are the main findings of the paper?", document)


@pytest.mark.parametrize(
    "question",
    ["What are the limitations of cold storage?", "What does the study find about merchants?"],
)
def test_a_question_about_something_in_the_paper_is_searched(
    document: Document, question: str
) -> None:
    assert discourse_answer(analyse(question), document) == []
    assert says_nothing(analyse(question), [document]) == ""


def test_what_is_left_is_told_and_not_that_a_section_will_tell_it() -> None:
    text = (
        b"# Plums\n\n## 1. Introduction\n\n"
        b"We count plums, and conclude with directions for future work.\n\n"
        b"## 2. Conclusion\n\nAnother promising direction is the pear. Plums rot.\n"
    )
    found = texts("What is left for future work?", parse_bytes(text, "plums.md"))
    assert found == "Another promising direction is the pear."


@pytest.mark.parametrize(
    "question",
    [
        "What future research do the authors suggest?",
        "What remains unclear?",
        "What questions remain open?",
    ],
)
def test_a_paper_that_names_no_future_research_is_said_not_to(
    document: Document, question: str
) -> None:
    assert says_nothing(analyse(question), [document]) == "The paper names no future research."


@pytest.mark.parametrize(
    "question",
    [
        "What does the paper leave out?",
        "What does the paper not cover?",
        "Which topics does the study not address?",
    ],
)
def test_what_a_paper_leaves_out_is_among_its_limits(document: Document, question: str) -> None:
    bare = parse_bytes(b"# Plums\n\n## 1 Results\n\nPlums rot in the rain.\n", "plums.md")

    assert "two limitations" in texts(question, document)
    assert says_nothing(analyse(question), [bare]).endswith("of its own.")


FUNDED = (
    PAPER
    + b"""
## Acknowledgements

We thank the growers. This work was supported by the Orchard Fund (grant OF-12). The authors declare
that they have no competing interests.

## References

[1] Moss, C. (2015). Merchants funded by the State. Fruit Trade Review, 12-19.
"""
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Who funded this research?",
            "This work was supported by the Orchard Fund (grant OF-12).",
        ),
        (
            "Which grants supported the study?",
            "This work was supported by the Orchard Fund (grant OF-12).",
        ),
        ("What was the funding source of this study?", "Orchard Fund"),
        ("Do the authors declare any conflicts of interest?", "no competing interests"),
    ],
)
def test_who_paid_and_whose_interests_are_told_where_the_paper_says_so(
    question: str, told: str
) -> None:
    assert told in texts(question, parse_bytes(FUNDED, "apples.md"))


@pytest.mark.parametrize(
    "question",
    [
        "Who is the intended audience of the paper?",
        "Whom is this study written for?",
        "Who is this article aimed at?",
        "Who's the audience?",
        "Who is the paper written for?",
    ],
)
def test_whom_a_paper_is_written_for_is_told_where_it_says_so(question: str) -> None:
    addressed = "This paper is intended for growers who are new to cold storage."
    paper = parse_bytes(PAPER + f"\n## Readers\n\n{addressed}\n".encode(), "apples.md")

    assert texts(question, paper) == addressed


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("Who funded this research?", "The paper does not say who funded it."),
        ("Who reviewed the paper?", "The paper does not say who reviewed or edited it."),
        ("Who was the editor?", "The paper does not say who reviewed or edited it."),
        ("Who should read this paper?", "The paper does not say whom it is written for."),
        (
            "Are there competing interests?",
            "The paper makes no statement about conflicts of interest.",
        ),
    ],
)
def test_a_paper_that_does_not_say_who_paid_is_said_not_to(
    document: Document, question: str, silent: str
) -> None:
    assert says_nothing(analyse(question), [document]) == silent
    many = says_nothing(analyse(question), [document, document])
    assert many.startswith("They ")
    assert " it" not in many


def test_money_that_the_paper_is_about_is_not_its_own(document: Document) -> None:
    about = parse_bytes(
        b"# On loans\n\n## 1 Aims\n\n"
        b"We study how grants are spent. Our view is supported by Table 2.\n",
        "loans.md",
    )
    assert texts("Who funded this research?", about) == ""
    assert says_nothing(analyse("Who funds the growers of the valley?"), [document]) == ""


@pytest.mark.parametrize(
    "question",
    [
        "What is a conflict of interest?",
        "What are the sources of research funding?",
        "What did other researchers find?",
        "What do earlier studies aim at?",
        "What did the audience say?",
        "Was the audience surprised?",
        "How many people were in the audience?",
        "How was the target audience reached?",
    ],
)
def test_what_a_paper_may_be_about_is_searched(document: Document, question: str) -> None:
    assert discourse_answer(analyse(question), document) == []
    assert says_nothing(analyse(question), [document]) == ""


def test_the_main_message_is_what_the_paper_found(document: Document) -> None:
    parts = tell(asked_about("What is the main message of the paper?"), document, first=1)

    assert "want of storage" in parts[0][0].text


@pytest.mark.parametrize(
    "question",
    [
        "What is the main contribution of the paper?",
        "What is its contribution?",
        "What's new in this paper?",
    ],
)
def test_what_a_paper_contributes_is_what_it_found_where_it_does_not_say(
    document: Document, question: str
) -> None:
    assert "want of storage" in texts(question, document)


@pytest.mark.parametrize(
    "question",
    ["What is new here?", "What's new in storage?", "What do merchants contribute to the fund?"],
)
def test_what_is_new_elsewhere_is_searched(document: Document, question: str) -> None:
    assert texts(question, document) == ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What question does the paper ask?", True),
        ("What is the research question?", True),
        ("Which questions do the authors raise?", True),
        ("Which questions were asked?", False),
        ("What question did the merchants ask?", False),
    ],
)
def test_the_question_of_a_paper_is_its_aim(document: Document, question: str, told: bool) -> None:
    assert ("why growers sell early" in texts(question, document)) == told


STATED = b"""# On frost

## 1 Aims

We count plums.

## Funding

The Orchard Fund gave the trees. The Hill gave the land.

## Competing Interests

None.

## Author Contributions

Ada Stone counted the plums. Ben Rivers drew the figures.

## Acknowledgements

We thank the growers. Ben Rivers was supported in part by Hill grant 12.
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who funded this work?", "The Orchard Fund gave the trees. The Hill gave the land."),
        ("Which competing interests do the authors have?", "Competing Interests\n\nNone."),
        (
            "What are the author contributions?",
            "Ada Stone counted the plums. Ben Rivers drew the figures.",
        ),
        (
            "What did each author contribute?",
            "Ada Stone counted the plums. Ben Rivers drew the figures.",
        ),
    ],
)
def test_a_section_made_for_a_statement_is_told_whole(question: str, said: str) -> None:
    assert texts(question, parse_bytes(STATED, "frost.md")) == said


def test_all_who_paid_are_told_from_the_thanks() -> None:
    thanks = STATED.replace(b"## Funding", b"## Trees").replace(
        b"We thank the growers.", b"We acknowledge funding from the Hill."
    )

    told = texts("Who funded this work?", parse_bytes(thanks, "frost.md"))

    assert "funding from the Hill" in told
    assert "Hill grant 12" in told


def test_to_avoid_bias_is_no_limitation(document: Document) -> None:
    careful = PAPER.replace(
        b"This study has two limitations.", b"To avoid bias, we drew the growers by lot."
    )

    assert "lot" not in texts("What are the limitations?", parse_bytes(careful, "apples.md"))


@pytest.mark.parametrize(
    "said",
    [
        b"Due to space limitations we leave the proofs out.",
        b"The scheme may serve as a counter-bias when crates are ranked.",
    ],
)
def test_a_lack_of_space_and_a_remedy_against_bias_are_no_limits_of_the_study(said: bytes) -> None:
    paper = parse_bytes(PAPER.replace(b"This study has two limitations.", said), "apples.md")

    assert said.decode() not in texts("What are the limitations of the study?", paper)


def test_limitations_without_an_article_are_the_study_s_own_and_the_first_of_those_counted() -> (
    None
):
    text = PAPER.replace(
        b"This study has two limitations. First, it\ncovers one valley only. Second, it asked no "
        b"merchants.",
        b"Limitations of the study were the few\ngrowers asked. Secondly, it asked no merchants.",
    )
    told = texts("What are the limitations of the study?", parse_bytes(text, "apples.md"))

    assert "few" in told
    assert "merchants" in told


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        (b"Limitations include the short time.", False),
        (b"One limitation of the scale is its price.", True),
    ],
)
def test_a_paper_of_whose_limitations_a_sentence_may_tell_is_not_said_to_state_none(
    said: bytes, denied: bool
) -> None:
    text = PAPER.replace(b"We found", said + b" We found").replace(
        b"This study has two limitations. First, it\ncovers one valley only. Second, it asked no "
        b"merchants.",
        b"",
    )
    asked = analyse("What are the limitations of the study?")
    paper = parse_bytes(text.replace(b"## 2 Discussion", b"## 2 Results"), "apples.md")

    assert bool(says_nothing(asked, [paper])) == denied
