"""A small paper that speaks of itself, and what is told of a paper when that is asked for."""

from __future__ import annotations

from app.papers.discourse import discourse_answer
from app.question.questions import analyse
from ingest.document import Document

PAPER = b"""# Trade in Apples

Abstract: The aim of this study is to find out why growers sell early.

## 1 Introduction

Storage has its limitations everywhere. We study the growers of one valley.

## 2 Discussion

We found that growers sell early for want of storage. This study has two limitations. First, it
covers one valley only. Second, it asked no merchants.

## 3 Conclusion

Growers need storage.
"""


def texts(question: str, document: Document) -> str:
    return " ".join(item.text for item in discourse_answer(analyse(question), document))
