"""`python -m app`: ask questions, serve the chat, check saved answers."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.answer import Answerer
from index.journal import configure
from index.options import LibraryOption
from ingest.command_line import called
from ingest.errors import UsageError
from ingest.running import INTERRUPTED, exit_code

app = typer.Typer(
    help="Ask questions about the documents in a library.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
StrictOption = Annotated[
    bool,
    typer.Option(
        "--strict",
        envvar="FOOTNOTE_STRICT",
        help="With llm: replace sentences without support.",
    ),
]
DEFAULT_LIBRARY = Path("library")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.")] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    document: Annotated[
        list[str] | None,
        typer.Option("--document", help="Answer from this document only. May be repeated."),
    ] = None,
    answerer: Annotated[
        Answerer,
        typer.Option(
            "--answerer",
            envvar="FOOTNOTE_ANSWERER",
            help="Who words the answer: the documents, or a language model.",
        ),
    ] = "extractive",
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            help="Ask every question of a JSONL file ('-': standard input), an answer a line.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the answer as Markdown with footnotes.")
    ] = False,
    strict: StrictOption = False,
    reader: Annotated[
        bool,
        typer.Option("--reader/--no-reader", help="Use the trained reader, where there is one."),
    ] = True,
    threshold: Annotated[
        float | None,
        typer.Option(
            "--threshold", min=0.0, max=1.0, help="Confidence below which to give no answer."
        ),
    ] = None,
) -> None:
    """Answer a question from the library, each sentence with its source."""
    if batch is not None and question:
        raise UsageError("Give a question or --batch FILE, not both.")
    if batch is None and not question.strip():
        raise UsageError('Ask something: python -m app ask "What …?"')
    if as_json and as_markdown:
        raise UsageError("--json and --markdown exclude each other; choose one.")
    if batch is not None and as_markdown:
        raise UsageError("--batch prints JSON, an answer a line; leave out --markdown.")
    from app.ask import Asking, ask_batch, ask_one  # takes seconds, which a slip need not wait for

    asking = Asking(
        library=library,
        documents=tuple(document or ()),
        answerer=answerer,
        strict=strict,
        use_reader=reader,
        threshold=threshold,
    )
    if batch is not None:
        raise typer.Exit(ask_batch(asking, batch))
    form = "json" if as_json else "markdown" if as_markdown else "text"
    raise typer.Exit(ask_one(asking, question, form=form))


@app.command()
def chat(
    library: LibraryOption = DEFAULT_LIBRARY,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port to listen on.")] = 8501,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", help="A name under which browsers reach it; '*' for any."),
    ] = None,
    answerer: Annotated[
        Answerer,
        typer.Option(
            "--answerer",
            envvar="FOOTNOTE_ANSWERER",
            help="Who words the answers: the documents, or an OpenAI-compatible server.",
        ),
    ] = "extractive",
    strict: StrictOption = False,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in a browser.")
    ] = False,
) -> None:
    """Serve the chat page, and the HTTP API beside it."""
    from app.serve import run

    os.environ["FOOTNOTE_ANSWERER"] = answerer
    os.environ["FOOTNOTE_STRICT"] = "1" if strict else ""
    try:
        code = run(
            library,
            host,
            port,
            allowed_hosts=tuple(allow_host or ()),
            open_browser=open_browser,
            announce=_say,
        )
    except KeyboardInterrupt:
        code = INTERRUPTED
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process, whatever is still loaded, answered or added beside the server.

    The interpreter would stop such a thread within the model's C++ code, which aborts.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # a closed one
            stream.flush()
    os._exit(code)


def _say(line: str) -> None:
    """Print a line at once. Where nobody can read it, the page is served all the same."""
    with contextlib.suppress(OSError):
        print(line, flush=True)


@app.command()
def verify(
    answers: Annotated[Path, typer.Argument(help="Answers saved with: ask --json, or --batch.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a citation.")
    ] = False,
) -> None:
    """Check whether the quotes of saved answers still stand where they stood."""
    from app.kept.verify import check_answers, read_answers
    from index.library import open_library
    from index.sqlite_store import require_library

    saved = read_answers(answers)
    require_library(library)
    with open_library(library, whole=True) as opened:  # what is out of reach is not gone
        checks = list(check_answers(saved.answers, opened))
    for problem in saved.unanswered:
        print(f"no answer was saved for {problem}", file=sys.stderr)
    for check in checks:
        if as_json:
            row = {
                "answer": check.answer,
                "number": check.number,
                "document": check.document_id,
                "state": check.state,
                "start": check.start,
            }
            print(json.dumps(row, ensure_ascii=False))
        elif check.state != "stands":
            print(f"{check.answer}: [{check.number}] {check.document_id}: {check.state}")
    standing = sum(check.state == "stands" for check in checks)
    if not as_json:
        failed = f"; no answer for {len(saved.unanswered)}" if saved.unanswered else ""
        print(f"{standing} of {len(checks)} quotes stand where they stood{failed}.")
    raise typer.Exit(0 if standing == len(checks) and not saved.unanswered else 1)


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 failed, 2 wrong usage."""

    def run() -> None:
        configure()
        called(app, argv, name="python -m app")

    return exit_code(run)


if __name__ == "__main__":
    sys.exit(main())
