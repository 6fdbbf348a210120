"""What a process that answers questions holds in memory: `python -m eval.probe LIBRARY QUESTION…`.

Prints a JSON line a question, with the memory that the process holds after it; with `--repeat N`
the questions are asked over and over, N in all, and a line is printed after every hundredth.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from eval.arguments import Arguments
from index.sqlite_store import require_library
from ingest.running import exit_code

SEEN = 100


def resident() -> int:
    """Return the bytes of memory that this process holds, 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    sizes = [line.split()[1] for line in lines if line.startswith("VmRSS:")]
    return int(sizes[0]) * 1024 if sizes else 0


def main() -> None:
    """Ask the questions, and print what the process holds. Raises: FootnoteError."""
    parser = Arguments(prog="python -m eval.probe", description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("questions", nargs="+")
    parser.add_argument("--repeat", type=int, default=0)
    parser.add_argument("--no-reader", action="store_true")
    asked = parser.parse_args()
    require_library(asked.library)
    from app.chatbot import open_chatbot

    total = asked.repeat or len(asked.questions)
    started = time.perf_counter()
    with open_chatbot(asked.library, use_reader=not asked.no_reader) as chatbot:
        for at in range(total):
            chatbot.ask(asked.questions[at % len(asked.questions)])
            if not asked.repeat or (at + 1) % SEEN == 0:
                seconds = round(time.perf_counter() - started, 3)
                line = {"questions": at + 1, "seconds": seconds, "resident": resident()}
                print(json.dumps(line), flush=True)  # noqa: T201 - what it is for


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
