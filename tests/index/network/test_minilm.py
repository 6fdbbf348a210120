"""What is promised of the real encoder: one text alone is encoded once, and as it is in a batch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
import torch

from index.errors import EncoderError
from index.network import side_by_side
from index.network.minilm import REMEMBERED, SentenceEncoder, load_encoder
from index.network.model import Batch


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return load_encoder()


def passes_of(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by the number of texts each time that the model runs."""
    seen: list[int] = []
    forward = encoder._forward

    def counting(texts: Sequence[str], finish: Callable[..., object]) -> Iterator[object]:
        seen.append(len(texts))
        return forward(texts, finish)

    monkeypatch.setattr(encoder, "_forward", counting)
    return seen


def test_a_question_asked_again_is_not_encoded_again(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = passes_of(encoder, monkeypatch)
    [tokens] = encoder.encode_tokens(["What is asked twice?"])
    pooled = encoder.encode(["What is asked twice?"])
    assert seen == [1]
    assert np.array_equal(pooled[0], tokens.pooled)


def test_only_the_last_questions_are_remembered(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder.encode(["the first of many"])
    for number in range(REMEMBERED):
        encoder.encode([f"question number {number}"])
    seen = passes_of(encoder, monkeypatch)
    encoder.encode([f"question number {REMEMBERED - 1}"])
    assert seen == []
    encoder.encode(["the first of many"])
    assert seen == [1]


def test_what_is_remembered_cannot_be_changed_by_who_asked(encoder: SentenceEncoder) -> None:
    [tokens] = encoder.encode_tokens(["Can this be changed?"])
    with pytest.raises(ValueError, match="read-only"):
        tokens.vectors[0, 0] = 7.0


def test_a_text_alone_and_in_a_batch_have_the_same_vectors(encoder: SentenceEncoder) -> None:
    texts = ["One short text.", "Another one, which is quite a bit longer than the first one was."]
    together = encoder.encode_tokens(texts)
    for text, expected in zip(texts, together, strict=True):
        [alone] = encoder.encode_tokens([text])
        assert float(alone.pooled @ expected.pooled) > 0.999
        assert np.array_equal(alone.offsets, expected.offsets)


def test_many_texts_of_all_lengths_come_back_in_their_order(encoder: SentenceEncoder) -> None:
    texts = [f"Number {n} is told. " * (1 + n * 7 % 41) for n in range(150)]
    together = encoder.encode_tokens(texts)
    pooled = encoder.encode(texts)
    assert np.allclose(pooled, np.stack([item.pooled for item in together]), atol=1e-6)
    for at in (0, 17, 76, 149):
        [alone] = encoder.encode_tokens([texts[at]])
        assert float(alone.pooled @ together[at].pooled) > 0.999
        assert np.array_equal(alone.offsets, together[at].offsets)
        assert np.einsum("td,td->t", alone.vectors, together[at].vectors).min() > 0.98


def test_torch_has_its_threads_again_after_many_texts(encoder: SentenceEncoder) -> None:
    threads = torch.get_num_threads()
    encoder.encode(["A text as long as a passage is, or nearly so. " * 30] * 40)
    assert torch.get_num_threads() == threads
    told: list[int] = []
    thread = threading.Thread(target=lambda: told.append(torch.get_num_threads()))
    thread.start()
    thread.join()
    assert told == [threads]


def test_a_question_is_encoded_by_one_thread_and_passages_by_one_each(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    run = encoder._model.run

    def watched(batch: Batch, *, fast: bool) -> tuple[torch.Tensor, torch.Tensor]:
        threads.append(torch.get_num_threads())
        return run(batch, fast=fast)

    before = torch.get_num_threads()
    monkeypatch.setattr(side_by_side, "THREADS", 2)
    monkeypatch.setattr(encoder._model, "run", watched)
    try:
        torch.set_num_threads(2)
        encoder.encode(["How many threads encode this?"])
        assert threads == [1]
        assert torch.get_num_threads() == 2
        encoder.encode(["A text as long as a passage is, or nearly so. " * 30] * 5)
        assert len(threads) > 2
        assert set(threads) == {1}
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_where_a_part_fails_torch_has_its_threads_again() -> None:
    def fails(part: int) -> int:
        raise ValueError(part)

    threads = torch.get_num_threads()
    with pytest.raises(ValueError, match="7"):
        list(side_by_side.side_by_side(fails, [7]))
    assert torch.get_num_threads() == threads


def test_no_text_gives_no_vector(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)
    assert encoder.encode_tokens([]) == []


def test_many_may_ask_the_same_at_once(encoder: SentenceEncoder) -> None:
    found: list[np.ndarray] = []
    threads = [
        threading.Thread(target=lambda: found.append(encoder.encode(["All at once?"])[0]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(np.allclose(vector, found[0], atol=1e-5) for vector in found)


def test_tokens_are_counted_whole_while_others_are_encoded_cut(encoder: SentenceEncoder) -> None:
    long = "Parcels were late, and letters were lost. " * 90
    count = encoder.count_tokens(long)
    assert count > encoder.max_tokens
    counted: list[int] = []
    failed: list[BaseException] = []
    ended = threading.Event()

    def counting() -> None:
        try:
            while not ended.is_set():
                counted.append(encoder.count_tokens(long))
        except Exception as exc:  # noqa: BLE001 - whatever it is, it is a failure
            failed.append(exc)

    threads = [threading.Thread(target=counting) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for number in range(20):
            batch = encoder._model.tokenise([f"{number} {long}", "Short."])
            assert batch.offsets.shape[:2] == (2, encoder.max_tokens)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert failed == []
    assert set(counted) == {count}


@pytest.mark.parametrize("name", ["/no/such/folder", "./nowhere", "no/such/folder", " "])
def test_a_model_that_is_no_folder_and_can_be_no_name_is_told_in_our_words(name: str) -> None:
    with pytest.raises(EncoderError) as raised:
        load_encoder(name)
    assert str(raised.value) == (
        f"the model {name!r} cannot be loaded (there is no such folder). "
        "Give the folder of a sentence-transformers model, or its name."
    )
