"""An answer in the shape of OpenAI's chat completions, with its citations added."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

from app.answer import Answer
from app.export import answer_to_json

MODEL = "footnote"
_ANSWERS = 1000  # that are remembered


class Told:
    """Which documents the last answers were told from, by their text.

    In this shape a chat comes back as text alone, yet "How large was its sample?" is asked of the
    paper that the answer before it was told from. What is forgotten, or was told before a restart,
    is text alone again.
    """

    def __init__(self) -> None:
        self._documents: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def keep(self, answer: Answer) -> None:
        """Remember an answer, and forget the oldest of too many."""
        with self._lock:
            self._documents[_known_by(content(answer))] = answer.told_from
            if len(self._documents) > _ANSWERS:
                del self._documents[next(iter(self._documents))]

    def documents(self, said: str) -> tuple[str, ...]:
        """Return the ids of the documents that this was told from; () where that is not known."""
        return self._documents.get(_known_by(said), ())


def _known_by(said: str) -> str:
    return " ".join(said.split())


def models() -> dict[str, object]:
    """Return the list of models: one."""
    return {"object": "list", "data": [model()]}


def model() -> dict[str, object]:
    """Return what is said of the model."""
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": "footnote"}


def content(answer: Answer) -> str:
    """Return the whole message."""
    return " ".join(_pieces(answer))


def completion(answer: Answer, *, created: int) -> dict[str, object]:
    """Return the whole completion; `created` is in seconds since 1970."""
    return _shell(answer, "chat.completion", created) | {
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content(answer)},
                "finish_reason": "stop",
            }
        ],
        "usage": _usage(answer),
        **_cited(answer),
    }


def _pieces(answer: Answer) -> list[str]:
    """Return the sentences as they are shown: with their numbers, and a doubt where there is one.

    After them stands what is to be said of the answer as a whole. Programs that know nothing of
    verdicts and notes show the text alone.
    """
    pieces = [sentence.told for sentence in answer.sentences]
    return [*pieces, *_notes(answer)] if pieces else [answer.text]


def _notes(answer: Answer) -> list[str]:
    notes = [f"Note: {answer.reason}"] if answer.reason else []
    notes += [f"The documents disagree: {one.about}." for one in answer.disagreements]
    return [f"\n\n{note}" for note in notes]


def _usage(answer: Answer) -> dict[str, object]:
    """Return counts of words, since no tokens are billed: clients expect the field."""
    asked, said = len(answer.question.split()), len(answer.text.split())
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def chunks(answer: Answer, *, created: int, usage: bool = False) -> Iterator[str]:
    """Yield the completion as server-sent events: a sentence each, citations with the last.

    With `usage` one more tells that, as clients expect it that ask for it.
    """
    deltas: list[dict[str, object]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": f"{piece} "} for piece in _pieces(answer)]
    for delta in deltas:
        yield _event(answer, created, delta, finish=None)
    yield _event(answer, created, {}, finish="stop", cited=_cited(answer))
    if usage:
        last = _shell(answer, "chat.completion.chunk", created)
        yield f"data: {json.dumps(last | {'choices': [], 'usage': _usage(answer)})}\n\n"
    yield "data: [DONE]\n\n"


def _event(
    answer: Answer,
    created: int,
    delta: dict[str, object],
    *,
    finish: str | None,
    cited: dict[str, object] | None = None,
) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    event = _shell(answer, "chat.completion.chunk", created) | {"choices": [choice]}
    return f"data: {json.dumps(event | (cited or {}), ensure_ascii=False)}\n\n"


def _shell(answer: Answer, kind: str, created: int) -> dict[str, object]:
    return {"id": f"chatcmpl-{answer.id}", "object": kind, "created": created, "model": MODEL}


def _cited(answer: Answer) -> dict[str, object]:
    whole = answer_to_json(answer)
    return {
        name: whole[name]
        for name in ("sentences", "citations", "abstained", "reason", "confidence", "searched")
    }
