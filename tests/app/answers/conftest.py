"""A chatbot over one small paper, with a bag-of-words encoder and no reader."""

# ruff: noqa: E501 - a paragraph of the paper is one line

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.chatbot import Chatbot, open_chatbot
from index.encoder import Encoder

PAPER = """# Trade in Apples across the Northern Valley

Ada Stone, Ben Rivers

University of the Hill, Oakton

Abstract: This paper studies how apples are traded in the Northern Valley. It reviews earlier work and names the problems of growers. It proposes paths for better trade.

Keywords: apples, Northern Valley, cold storage

## 1. Introduction

Apples are the main crop of the Northern Valley. Growers sell them to merchants at the weekly market.

## 2. State of the Trade

### 2.1. Market Size

In 2019, the total harvest of the valley reached 48.2 thousand tonnes, an increase of 6.5% over the year before. Exports were 12.4 thousand tonnes, worth 9.3 million euros. The valley lists 310 growers, according to the Office of Orchards.

### 2.2. History

Between 2008 and 2012 the trade grew slowly, mainly due to a lack of cold storage. Starting from 2013, merchants such as Orchard Union and Redleaf opened warehouses in the valley. [1]

## 3. Problems of the Trade

### 3.1. Weak Storage

Cold storage is scarce in the valley. It forces growers to sell early, which lowers their prices. [2]

### 3.2. High Transport Costs

Transport costs are high because the only road crosses a mountain pass. They include fuel, tolls, and drivers' wages.

## 4. Conclusion

Growers need shared cold storage and a second road.

## References

[1] Moss, C. (2015). Merchants of the Northern Valley. Fruit Trade Review, 12-19.
[2] Reed, D., & Hale, E. (2017). Cold Storage and the Price of Apples. Journal of Orchards, 3, 44-58.
"""


@pytest.fixture
def paper() -> str:
    return PAPER


@pytest.fixture
def chatbot(tmp_path: Path, hashing_encoder: Encoder) -> Iterator[Chatbot]:
    """A chatbot over one small paper, with a bag-of-words encoder and no reader."""
    with open_chatbot(
        tmp_path / "library", encoder=hashing_encoder, use_reader=False, threshold=0.3
    ) as bot:
        bot.library.add_bytes(PAPER.encode(), "apples.md")
        yield bot
