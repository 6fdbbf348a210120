"""The real page in the system's Chromium, over a library of the shipped paper."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    """Return the browser's path; skip where there is none, fail where one is required."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    message = "needs Chromium: apt-get install chromium"
    if os.environ.get("FOOTNOTE_REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chromium()
    path = tmp_path_factory.mktemp("browser") / "library"
    papers = sorted(str(paper) for paper in (ROOT / "corpus").glob("*.pdf"))
    command = [sys.executable, "-m", "index", "add", *papers, "--library", str(path), "--quiet"]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True, timeout=300)
    return path


@pytest.fixture(scope="session")
def address(library: Path) -> Iterator[str]:
    """Where the page is served, once a search works."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    log = library.parent / "server.log"
    command = [sys.executable, "-m", "app", "chat", "--library", str(library), "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdout=out, stderr=subprocess.STDOUT
        )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(base, server, log)
        yield base
    finally:
        server.terminate()
        server.wait(20)


def environment() -> dict[str, str]:
    return {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}


def wait_until_ready(base: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            with urllib.request.urlopen(f"{base}/api/health", timeout=60) as reply:  # noqa: S310
                if reply.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the server was not ready within two minutes")


class Visitor:
    """A browser window, with what it complained about and what it asked of other hosts."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text) if message.type == "error" else None
            ),
        )
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:", self.base.replace("http", "ws"))):
            self.foreign.append(url)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.base + path)
        self.page.get_by_test_id("stChatInputTextArea").wait_for()

    def ask(self, question: str) -> float:
        """Ask and return the seconds until the whole answer stood on the page."""
        box = self.page.get_by_test_id("stChatInputTextArea")
        answers = self.page.locator(".footnote-root .facts")
        before = answers.count()
        box.fill(question)
        started = time.perf_counter()
        box.press("Enter")
        answers.nth(before).wait_for()
        return time.perf_counter() - started


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visitor]]:
    """Make visitors: `visit(width=…, dark=…, locale=…)`."""
    contexts: list[BrowserContext] = []

    def make(*, width: int = 1440, height: int = 900, dark: bool = False, locale: str = "en-US"):  # noqa: ANN202
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale=locale,
            accept_downloads=True,
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        return Visitor(context, address)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """A PDF of two pages whose second page tells the height of a tower."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setTitle("Towers of the Coast")
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, 760, "Towers of the Coast")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 720, "1. Introduction")
    canvas.drawString(72, 700, "Many towers stand along the northern coast and guide the ships.")
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 760, "2. Heights")
    canvas.drawString(
        72, 740, "The lighthouse of Skerry measures 47 metres. It was built of granite"
    )
    canvas.drawString(72, 726, "by masons from the islands, who worked for nine summers.")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
