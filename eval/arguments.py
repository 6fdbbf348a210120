"""Command lines of the scripts that learn and try things out, refused as every command refuses."""

from __future__ import annotations

import argparse
from typing import NoReturn


class Arguments(argparse.ArgumentParser):
    """A parser whose refusal is one line: what is wrong, and where the help is."""

    def error(self, message: str) -> NoReturn:
        """Exit with 2 and say why."""
        said = f"{message[:1].upper()}{message[1:]}".rstrip(".")
        self.exit(2, f"{said}. See: {self.prog} --help\n")
