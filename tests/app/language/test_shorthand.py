"""What is typed in a chat is written out where nothing else can be meant."""

from __future__ import annotations

import pytest

from app.language.lexicon import Lexicon
from app.language.shorthand import written_out


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("why r transport costs so high", "why are transport costs so high"),
        ("how r u", "how are you"),
        ("what r the 3 stages", "what are the 3 stages"),
        ("What r smes?", "What are smes?"),
        ("r there any problems?", "are there any problems?"),
        ("can u pls tell me teh result", "can you please tell me the result"),
        ("waht is virtuality, plz?", "what is virtuality, please?"),
        ("what is virtuality pls", "what is virtuality please"),
        ("y r costs so high", "why are costs so high"),
        ("Wat did they find", "What did they find"),
        ("so what shud they do", "so what should they do"),
        ("how cud it work, and what wud it cost", "how could it work, and what would it cost"),
        ("what do u think of ur sources?", "what do you think of your sources?"),
        ("how r the stages named", "how are the stages named"),
        ("why r people leaving", "why are people leaving"),
        ("are u sure?", "are you sure?"),
        ("u mean u dont know?", "you mean you dont know?"),
        ("who wrote this btw", "who wrote this by the way"),
        ("btw who wrote this", "by the way who wrote this"),
        ("is it dear coz of tariffs?", "is it dear because of tariffs?"),
        ("what is the paper abt", "what is the paper about"),
        ("abt the costs", "about the costs"),
        ("thank u for ur help", "thank you for your help"),
        ("tell me wich is best", "tell me which is best"),
        ("do ppl like it, plz?", "do people like it, please?"),
    ],
)
def test_short_and_slipped_words_are_written_out(typed: str, full: str) -> None:
    assert written_out(typed) == full


@pytest.mark.parametrize(
    "question",
    [
        "What is R?",
        "what r value was found?",
        "why r is so high",
        "how r was computed",
        "What is the velocity u?",
        "are u and v equal?",
        "did u increase with r?",
        "what does U stand for?",
        "What is pls?",
        "what is the btw rate in Belgium?",
        "how high is the btw?",
        "what is pls regression?",
        "Where is Wat Pho?",
        "Who came from Ur?",
        "Does it use PLS or ADN?",
        "see www.teh.com/wat",
        "Did they use pls?",
        "Does pls help?",
        "Is pls regression better than pls?",
        "Is ur mentioned?",
        "How often is plz used?",
        "What does wich mean?",
        "What is wich",
        "Is the word ppl there?",
        "What is “teh”?",
        "ur cell line",
        "Ur is an ancient city",
        "What did ur dig sites yield?",
        "coz gene",
        "What does the coz gene do?",
        "abt associates",
        "Who is abt associates?",
        "How r differs by age?",
        "How r varies with size",
        "Where r denotes",
        "where r is the rate",
        "how r the rate is called",
        "Do u shaped curves fit?",
        "Are u tubes used?",
    ],
)
def test_letters_and_names_that_mean_themselves_stay(question: str) -> None:
    assert written_out(question) == question


def test_words_that_the_library_has_stay() -> None:
    def library() -> Lexicon:
        return Lexicon(["The ppl of the model fell; a wich is a salt works."])

    asked = "waht ppl did wich towns have"

    assert written_out(asked, library) == "what ppl did wich towns have"
    assert written_out(asked) == "what people did which towns have"
