"""What is promised of the table of words: it is in memory once, and says what it always said."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch.nn import functional

from index.network.packaged_model import PackagedModel
from index.network.reader_model import load_network
from index.network.word_table import NAME
from index.reader import WEIGHTS
from ingest.packaged import WEIGHTS as BASE
from ingest.packaged import packaged_model


@pytest.fixture(scope="module")
def folder() -> Path:
    found = packaged_model()
    assert found is not None
    return found


def test_encoder_and_reader_look_words_up_in_one_table(folder: Path) -> None:
    encoder = PackagedModel(folder)
    networks = [encoder._exact, encoder._fast, load_network(folder, WEIGHTS)._model.trunk]
    tables = {network.embeddings.word_embeddings.weight.data_ptr() for network in networks}
    assert len(tables) == 1


def test_words_come_out_as_from_a_table_in_memory(folder: Path) -> None:
    trunk = load_network(folder, WEIGHTS)._model.trunk
    ids = torch.tensor([[101, 2054, 2003, 30521, 102]])
    held_in = next(trunk.encoder.parameters()).dtype
    table = load_file(folder / BASE)[NAME].to(held_in)
    words = trunk.embeddings.word_embeddings
    assert torch.equal(words(ids), functional.embedding(ids, table))
