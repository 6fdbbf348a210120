"""The shell commands of the evaluation."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from eval.options import JsonOption, ToleranceOption, fail_if
from eval.quality_command import quality
from eval.reader.command import reader
from eval.run_command import RUN_EPILOG, run
from eval.search.command import collection, retrieval
from eval.search.rivals_command import rivals
from eval.speed.bench_command import bench
from eval.speed.scale_command import scale
from eval.speed.shared_command import shared
from eval.verdicts_command import verdicts
from ingest.command_line import called
from ingest.running import exit_code

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Measure Footnote: ask questions with known answers, and compare runs.",
)
app.command(epilog=RUN_EPILOG)(run)


@app.command(name="compare")
def compare_reports(
    before: Annotated[Path, typer.Argument(metavar="A.json", help="The earlier report.")],
    after: Annotated[Path, typer.Argument(metavar="B.json", help="The later report.")],
    fail_if_worse: Annotated[
        bool, typer.Option("--fail-if-worse", help="Exit 1 if B is worse than A.")
    ] = False,
    tolerance: ToleranceOption = 0.02,
    as_json: JsonOption = False,
) -> None:
    """Compare two runs of the same questions: by measure, by kind, by question."""
    from eval import compare, report
    from eval.search import comparison

    a, b = report.json_of(before), report.json_of(after)  # read once: each may be a pipe
    if comparison.is_of_search(a) or comparison.is_of_search(b):
        earlier, later = comparison.from_json(a, before), comparison.from_json(b, after)
        comparison.require_same_collection(
            earlier, name=later.collection, fingerprint=later.fingerprint
        )
        print(
            json.dumps(comparison.as_json(earlier, later), ensure_ascii=False)
            if as_json
            else comparison.as_text(earlier, later)
        )
        worse = comparison.setbacks(earlier, later, tolerance=tolerance)
    else:
        first, second = report.from_json(a, before), report.from_json(b, after)
        compare.require_same_questions(first, name=second.questions, fingerprint=second.fingerprint)
        print(
            json.dumps(compare.as_json(first, second), ensure_ascii=False)
            if as_json
            else compare.as_text(first, second)
        )
        worse = compare.setbacks(first, second, tolerance=tolerance)
    if fail_if_worse:
        fail_if(worse)


for command in (retrieval, collection, reader, verdicts, quality, bench, scale, rivals, shared):
    app.command()(command)


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 a gate missed or failure, 2 wrong usage."""
    return exit_code(lambda: called(app, argv, name="python -m eval"))


if __name__ == "__main__":
    sys.exit(main())
