from app.evidence.boxes import line_boxes
from ingest.document import Document, Page, WordBox


def a_document(*words: WordBox) -> Document:
    return Document(
        id="fruit",
        title="On fruit",
        authors=(),
        year=None,
        affiliations=(),
        abstract=None,
        keywords=(),
        text="x" * 40,
        pages=(Page(1, 0, 40, 200, 100),),
        sections=(),
        references=(),
        mentions=(),
        words=words,
        source="fruit.pdf",
        sha256="0",
        warnings=(),
    )


def test_words_of_one_line_become_one_box_and_columns_stay_apart() -> None:
    document = a_document(
        WordBox(0, 1, 1, 10, 10, 30, 20),
        WordBox(2, 3, 1, 33, 10, 60, 20),
        WordBox(4, 5, 1, 10, 22, 40, 32),
        WordBox(6, 7, 1, 110, 22, 140, 32),
    )
    assert line_boxes(document, [(0, 7)]) == (
        (1, 10, 10, 60, 20),
        (1, 10, 22, 40, 32),
        (1, 110, 22, 140, 32),
    )


def test_a_box_leaves_out_a_word_of_another_text_that_stands_in_the_line() -> None:
    document = a_document(
        WordBox(0, 4, 1, 10, 10, 30, 20),
        WordBox(5, 9, 1, 48, 10, 70, 20),
        WordBox(20, 22, 1, 34, 10, 44, 20),
    )
    assert line_boxes(document, [(0, 9)]) == ((1, 10, 10, 30, 20), (1, 48, 10, 70, 20))


def test_nothing_is_drawn_where_a_word_of_another_text_stands_under_the_words_themselves() -> None:
    document = a_document(
        WordBox(0, 4, 1, 10, 10, 30, 20),
        WordBox(5, 9, 1, 33, 10, 60, 20),
        WordBox(20, 22, 1, 40, 12, 50, 18),
    )
    assert line_boxes(document, [(0, 9)]) == ()


def test_nothing_is_drawn_where_places_are_not_known() -> None:
    assert line_boxes(a_document(), [(0, 9)]) == ()
