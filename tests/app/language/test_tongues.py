"""A question in a script or language that the library is not written in is told so."""

from __future__ import annotations

import pytest

from app.language.lexicon import Lexicon
from app.language.tongues import OTHER_LANGUAGE, OTHER_SCRIPT, not_their_tongue

ENGLISH = Lexicon(["The province exported 158 parcels in 2019; Alibaba and 王康 were there."])
GERMAN = (
    "Wer hat das Papier geschrieben? Der Fluss und die Stadt, ein Weg von einem zum andern: es "
    "gibt eine Brücke, die nicht von den Leuten und mit der Bahn auf dem Damm für sich im Tal ist "
    "und war; sie wird werden, sie sind da, auch bei Regen, zu zweit, nach dem Fest, zur Nacht."
)


@pytest.mark.parametrize(
    "question",
    [
        "谁写了这篇论文？",
        "谁是 Amazon?",
        "Кто написал эту статью?",
        "누가 이 논문을 썼습니까?",
        "من كتب هذه الورقة؟",
    ],
)
def test_other_scripts_are_told(question: str) -> None:
    assert not_their_tongue(question, ENGLISH) == OTHER_SCRIPT


@pytest.mark.parametrize(
    "question",
    [
        "Wer hat das Papier geschrieben?",
        "Welche Probleme gibt es?",
        "Gibt es die Brücke?",
        "Quels sont les problèmes?",
        "Qu'est-ce que le commerce?",
        "Y a-t-il des problèmes?",
        "¿Cuáles son los problemas?",
        "Chi ha scritto l'articolo?",
        "Quem escreveu o artigo?",
        "Wat zijn de problemen?",
    ],
)
def test_other_languages_are_told(question: str) -> None:
    assert not_their_tongue(question, ENGLISH) == OTHER_LANGUAGE


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote it?",
        "2019年出口额是多少？",
        "谁是 Alibaba?",
        "王康是谁？",
        "What does “Wer hat das geschrieben” mean?",
        "El Niño vs La Niña",
        "chi squared",
        "comment on trade",
        "was a drop in exports reported",
        "is de facto law known",
        "A de novo mutation?",
        "A la carte menus?",
        "What is α?",
        "and then?",
    ],
)
def test_english_is_not_taken_for_another_language(question: str) -> None:
    assert not not_their_tongue(question, ENGLISH)


def test_the_language_of_the_documents_may_be_asked_in() -> None:
    assert not not_their_tongue("Wer hat das Papier geschrieben?", Lexicon([GERMAN]))
    assert not not_their_tongue("谁写了这篇论文？", Lexicon(["王康写了这篇论文。"]))
    assert not not_their_tongue("谁写了这篇论文？", Lexicon())
