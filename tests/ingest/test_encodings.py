"""Texts whose encoding nobody names: Western ones are Windows-1252, others stay what they are."""

from __future__ import annotations

import time

import pytest

from ingest.encodings import decode
from ingest.parse import parse_bytes

PLAIN = "Plain text of the study goes on for many words without a mark. " * 30

WESTERN = {
    "French": "Les élèves étaient très contents de l’été à la campagne, où ils ont été gâtés.",
    "French quotes": "« C’est là, au cœur du pays, que naît la rivière », a écrit François.",
    "German": "Größe ist alles: „Das ist möglich – aber nicht üblich“, schrieb Müller aus Köln.",
    "Spanish": "¿Qué pasó en la mañana? ¡Nada! El 5.º día el niño comió con su señora.",
    "Portuguese": "A investigação não é fácil: são necessárias várias observações à beira do rio.",
    "Italian": "La città è più grande di quanto si pensi; però, perché no? Così è, né più né meno.",
    "Dutch": "De coördinatie is geïntensiveerd: € 500 per patiënt. ‘Het idee’ was te duur.",
    "Danish": "I løbet af tre år målte vi tyve huse. Øerne er våde, og Århus også.",
    "Swedish": "Under tre år mätte vi tjugo hus och fann att mossan växer på norra sidan.",
    "Finnish": "Tässä artikkelissa mittasimme kaksikymmentä taloa; kosteus on tärkeämpää.",
    "Estonian": "Käesolevas artiklis mõõtsime kahtkümmet maja. Õhuniiskus on tähtsam.",
    "Icelandic": "Í þessari grein rannsökum við vöxt mosa á þökum. Það er góðæri og þýðing.",
    "Catalan": "La col·lecció és àmplia i l’autor hi aporta raó; això és així. La llengüística.",
    "Irish": "Scrúdaímid fás an chaonaigh ar dhíonta na cathrach; bhí an taise tábhachtaí.",
    "capitals": "CAFÉ MÜNCHEN: RÉSUMÉ DES ÉTUDES À PARIS",
    "two languages": "Größe ist alles, schöne Häuser überall. Les élèves étaient gâtés à la fête.",
}
ENGLISH = (
    "The gardeners measured the soil at 37 °C ± 2 °C, and found that Müller was right.",
    "It was the gardener’s own.",
    "“Quoted” — and ‘so’ – on…",
    "We used 5 µm filters (£30 each), 2 × 3 m plots of 6 m², ½ of them †, see § 3–4. © 2001 Moss®",
    "It cost €5 and 3¢, 50‰ of ¥100; the coöperation was naïve.",
    "a±b, 5±0.1 Å, µg·l, n°5, citation.¹² The soft\xadhyphen and the “¿Qué?”",
    "[1] S. Kierkegård, J. Ramírez, M. Núñez, F. Müller, A. Ångström, É. Poincaré, J. Simões.",
    "The café was shut.",
)
OTHERS = [
    (  # Chinese
        ("gb18030", "gbk"),
        "本文研究了城市屋顶苔藓的生长情况。我们在三年中测量了二十座房屋，发现湿度更重要。",
    ),
    (  # traditional Chinese
        ("big5",),
        "本文研究了城市屋頂苔蘚的生長情況。我們在三年中測量了二十座房屋，發現濕度更重要。",
    ),
    (  # Japanese
        ("shift_jis", "euc_jp"),
        "本稿では、都市の屋根に生えるコケの成長を調べた。三年間にわたって二十軒の家を測定"
        "したところ、北側のコケは南側よりも速く成長することがわかった。",
    ),
    (  # Korean
        ("euc_kr",),
        "이 논문에서는 도시 지붕에 자라는 이끼의 성장을 삼 년 동안 조사하였다. 습도가 더 중요하다.",
    ),
    (  # Russian
        ("cp1251", "koi8-r", "cp866"),
        "В этой статье мы изучаем рост мха на крышах города. В течение трёх лет мы "
        "измеряли двадцать домов и нашли, что влажность важнее температуры.",
    ),
    (  # Greek
        ("cp1253", "iso8859-7"),
        "Σε αυτό το άρθρο μελετάμε την ανάπτυξη των βρύων στις στέγες της πόλης. Για τρία"
        " χρόνια μετρήσαμε είκοσι σπίτια.",
    ),
    (  # Hebrew
        ("cp1255",),
        "במאמר זה אנו חוקרים את צמיחת הטחב על גגות העיר. במשך שלוש שנים מדדנו עשרים בתים "
        "ומצאנו שהלחות חשובה יותר מהטמפרטורה.",
    ),
    (  # Arabic
        ("cp1256",),
        "ندرس في هذه المقالة نمو الطحالب على أسطح المدينة. قمنا على مدى ثلاث سنوات بقياس البيوت.",
    ),
    (  # Polish
        ("cp1250", "iso8859-2"),
        "Przez trzy lata mierzyliśmy dwadzieścia domów i stwierdziliśmy, że mech rośnie "
        "szybciej. Wilgotność jest ważniejsza niż temperatura, a większość dachów była "
        "zarośnięta.",
    ),
    (  # Czech
        ("cp1250", "iso8859-2"),
        "Během tří let jsme měřili dvacet domů a zjistili jsme, že na severní straně "
        "roste mech rychleji. Vlhkost je důležitější než teplota a většina střech už byla"
        " zarostlá.",
    ),
    (  # Hungarian
        ("cp1250", "iso8859-2"),
        "Három éven át húsz házat mértünk, és azt találtuk, hogy a moha gyorsabban nő. A "
        "nedvesség fontosabb, mint a hőmérséklet, és a gyűjtött adatok különböző időkből "
        "valók.",
    ),
    (  # Croatian
        ("cp1250", "iso8859-2"),
        "Tijekom tri godine mjerili smo dvadeset kuća i našli da mahovina raste brže. "
        "Vlažnost je važnija, a većina krovova već je bila obrasla. Također smo čekali.",
    ),
    (  # Turkish
        ("cp1254",),
        "Üç yıl boyunca yirmi evi ölçtük ve yosunun daha hızlı büyüdüğünü bulduk. Şehir çok eski.",
    ),
    (  # Lithuanian
        ("cp1257",),
        "Šiame straipsnyje tiriame samanų augimą. Drėgmė yra svarbesnė už temperatūrą.",
    ),
]
CASES = [(encoding, text) for encodings, text in OTHERS for encoding in encodings]


@pytest.mark.parametrize("language", WESTERN)
def test_a_western_text_is_windows_1252(language: str) -> None:
    text = WESTERN[language]
    assert decode(text.encode("cp1252")) == (text, ("encoding guessed as cp1252",))


@pytest.mark.parametrize("before", ["", PLAIN])
@pytest.mark.parametrize("text", ENGLISH)
def test_a_few_marks_and_names_in_english_are_windows_1252(text: str, before: str) -> None:
    whole = before + text
    read = (whole.replace("\u00ad", ""), ("encoding guessed as cp1252",))
    assert decode(whole.encode("cp1252")) == read


@pytest.mark.parametrize(("encoding", "text"), CASES)
def test_a_text_in_another_encoding_is_read_in_its_own(encoding: str, text: str) -> None:
    read, warnings = decode(text.encode(encoding))
    assert read == text
    assert warnings[0].startswith("encoding guessed as ")


def test_a_vietnamese_text_keeps_its_tones() -> None:
    text = (
        "Trong ba năm tôi đo hai mươi ngôi nha\u0300 va\u0300 thâ\u0301y rêu mo\u0323c nhanh hơn."
    )
    assert decode(text.encode("cp1258")) == (text, ("encoding guessed as cp1258",))


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "термин и слово"),
        ("koi8-r", "термин и слово"),
        ("gbk", "“王伟” and “李娜”"),
        ("big5", "moss，and roofs；「so」"),
        ("mac_roman", "“it’s” naïve"),
        ("cp850", "Mädchen, göttlich"),
    ],
)
def test_what_no_western_text_has_is_not_windows_1252(encoding: str, words: str) -> None:
    _, warnings = decode((PLAIN + words).encode(encoding))
    assert warnings != ("encoding guessed as cp1252",)


@pytest.mark.parametrize("broken", [b"\xc3", b"\xe2\x80", b"\xff"])
def test_utf_8_with_a_broken_byte_stays_utf_8(broken: bytes) -> None:
    text = WESTERN["French"]
    assert decode(text.encode() + broken) == (
        text + "\ufffd",
        ("some bytes are not valid UTF-8 and were replaced",),
    )


def latex(option: str, text: str) -> str:
    return f"\\documentclass{{article}}\n\\usepackage[{option}]{{inputenc}}\n{text}"


@pytest.mark.parametrize(
    ("option", "encoding", "text"),
    [
        ("latin1", "cp1252", "“Müller’s”"),
        ("ansinew", "cp1252", "naïve"),
        ("cp1250", "cp1250", "Dvořák a Čapek"),
        ("latin2", "iso8859-2", "Škvorecký"),
        ("latin9", "iso8859-15", "cœur, 5 €"),
        ("applemac", "mac_roman", "“naïve”"),
        ("koi8-r", "koi8-r", "мох"),
    ],
)
def test_a_latex_file_is_in_the_encoding_that_it_declares(
    option: str, encoding: str, text: str
) -> None:
    whole = PLAIN + latex(option, text)
    assert decode(whole.encode(encoding)) == (whole, ())


@pytest.mark.parametrize("option", ["utf8", "utf8x", "no-such", "hex", "ascii]{fontenc}%["])
def test_a_latex_file_that_is_not_what_it_declares_is_guessed(option: str) -> None:
    whole = latex(option, "gardener’s café")
    assert decode(whole.encode("cp1252")) == (whole, ("encoding guessed as cp1252",))


def test_an_encoding_in_a_comment_is_not_declared() -> None:
    whole = latex("cp1252", "naïve").replace("\\usepackage", "% \\usepackage[koi8-r]{inputenc} %")
    assert decode(whole.encode("cp1252")) == (whole, ("encoding guessed as cp1252",))


def test_the_text_of_a_file_in_windows_1252_reaches_the_document() -> None:
    text = f"On Moss\n\n{PLAIN}It was the gardener’s own, at 37 °C ± 2 °C.\n"
    assert "gardener’s own, at 37 °C ± 2 °C." in parse_bytes(text.encode("cp1252"), "a.txt").text


def test_no_text_takes_for_ever_to_guess() -> None:
    start = time.process_time()
    for data in (b"a" * 3_000_000 + b"\xe9", b"\xe9t\xe9 " * 700_000, b"\\usepackage[" * 200_000):
        decode(data + b"\xe9")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_at_its_start_is_read(encoding: str) -> None:
    text = "It’s said that the bees of Łódź cost £5.\n\nNot more."
    assert decode(text.encode(encoding)) == (text, ())


def test_japanese_that_switches_between_alphabets_is_read() -> None:
    text = "蜜蜂の研究\n\nWe saw 25 bees in 京都."
    assert decode(text.encode("iso2022_jp")) == (text, ())
