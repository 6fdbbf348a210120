"""The real page in the system's Chromium, over a library of the shipped paper."""

from __future__ import annotations

import io
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120_000  # milliseconds: a busy machine is slow, not broken
expect.set_options(timeout=PATIENCE)
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
    subprocess.run(command, cwd=ROOT, env=environment(), check=True, timeout=580)
    return path


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report in which one question came out otherwise than in the shipped one."""
    folder = tmp_path_factory.mktemp("reports")
    report = json.loads((ROOT / "eval" / "data" / "henan.baseline.json").read_text("utf-8"))
    row = report["rows"][0]
    row["values"]["accuracy"], row["text"] = (
        1.0 - row["values"]["accuracy"],
        "Quite another answer.",
    )
    (folder / "another.json").write_text(json.dumps(report), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def address(library: Path, reports: Path) -> Iterator[str]:
    """Where the page is served, once a search works."""
    with served(library, port=free_port(), FOOTNOTE_REPORTS=str(reports)) as base:
        yield base


def free_port() -> int:
    """Return a port below those that a system gives to whoever asks for any, as connections do."""
    while True:
        port = secrets.choice(range(15_000, 32_000))
        with suppress(OSError), closing(socket.create_server(("127.0.0.1", port))):
            return port


@contextmanager
def served(library: Path, *, port: int, **variables: str) -> Iterator[str]:
    """Serve the page over a library with more environment variables; yield its address."""
    log = library.parent / f"server-{port}.log"
    command = [sys.executable, "-m", "app", "chat", "--library", str(library), "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment(), **variables},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(base, server, log)
        yield base
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(20)


@pytest.fixture
def serving() -> Callable[..., AbstractContextManager[str]]:
    """`with serving(library, port=…, NAME="value") as address` serves a library of one's own."""
    return served


@pytest.fixture(scope="session")
def serving_long() -> Callable[[Path], AbstractContextManager[str]]:
    """`with serving_long(library) as address` serves a library for many tests."""
    return lambda library: served(library, port=free_port())


@pytest.fixture
def port() -> int:
    return free_port()


def environment() -> dict[str, str]:
    return {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}


def wait_until_ready(base: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            with urllib.request.urlopen(f"{base}/api/health", timeout=300) as reply:  # noqa: S310
                if reply.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the server was not ready within five minutes")


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
                self.complaints.append(f"{message.text} {message.location}")
                if message.type == "error"
                else None
            ),
        )
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:", self.base.replace("http", "ws"))):
            self.foreign.append(url)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.base + path)
        self.page.get_by_test_id("stChatInputTextArea").wait_for()

    def ready_to_send(self) -> None:
        """Wait until what was typed or dropped has arrived: before that, Enter does nothing."""
        sending = self.page.get_by_test_id("stChatInputSubmitButton").first
        expect(sending).to_be_enabled(timeout=PATIENCE)

    def ask(self, question: str) -> float:
        """Ask and return the seconds until the whole answer stood on the page."""
        box = self.page.get_by_test_id("stChatInputTextArea")
        answers = self.page.locator(".footnote-root .facts")
        before = answers.count()
        box.fill(question)
        self.ready_to_send()
        started = time.perf_counter()
        box.press("Enter")
        answers.nth(before).wait_for()
        return time.perf_counter() - started


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember on the test whether it failed, for `visit` to take a picture of what it saw."""
    outcome = yield
    if outcome.get_result().failed:
        item.stash[FAILED] = True


FAILED = pytest.StashKey[bool]()


@pytest.fixture
def visit(
    browser: Browser, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[..., Visitor]]:
    """Make visitors: `visit(width=…, dark=…, locale=…)`; `base` is another server's address."""
    contexts: list[BrowserContext] = []

    def make(  # noqa: ANN202
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        locale: str = "en-US",
        base: str = "",
    ):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale=locale,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Visitor(context, base or request.getfixturevalue("address"))

    yield make
    for at, context in enumerate(contexts):
        if request.node.stash.get(FAILED, False):
            picture = tmp_path / f"failed-{at}.png"
            context.pages[0].screenshot(path=picture)
            print(f"what visitor {at} saw: {picture}")  # noqa: T201
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


@pytest.fixture
def taken(tmp_path: Path) -> Callable[[Page, str], None]:
    """Save a picture of a screen; into docs/img where FOOTNOTE_PICTURES=1 asks for that."""
    folder = ROOT / "docs" / "img" if os.environ.get("FOOTNOTE_PICTURES") == "1" else tmp_path

    def take(page: Page, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(1500)
        page.screenshot(path=folder / f"{name}.png")
        assert (folder / f"{name}.png").stat().st_size > 10_000

    return take
