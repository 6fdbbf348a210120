"""What papers print of themselves, or do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.chatbot import Chatbot
from app.papers.metadata import tell
from ingest.document import Page
from ingest.parse import parse_bytes


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("Is the paper peer reviewed?", "whether it was peer reviewed"),
        ("Which journal published it?", "where it was published"),
        ("Where was this paper printed?", "where it was published"),
        ("What is in the appendix?", "no appendix"),
    ],
)
def test_what_papers_often_print_and_this_one_does_not_is_named(
    chatbot: Chatbot, question: str, unsaid: str
) -> None:
    answer = chatbot.ask(question)

    assert answer.abstained
    assert unsaid in answer.reason


def test_where_a_paper_was_published_is_told_from_its_front(chatbot: Chatbot) -> None:
    plums = (
        b"# Plums and Frost\n\nJournal of Stone Fruit, Vol. 7, 2018\n\nPeer-reviewed article.\n\n"
        b"Abstract: This paper counts plums that froze.\n\n## 1. Orchard\n\nIt froze twice.\n"
    )
    chatbot.library.add_bytes(plums, "plums.md")

    published = chatbot.ask("Which journal published the paper?", documents=["plums"])
    reviewed = chatbot.ask("Was the paper peer reviewed?", documents=["plums"])
    studies = b"# Reviews\n\n## 1. Search\n\nWe searched for peer-reviewed studies of plums.\n"
    chatbot.library.add_bytes(studies, "reviews.md")
    unsaid = chatbot.ask("Is this paper peer reviewed?", documents=["reviews"])

    assert "Journal of Stone Fruit" in published.text
    assert "Peer-reviewed" in reviewed.text
    assert unsaid.abstained


@pytest.mark.parametrize(
    "line",
    [
        "Plum Letters, 2015, 113:45–58 doi: 10.1000/1",
        "Stone et al. Plum Letters 2014, 14:1",
        "Plum Letters (2014), 26(1), 147–154",
        "Plum Lett. 2012;40:e12",
    ],
)
def test_a_volume_with_its_pages_tells_where_a_paper_was_published_below_the_abstract_too(
    line: str,
) -> None:
    text = f"# Plums\n\nAbstract: It froze, see Stone 2014.\n\n{line}\n\n## 1. Orchard\n\nCold.\n"
    paper = parse_bytes(text.encode(), "plums.md")

    assert [sentence.text for sentence, _ in tell("venue", paper, first=1)] == [line]
    assert not tell("venue", parse_bytes(text.replace(line, "").encode(), "plums.md"), first=1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Proceedings of the 30th Plum Conference, Toronto, Canada, 2004", True),
        ("PLUM’07, June 11–13, 2007, San Diego, California, USA.", True),
        ("Proceedings of such kinds are not read by those who grow plums.", False),
        ("In 2007, June was cold.", False),
    ],
)
def test_the_proceedings_at_the_foot_of_the_first_page_tell_where_it_was_published(
    line: str, told: bool
) -> None:
    text = f"# Plums\n\nAbstract: It froze, see Stone 2014.\n\n## 1. Orchard\n\nCold.\n\n{line}\n"
    paper = parse_bytes(text.encode(), "plums.md")
    paper = replace(paper, pages=(Page(1, 0, len(paper.text), 600, 800),))

    assert [sentence.text for sentence, _ in tell("venue", paper, first=1)] == [line] * told


def test_what_a_citation_is_made_of_is_told_line_by_line_or_as_the_paper_asks_for() -> None:
    line = "Plum Letters, 2015, 113:45–58 doi: 10.1000/1"
    text = f"# Plums\n\n{line}\n\nAbstract: It froze.\n\n## 1. Orchard\n\nCold.\n"

    def told(text: str) -> list[str]:
        paper = parse_bytes(text.encode(), "plums.md")
        return [sentence.text for sentence, _ in tell("citation", paper, first=1)]

    assert told(text) == ["Plums", line]  # its year and number are of the same line
    asked_for = "How to cite this article: Stone A. Plums. Plum Letters 2015, 113:45–58."
    assert told(f"{text}\n{asked_for}\n") == [asked_for]


@pytest.fixture
def many(chatbot: Chatbot) -> Chatbot:
    """Eight more papers, of which the last two, by name, print a DOI."""
    for at in range(8):
        doi = f"doi: 10.1000/plum.{at}\n\n" if at > 5 else ""
        text = f"# Plums {at}\n\n{doi}## 1. Orchard\n\nIt froze {at} times.\n"
        chatbot.library.add_bytes(text.encode(), f"plums-{at}.md")
    return chatbot


def test_papers_are_asked_in_turn_until_enough_of_them_answer(
    many: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = many.ask("What is the DOI?")

    assert [cited.quote for cited in answer.citations] == ["10.1000/plum.6", "10.1000/plum.7"]
    assert answer.reason == ""
    monkeypatch.setattr("app.itself.MOST_PAPERS", 1)
    first = many.ask("What is the DOI?")
    assert [cited.quote for cited in first.citations] == ["10.1000/plum.6"]
    assert "first 8 of 9 documents" in first.reason


def test_nothing_is_claimed_of_papers_that_were_not_asked(
    many: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert many.ask("Who is the corresponding author?").reason.startswith("These documents do not")
    monkeypatch.setattr("app.itself.MOST_ASKED", 4)

    unsaid = many.ask("Who is the corresponding author?")
    assert unsaid.abstained
    assert unsaid.reason.startswith("The first 4 of 9 documents do not say who")


def test_an_entry_that_the_first_papers_lack_is_sought_in_the_next(
    chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.itself.MOST_PAPERS", 1)
    entries = "\n".join(
        f"[{at}] Field, B. ({1990 + at}). Frost in year {at}. Plum Review, {at}."
        for at in range(1, 9)
    )
    text = f"# Plums\n\n## 1. Orchard\n\nIt froze. [7]\n\n## References\n\n{entries}\n"
    chatbot.library.add_bytes(text.encode(), "plums.md")

    assert "Frost in year 7" in chatbot.ask("What is reference [7]?").text
    lacking = chatbot.ask("What is reference [70]?")
    assert lacking.abstained
    assert "first" not in lacking.reason


CITING = """# {title}

## 1. Orchard

{said} [1]

## References

[1] {cited}
"""


def test_of_several_papers_that_one_is_told_which_cites_a_work_on_all_that_is_asked(
    chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.itself.MOST_PAPERS", 1)
    papers = {
        "Birds": ("Central orchards have most birds.", "Field, B. (1999). Birds of the Hill."),
        "Plums": ("Pollen sparsity was measured.", "Lake, A. (2001). Pollen in Orchards."),
    }
    for title, (said, cited) in papers.items():
        text = CITING.format(title=title, said=said, cited=cited)
        chatbot.library.add_bytes(text.encode(), f"{title.casefold()}.md")

    told = chatbot.ask("Which work do they cite for the sparsity of central pollen?")

    assert {citation.document_id for citation in told.citations} == {"plums"}
    assert told.reason == ""


def test_the_sections_there_are_go_from_the_lowest_number_to_the_highest(
    chatbot: Chatbot,
) -> None:
    text = b"# Plums\n\n## 10. Frost\n\nIt froze.\n\n## 2. Orchard\n\nOld.\n\n## 9. End\n\nNo.\n"
    chatbot.library.add_bytes(text, "plums.md")

    answer = chatbot.ask("What does section 7 say?", documents=["plums"])

    assert answer.reason == "There is no section 7. It has 2 to 10."


FROST = b"""# Ripening under Stress

Ada Stone, Ben Rivers

University of the Hill

Orchard Institute

Abstract: We follow plums through a late frost.

## 1. Orchard

### 1.1. Trees

Trees are old.

Table 2: Plums by age. All trees were counted.

## References

[1] Field, B. (1999). Plums of the Valley. Plum Review, 4.
"""


@pytest.fixture
def frost(chatbot: Chatbot) -> Chatbot:
    """One more paper, on plums, whose title does not name them."""
    chatbot.library.add_bytes(FROST, "frost.md")
    return chatbot


@pytest.mark.parametrize("question", ["Who wrote the plum paper?", "Who wrote the plums article?"])
def test_a_paper_is_known_by_what_its_front_speaks_of(frost: Chatbot, question: str) -> None:
    answer = frost.ask(question)

    assert {cited.document_id for cited in answer.citations} == {"frost"}
    assert "Ada Stone" in answer.text


def test_authors_are_told_whose_names_are_printed_the_family_s_first() -> None:
    text = (
        "Plums in Winter\n\nAuthors: Stone, Ada B.; de Sousa, Carl\n\nDate: 2018-03-02\n\n"
        "Abstract: It froze.\n\nText: It froze twice in the orchard.\n"
    )
    paper = parse_bytes(text.encode(), "winter.txt")

    assert paper.authors == ("Ada B. Stone", "Carl de Sousa")
    told = [sentence.text for sentence, _ in tell("authors", paper, first=1)]
    assert told == ["Stone, Ada B.; de Sousa, Carl"]
    assert [sentence.text for sentence, _ in tell("last author", paper, first=1)] == [
        "de Sousa, Carl"
    ]


def test_the_places_of_all_authors_are_not_given_out_as_one_author_s(frost: Chatbot) -> None:
    one = frost.ask("Where does Ben Rivers work?", documents=["frost"])
    all_of_them = frost.ask("Where do the authors work?", documents=["frost"])

    assert "Orchard Institute" in one.text
    assert "together" in one.reason
    assert all_of_them.reason == ""


def test_where_authors_work_is_told_from_the_section_made_for_it(frost: Chatbot) -> None:
    text = (
        "# Plums in Winter\n\nAda Stone, Ben Rivers\n\n"
        "Stone et al. Plum Health Services Research 2014, 14:1\n\nAbstract: It froze.\n\n"
        "## Orchard\n\nCold.\n\n## Author details\n\n{}Received: 4 May 2013\n\n"
    )
    details = "1Department of Plums, University of the Hill. 2Orchard Institute, Oakton.\n\n"
    frost.library.add_bytes(text.format(details).encode(), "winter.md")
    frost.library.add_bytes(text.format("").encode(), "lost.md")

    told = frost.ask("Where do the authors work?", documents=["winter"])
    one = frost.ask("Where does Ben Rivers work?", documents=["winter"])
    unsaid = frost.ask("Where do the authors work?", documents=["lost"])

    assert [sentence.text for sentence in told.sentences] == [
        "Department of Plums, University of the Hill.",
        "2Orchard Institute, Oakton.",
    ]
    assert "together" in one.reason
    assert unsaid.abstained


DATES = "Received 9 May 2013; revised version received 16 Sep 2013; accepted 18 Sep 2013"


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (f"{DATES}. Ada Stone is at Oakton.", [DATES]),
        ("Plum Letters 54 (1999); received February 3, 1999", ["received February 3, 1999"]),
        ("Received: 2011-05-03", ["Received: 2011-05-03"]),
        ("Manual, Fourth Edition, Revised (Plum Association, 2000)", []),
        ("The patients received plums on 3 May 2010", []),
    ],
)
def test_what_became_of_a_manuscript_is_told_from_its_first_date_to_its_last(
    printed: str, told: list[str]
) -> None:
    paper = parse_bytes(f"# Plums\n\nAda Stone\n\n{printed}\n\n## 1. Orchard\n".encode(), "a.md")

    assert [sentence.text for sentence, _ in tell("dates", paper, first=1)] == told


def test_who_wrote_a_paper_and_when_are_both_told(frost: Chatbot) -> None:
    told = frost.ask("Who wrote the frost paper and when?", documents=["frost"])

    assert [sentence.text for sentence in told.sentences] == [
        sentence.text
        for question in ("Who wrote the frost paper?", "When was the frost paper published?")
        for sentence in frost.ask(question, documents=["frost"]).sentences
    ]


def test_a_table_is_looked_for_in_all_papers_and_no_other_is_shown(
    many: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.library.add_bytes(FROST, "zz-frost.md")
    monkeypatch.setattr("app.itself.MOST_PAPERS", 2)

    assert many.ask("What does Table 2 show?").text.startswith("Table 2: Plums by age.")
    assert many.ask("What does Table 7 show?").reason == "There is no table 7."


def test_a_section_is_told_of_each_paper_that_has_it(
    many: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.library.add_bytes(FROST, "zz-frost.md")
    monkeypatch.setattr("app.itself.MOST_PAPERS", 3)

    told = many.ask("What does section 1 say?")
    alone = many.ask("What does section 1.1 say?")

    assert [cited.document_id for cited in told.citations][::2] == ["apples", "plums-0", "plums-1"]
    assert "Trees are old." in alone.text
    assert {cited.document_id for cited in alone.citations} == {"zz-frost"}


def test_where_authors_work_is_told_from_the_foot_of_the_first_page_too() -> None:
    foot = "1School of Plums, Plumton 2Museum of Frost, Plumton"
    paper = parse_bytes(f"# Plums\n\n## 1. Orchard\n\nCold.\n\n{foot}\n".encode(), "plums.md")
    places = ("School of Plums, Plumton", "Museum of Frost, Plumton")
    paper = replace(paper, affiliations=places, pages=(Page(1, 0, len(paper.text), 600, 800),))

    assert [sentence.text for sentence, _ in tell("affiliation", paper, first=1)] == [foot[1:]]


def test_whether_anything_is_said_is_told_and_that_nothing_is(chatbot: Chatbot) -> None:
    said = chatbot.ask("Is anything said about exports?")
    nothing = chatbot.ask("Is there anything on bicycles of steel?")

    assert "exports" in said.text.casefold()
    assert not said.abstained
    assert nothing.abstained
    assert "'bicycles of steel'" in nothing.reason
