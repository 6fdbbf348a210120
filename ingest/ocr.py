"""Words read from pictures, by Tesseract where it is installed.

Tesseract comes from the system's package manager with its models, so nothing is downloaded when
it runs. It is a program of its own: a picture goes in as a file without a name, hOCR comes out,
and one that takes too long is ended without harm to the rest.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from lxml import etree

INSTALL = "install Tesseract (for example: apt install tesseract-ocr)"
PAGE_S = 60.0  # seconds a page may take on a busy machine; two are usual on a free one
SURE = 80.0  # percent; a page that is read with less is looked at again
_LEGIBLE = 30.0  # percent; below this a word is rather a stain or a part of a drawing
_MAX_OUTPUT = 20_000_000  # bytes of hOCR; a dense newspaper page has one million
_LANGUAGES = {  # of the scripts that Tesseract tells apart, those of its packages
    "Latin": ("eng", "Latin"), "Han": ("chi_sim", "chi_tra"), "Japanese": ("jpn",),
    "Korean": ("kor",), "Hangul": ("kor",), "Cyrillic": ("rus", "ukr", "Cyrillic"),
    "Arabic": ("ara", "fas"), "Greek": ("ell",), "Hebrew": ("heb",), "Devanagari": ("hin",),
    "Bengali": ("ben",), "Tamil": ("tam",), "Thai": ("tha",),
}  # fmt: skip
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_NUMBERS = {
    name: re.compile(rf"{name} (-?[\d.]+)(?: (-?[\d.]+))?")
    for name in ("baseline", "x_size", "x_wconf")
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey, a byte a pixel, row by row from the top left; `dpi` is its resolution."""

    width: int
    height: int
    dpi: int
    grey: bytes


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word and its box in pixels; `confidence` is in percent."""

    text: str
    x0: int
    y0: int
    x1: int
    y1: int
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words on one line. At `x` its baseline stands at `base + slope * x`; all in pixels."""

    words: tuple[SeenWord, ...]
    base: float
    slope: float
    size: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read in a picture, in the engine's reading order."""

    lines: tuple[SeenLine, ...] = ()

    @property
    def letters(self) -> int:
        """How many letters were read, sure or not."""
        return sum(len(word.text) for line in self.lines for word in line.words)

    @property
    def confidence(self) -> float:
        """The mean confidence in percent, by letters; 0 where nothing was read."""
        words = [word for line in self.lines for word in line.words]
        return sum(len(word.text) * word.confidence for word in words) / max(1, self.letters)

    @property
    def sure_letters(self) -> int:
        """How many letters stand in words that are sure: what attempts are compared by."""
        return sum(
            len(word.text) for line in self.lines for word in line.words if word.confidence >= SURE
        )


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program's path, and the languages whose models are installed with it."""

    program: str
    installed: frozenset[str]
    languages: str  # those tried first, joined with "+"

    def start(self, picture: Picture, *, languages: str = "") -> Reading:
        """Begin to read the picture and return at once."""
        return Reading.begin(
            [self.program, "stdin", "stdout", "-l", languages or self.languages],
            ["--psm", "3", "--dpi", str(picture.dpi), "hocr"],
            picture,
        )

    def orientation(self, picture: Picture, *, seconds: float) -> tuple[int, str] | None:
        """Return the quarter turns (anticlockwise) of the text and its script, if they show."""
        if "osd" not in self.installed:
            return None
        command = [self.program, "stdin", "stdout"]
        options = ["--psm", "0", "--dpi", str(picture.dpi)]
        told = Reading.begin(command, options, picture).output(seconds).decode("utf-8", "replace")
        rotate, script = re.search(r"Rotate: (\d+)", told), re.search(r"Script: (\w+)", told)
        if not rotate or not script:
            return None
        return int(rotate.group(1)) // 90 % 4, script.group(1)

    def languages_of(self, script: str) -> str:
        """Return the installed languages of a script, "" where there are none."""
        return "+".join(each for each in _LANGUAGES.get(script, ()) if each in self.installed)


def find() -> Tesseract | None:
    """Return the OCR engine, None where it, or a language for it, is not installed.

    `FOOTNOTE_OCR_LANGUAGES` ("deu+eng") names the languages of scans that are not English.
    """
    program = shutil.which("tesseract")
    if program is None:
        return None
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        told = subprocess.run(  # noqa: S603 - the system's own program, no outside words
            [program, "--list-langs"], capture_output=True, timeout=PAGE_S, check=True
        )
        installed = frozenset(told.stdout.decode("utf-8", "replace").split("\n")[1:]) - {""}
        wanted = os.environ.get("FOOTNOTE_OCR_LANGUAGES", "eng").split("+")
        chosen = [each for each in wanted if each in installed]
        chosen = chosen or sorted(installed - {"osd"})[:1]
        if chosen:
            return Tesseract(program, installed, "+".join(chosen))
    return None


@dataclass(frozen=True, slots=True)
class Reading:
    """A picture that is being read."""

    process: subprocess.Popen[bytes]
    out: IO[bytes]

    @staticmethod
    def begin(command: Sequence[str], options: Sequence[str], picture: Picture) -> Reading:
        """Start the program on the picture."""
        out = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the reading
        with tempfile.TemporaryFile() as given:
            given.write(b"P5 %d %d 255\n" % (picture.width, picture.height))
            given.write(picture.grey)
            given.seek(0)
            process = subprocess.Popen(  # noqa: S603 - a fixed program, no shell
                [*command, *options],
                stdin=given,
                stdout=out,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # more only get in each other's way
                preexec_fn=_bind,  # noqa: PLW1509 - the parsing process has one thread
            )
        return Reading(process, out)

    def output(self, seconds: float) -> bytes:
        """Return what the program says, b"" where it fails or takes longer than `seconds`."""
        try:
            code = self.process.wait(max(0.1, seconds))
        except subprocess.TimeoutExpired:
            code = -1
        finally:
            self.process.kill()
            self.process.wait()
        with self.out:
            self.out.seek(0)
            return self.out.read(_MAX_OUTPUT) if code == 0 else b""

    def seen(self, seconds: float) -> Seen | None:
        """Return what was read, None where the program fails or takes longer than `seconds`."""
        told = self.output(seconds)
        return understand(told) if told else None


def _bind() -> None:
    """Let the program end with its parent, and limit its time and the files that it writes."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    resource.setrlimit(resource.RLIMIT_CPU, (int(PAGE_S), int(PAGE_S)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MAX_OUTPUT, _MAX_OUTPUT))


def understand(hocr: bytes) -> Seen:
    """Return the lines of an hOCR page, without what is no writing."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(hocr, parser)
    if root is None:
        return Seen()
    found = (
        _line(each)
        for each in root.iter("{*}span")
        if re.match(r"ocr_(?:line|header|textfloat|caption)", each.get("class", ""))
    )
    return Seen(tuple(line for line in found if line is not None))


def _line(element: etree._Element) -> SeenLine | None:
    """Return a line and its words, None where there are none."""
    title = element.get("title", "")
    box, baseline = _BOX.search(title), _NUMBERS["baseline"].search(title)
    size = _NUMBERS["x_size"].search(title)
    words = [word for each in element.iter("{*}span") if (word := _word(each))]
    if not box or not size or not words:
        return None
    slope, rise = (float(baseline.group(1)), float(baseline.group(2))) if baseline else (0.0, 0.0)
    base = int(box.group(4)) + rise - slope * int(box.group(1))
    return SeenLine(tuple(words), base, slope, float(size.group(1)))


def _word(element: etree._Element) -> SeenWord | None:
    """Return a word, None where it is none or nobody could read it."""
    title, text = element.get("title", ""), "".join(element.itertext()).strip()
    box, sure = _BOX.search(title), _NUMBERS["x_wconf"].search(title)
    if element.get("class") != "ocrx_word" or not text or not box or not sure:
        return None
    confidence = float(sure.group(1))
    if confidence < _LEGIBLE or (confidence < SURE and not any(map(str.isalnum, text))):
        return None
    x0, y0, x1, y1 = map(int, box.groups())
    return SeenWord(text, x0, y0, x1, y1, confidence)
