"""What the evidence tells otherwise counts where it is told of what is asked."""

# ruff: noqa: E501 - a table of questions

from __future__ import annotations

from app.silence.doubts import GRAVE
from index.encoder import Encoder
from ingest.parse import parse_bytes
from tests.app.silence.telling import found, of_one_sentence


def test_what_is_told_roughly_is_not_what_is_asked_for_exactly(hashing_encoder: Encoder) -> None:
    rough = of_one_sentence("Three terraces had a growth rate of over 30%.")
    question = "What exactly was the growth rate of the terraces?"

    [doubt] = found(question, rough, hashing_encoder, "Three terraces")

    assert doubt.why == "The documents say 'over 30%' here, nothing more exact."
    assert found(question.replace(" exactly", ""), rough, hashing_encoder, "Three terraces") == []


def test_trust_that_declines_is_trust_that_is_lost(hashing_encoder: Encoder) -> None:
    both = of_one_sentence("Trust declines because parcels are late, and is hard to win.")

    assert found("Why do growers lose trust?", both, hashing_encoder, "Trust declines") == []


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


def test_what_falls_short_goes_up_or_gains_from_a_thing_is_told_by_its_contrary(
    hashing_encoder: Encoder,
) -> None:
    told = of_one_sentence("The orchard network is expanding for growers.")
    assert found("Where does the orchard network fall short?", told, hashing_encoder, "The") == []

    told = of_one_sentence("The value of crates saw a decrease.")
    assert found("Did the value of crates go up?", told, hashing_encoder, "The") == []

    told = of_one_sentence("Storage cuts the fees of growers.")
    assert found("Who gains from storage fees?", told, hashing_encoder, "Storage") == []


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


def test_the_exports_of_one_thing_are_no_imports_though_the_paragraph_has_others(
    hashing_encoder: Encoder,
) -> None:
    told = of_one_sentence("The import of pears is small. The export of crates was 48 tonnes.")
    leaning = of_one_sentence("The import of crates is small. It was 48 tonnes, the export 96.")
    question = "How many tonnes of crates did they import?"

    [doubt, *_] = found(question, told, hashing_encoder, "The import")

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
