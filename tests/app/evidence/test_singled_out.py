"""What a question singles out: a month, how high a score is; and what is no sentence."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from app.evidence.candidates import Candidate
from app.evidence.off_topic import is_aside, is_markup
from app.evidence.singled_out import (
    bearing,
    gives_level,
    of_who_acts,
    of_whom_asked,
    score_asked,
    singled_out,
)
from app.evidence.spans import opens_in_the_middle
from app.language.values import values
from app.question.questions import analyse
from ingest.parse import parse_bytes

MONTHS = "The rot peaked between June and September."
AGES = "The rot peaked in trees of 7-12 months."


def candidate(text: str) -> Candidate:
    document = parse_bytes(text.encode(), "pears.md")
    return Candidate(document, 0, "", 0, len(text), text, {}, ())


@pytest.mark.parametrize(
    "question", ["In which months does the rot peak?", "What months of the year are worst?"]
)
def test_months_of_the_year_are_told_by_their_names(question: str) -> None:
    holds = singled_out(analyse(question))

    assert holds and holds(candidate(MONTHS)) and not holds(candidate(AGES))


@pytest.mark.parametrize(
    "question", ["In which months of life does the rot peak?", "How many months does it last?"]
)
def test_months_of_a_life_are_not(question: str) -> None:
    holds = singled_out(analyse(question))

    assert holds is None or holds(candidate(AGES))


@pytest.mark.parametrize(
    ("question", "score"),
    [
        ("What EM-score does the model reach?", "EM-score"),
        ("What accuracy did it get?", "accuracy"),
        ("What was the error rate of the scales?", "error rate"),
        ("By how much did the accuracy improve?", ""),
        ("What accuracy increase does it bring?", ""),
        ("What is the reason of the error?", ""),
        ("What does the model score?", ""),
    ],
)
def test_how_high_a_score_is_may_be_asked(question: str, score: str) -> None:
    assert score_asked(question) == score


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("It achieved the best accuracy with 91.8% in all.", True),
        ("Its accuracy improved to 91.8%.", True),
        ("It outperformed others with an accuracy of 91.8%.", True),
        ("Accuracy improved by 2.3 points.", False),
        ("It brought an improvement of 2.3% in accuracy.", False),
        ("It achieved a 5.64% score improvement in accuracy.", False),
        ("The accuracy is given in Table 3.", False),
    ],
)
def test_a_change_of_a_score_is_not_the_score(text: str, level: bool) -> None:
    assert gives_level(text) == level


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (r"\newblock Automated attacks and defenses.", True),
        (r"\bibitem{kay} Kay, P.: Pears.", True),
        (r"\vspace{2mm}", True),
        (r"\cite{kay}.", True),
        (r"We call it \emph{pear rot}.", False),
        (r"\emph{Pear rot} is a disease.", False),
        ("42.", False),
        ("100", True),
        ("80 90 0.5", True),
        ("2018 | 12 | 15", False),
        ("100 roofs", False),
        ("PEAR 10 PLUM 0 0 50 100 150 200 Training trees", True),
        ("The five years 1 2 3 4 5 are those in which pears were counted and sold.", False),
        ("Pears 12 9 14 3 20", False),
        (r"Pears & 12 & 0.9 \\", True),
        (r"Pears & 12 \\ \hline", True),
        ("Kay & Sons sell pears.", False),
    ],
)
def test_markup_scales_and_entries_of_a_list_of_works_are_no_sentences(
    text: str, markup: bool
) -> None:
    assert is_markup(text) == markup


def test_a_sentence_with_many_ampersands_is_read_once() -> None:
    start = time.process_time()
    assert not is_markup("Kay & Lee" + " & Lee" * 5_000)
    assert time.process_time() - start < 2


THANKED = "We thank Kay and Lee for their generous support."


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        (THANKED, True),
        ("The authors declare that they have no competing interests.", True),
        ("This work was supported by a grant of the valley.", True),
        ("We gratefully acknowledge the financial support of the valley.", True),
        ("A special thanks goes to Kay, who pruned.", True),
        ("Thanks to Lee who counted the pears.", True),
        ("All authors read and approved the manuscript.", True),
        ("Funding: the growers.", True),
        ("count += 1", True),
        ("K.L. thanks the growers.", True),
        ("Growers are grateful for the rain.", False),
        ("This work was supported by the earlier findings on plums.", False),
        ("We acknowledge the limitations of one orchard.", False),
        ("Thanks to its thick skin, the pear keeps.", False),
        ("The authors report that pears keep.", False),
        ("The rise of this work force was supported by the state.", False),
        ("This study is supported by evidence on plums.", False),
        ("Funding rose, and conflicts of interest with it.", False),
    ],
)
def test_thanks_funds_and_declarations_are_beside_the_matter(text: str, aside: bool) -> None:
    assert is_aside(analyse("How long do pears keep?"), text) == aside


def test_thanks_and_funds_count_where_they_are_asked_for() -> None:
    assert not is_aside(analyse("What did the grant support?"), THANKED)
    assert not is_aside(analyse("Who pruned the trees?"), THANKED)


def test_what_goes_on_from_a_formula_opens_in_the_middle() -> None:
    assert opens_in_the_middle("where $v_i$ is the value of the i-th pear.")
    assert not opens_in_the_middle("Where pears grow, rain is scarce.")
    assert not opens_in_the_middle("mRNA is measured.")


@pytest.mark.parametrize(
    ("question", "sentence", "acts"),
    [
        ("What should companies do about it?", "A company should train its staff.", True),
        ("What can small firms undertake?", "Banks should lend more.", False),
        ("What could the ministry do?", "The ministry of ports could lower its fees.", True),
        ("What steps can a merchant take?", "Enterprises can weigh their crates.", True),
        ("What can a shop itself do?", "Firms, for their part, should buy ice.", True),
        ("What is expected of the state?", "Governments need to buy ice.", True),
        ("What ought states to do?", "The government must weigh crates.", True),
        ("What ought states to do?", "The authorities must weigh crates.", False),
        ("What are doctors supposed to do?", "Clinicians should wash their hands.", True),
        ("What should small firms do?", "Large companies should lend more.", False),
        ("What is required of growers?", "Merchants must weigh crates.", False),
    ],
)
def test_what_one_can_do_is_told_of_that_one(question: str, sentence: str, acts: bool) -> None:
    holds = singled_out(analyse(question))
    assert holds is not None
    assert holds(candidate(sentence)) == acts


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        ("Why prune before planting?", "Trees thrive only after they were pruned.", True),
        ("Why must trees be pruned first?", "Only by pruning can they be saved.", True),
        ("Why prune before planting?", "Trees are pruned in winter.", False),
    ],
)
def test_why_one_thing_comes_before_another_is_told_as_a_condition(
    question: str, sentence: str, tells: bool
) -> None:
    holds = singled_out(analyse(question))
    assert holds is not None
    assert holds(replace(candidate(sentence), features={"carried": 0.5})) == tells


@pytest.mark.parametrize("question", ["Why did prices fall before 2010?", "Why did rot come?"])
def test_a_time_before_is_no_condition(question: str) -> None:
    assert singled_out(analyse(question)) is None


@pytest.mark.parametrize("question", ["What can it do?", "What should they do?", "What can I do?"])
def test_of_nobody_by_name_nothing_is_singled_out(question: str) -> None:
    assert singled_out(analyse(question)) is None


def test_what_was_unexpected_about_a_thing_is_what_somebody_had_not_expected() -> None:
    holds = singled_out(analyse("What was so unexpected about the crates?"))

    assert holds is not None
    assert holds(candidate("Surprisingly, the crates were all alike."))
    assert not holds(candidate("The crates were weighed."))
    assert singled_out(analyse("Why was the result surprising?")) is None


@pytest.mark.parametrize(
    ("question", "said", "behind", "soft", "comes_first"),
    [
        ("Why take pears and not quinces?", "We chose pears as the closest kin.", 3.0, 0.1, True),
        ("Why take pears and not quinces?", "We chose pears as the closest kin.", 5.0, 0.1, False),
        ("Why take pears and not quinces?", "We chose pears as the closest kin.", 5.0, 0.5, True),
        ("Why take pears and not quinces?", "Pears are sold in crates.", 1.0, 0.9, False),
        ("Is the outlook good?", "Prospects are broad.", 3.0, 0.0, True),
        ("Is the price good?", "Prospects are broad.", 3.0, 0.0, False),
    ],
)
def test_what_is_worded_as_the_answer_comes_first_where_it_is_near(
    question: str, said: str, behind: float, soft: float, comes_first: bool
) -> None:
    best = replace(candidate("Pears grow in the valley."), features={"soft": 0.5})
    other = replace(candidate(said), features={"soft": soft})

    ranked = bearing(analyse(question), [(best, 8.0), (other, 8.0 - behind)])

    assert (ranked[0][0].text == said) is comes_first


def test_from_whom_the_figures_are_is_shown_alone_where_no_more_is_asked() -> None:
    told = replace(candidate("The census has released data."), features={"soft": 0.0})
    ranked = [(replace(told, text="Trees come from seeds."), 8.0), (told, 3.0)]

    shown = bearing(analyse("Where do the figures come from?"), ranked)
    assert [each.text for each, _ in shown] == [told.text]
    about = "Where do the figures on winter pears and their seeds come from?"
    assert bearing(analyse(about), ranked) == ranked


@pytest.mark.parametrize(
    ("question", "best", "other", "first"),
    [
        ("Who should train them?", "Pilots need more training.", "Firms should train them.", 1),
        ("Who must see to it?", "Pilots should be trained.", "The state can train them.", 1),
        ("Who is supposed to do it?", "It is vital to train them.", "Ports should do it.", 0),
        ("Who should team up?", "It is vital to mend trust between firms.", "Firms must agree.", 0),
        ("Who should train them?", "The harbour master trains them.", "Firms can train them.", 0),
        ("Who should train them?", "They must be trained by firms.", "The state can help.", 0),
        ("Who should be trained?", "Pilots need more training.", "Firms should train them.", 0),
    ],
)
def test_what_names_nobody_is_no_answer_to_who_should_act(
    question: str, best: str, other: str, first: int
) -> None:
    told = [replace(candidate(text), features={"carried": 0.5}) for text in (best, other)]

    ranked = of_who_acts(analyse(question), [(told[0], 8.0), (told[1], 5.0)])

    assert ranked[0][0] is told[first]


def test_what_others_should_do_is_left_out_however_long_their_sentence_begins() -> None:
    state = (
        "To settle this question once and for all, the governments of both countries should act."
    )
    told = [candidate(state), candidate("Firms should buy ice.")]

    ranked = of_whom_asked(
        analyse("What should a firm do about ice?"), [(each, 1.0) for each in told]
    )

    assert [each for each, _ in ranked] == told[1:]


def test_a_reason_of_the_thing_asked_about_stays_before_what_was_chosen() -> None:
    best = replace(candidate("Pears were used because they keep."), features={"soft": 0.9})
    cause = replace(best, text="Quinces rot because they bruise.")
    other = replace(candidate("We preferred to weigh at dawn."), features={"soft": 0.9})

    ranked = bearing(analyse("Why were pears used?"), [(cause, 8.0), (other, 7.0)])

    assert ranked[0][0] is cause


def test_an_average_asked_for_is_called_so() -> None:
    average = "The trees had a median age of 12 years."
    single = "One tree had an age of 19 years."
    holds = singled_out(analyse("How old were the trees on average?"))

    def valued(text: str) -> Candidate:
        return replace(candidate(text), values=tuple(values(text)))

    assert holds and holds(valued(average)) and not holds(valued(single))
    assert not holds(valued("On average the trees were old."))
    assert not holds(valued("The mean height was 12 m."))
