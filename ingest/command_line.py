"""Reading a command line: what is wrong with one is a line that says what, which value, what to do.

Typer's own words take four lines, and do not always name the value.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence

import typer

from ingest.errors import UsageError
from ingest.names import printed
from ingest.running import exit_code

# What every refusal of a command line is. Typer gives it no public name, and has moved it.
_Refused: type[typer.BadParameter] = typer.BadParameter.__mro__[1]


def called(app: typer.Typer, argv: Sequence[str] | None, *, name: str) -> None:
    """Run the command that `argv` names, else the shell's own; `name` is what `app` is called.

    Raises: UsageError where the command line is wrong, SystemExit with the command's exit code.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        code = app(args=given, prog_name=name, standalone_mode=False)
    except _Refused as exc:
        if not given and "\n" in exc.message:  # no words at all ask for the help, and here it is
            exc.show()
            raise SystemExit(2) from exc
        command = exc.ctx.command_path if exc.ctx else _named(app, given, name)
        raise UsageError(f"{_sentence(_said(exc, given))} See: {command} --help") from exc
    if isinstance(code, int):
        raise SystemExit(code)


def run_script(main: Callable[..., None], *, name: str) -> int:
    """Run a function as the one command of a script, and return its exit code."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command()(main)
    return exit_code(lambda: called(app, None, name=name))


def _named(app: typer.Typer, argv: Sequence[str], name: str) -> str:
    """Return the command that `argv` names, for a refusal that does not tell its own."""
    commands = getattr(typer.main.get_command(app), "commands", {})
    return f"{name} {argv[0]}" if argv and argv[0] in commands else name


def _sentence(text: str) -> str:
    """Return what is said as one sentence on one line."""
    line = printed(" ".join(text.split())).rstrip(".")
    return line if line.endswith("?") else f"{line}."


def _said(refused: typer.BadParameter, argv: Sequence[str]) -> str:
    """Return what is wrong; of a value of an option also which option, and which value."""
    names = getattr(getattr(refused, "param", None), "opts", [])
    option, value = _given(names, refused, argv)
    if not option or not refused.message:
        told = refused.format_message()
        return f"{told}; what has spaces in it goes in quotes" if "extra argument" in told else told
    why = refused.message.removeprefix("Value error, ")
    is_told = value and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", why)
    return f"{option}{'' if is_told else f' {value!r}'}: {why}"


def _given(
    names: Sequence[str], refused: typer.BadParameter, argv: Sequence[str]
) -> tuple[str, str]:
    """Return an option, or the variable that stands for it, and its value; "" if none is given."""
    for at, word in reversed(list(enumerate(argv))):
        option, equals, value = word.partition("=")
        if option in names and option.startswith("-"):
            return option, value if equals else "".join(argv[at + 1 : at + 2])
    variables = getattr(getattr(refused, "param", None), "envvar", None) or []
    for variable in [variables] if isinstance(variables, str) else variables:
        if from_there := os.environ.get(variable):
            return variable, from_there
    return "", ""
