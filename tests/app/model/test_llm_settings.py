"""Where a language model is, as the environment says."""

from __future__ import annotations

import pytest

from app.model.llm_settings import LONGEST_WAIT, LlmError, settings_from_environment


def test_without_an_address_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOOTNOTE_LLM_URL", raising=False)

    with pytest.raises(LlmError, match="FOOTNOTE_LLM_URL"):
        settings_from_environment()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "http://[bad/v1"),
        ("URL", "127.0.0.1:8000/v1"),
        ("URL", "ftp://127.0.0.1/v1"),
        ("URL", "http://127.0.0.1:99999/v1"),
        ("URL", "http:///v1"),
        ("SECONDS", "inf"),
        ("SECONDS", "nan"),
        ("SECONDS", "-1"),
        ("SECONDS", "0"),
        ("SECONDS", "soon"),
        ("KEY", "schlüssel"),
        ("KEY", "two\nlines"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named_at_once(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv(f"FOOTNOTE_LLM_{name}", value)

    with pytest.raises(LlmError, match=f"^FOOTNOTE_LLM_{name} [^\n]+$"):
        settings_from_environment()


@pytest.mark.parametrize("end", ["/", "/chat/completions", "/chat/completions/"])
def test_an_address_may_be_that_of_the_chat_itself(
    monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM_URL", f"http://127.0.0.1:9/v1{end}")

    assert settings_from_environment().url == "http://127.0.0.1:9/v1"


def test_blanks_around_settings_and_an_age_of_patience_do_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM_URL", " http://127.0.0.1:9/v1\n")
    monkeypatch.setenv("FOOTNOTE_LLM_KEY", "abc\n")
    monkeypatch.setenv("FOOTNOTE_LLM_SECONDS", "1e20")

    settings = settings_from_environment()

    assert (settings.url, settings.key) == ("http://127.0.0.1:9/v1", "abc")
    assert settings.seconds == LONGEST_WAIT
