"""Importing torch and sentence-transformers in two thirds of the time.

Two things are put off, neither of which changes any result:
- the garbage collector rests: an import makes hundreds of thousands of objects that all stay;
- `sklearn.metrics` (with pandas and most of scipy behind it, over a second) is imported by
  sentence_transformers 5 and 6 for two distances that no encoding ever asks for. What stands in
  for it during the import loads the real module when it is called.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.machinery
import sys
import types
from collections.abc import Callable, Iterator

PUT_OFF = "sklearn.metrics"


@contextlib.contextmanager
def quick_imports() -> Iterator[None]:
    """Make the imports in the block quick."""
    collecting = gc.isenabled()
    gc.disable()
    stand_in = _stand_in() if PUT_OFF not in sys.modules else None
    if stand_in is not None:
        sys.modules[PUT_OFF] = stand_in
    try:
        yield
    finally:
        if stand_in is not None and sys.modules.get(PUT_OFF) is stand_in:
            del sys.modules[PUT_OFF]
        gc.freeze()  # what was imported stays; no need to look at it in every collection
        if collecting:
            gc.enable()


def _stand_in() -> types.ModuleType:
    module = types.ModuleType(PUT_OFF)
    module.__spec__ = importlib.machinery.ModuleSpec(PUT_OFF, None)
    module.__dict__["__getattr__"] = _put_off
    return module


def _put_off(name: str) -> Callable[..., object]:
    """Return a function that imports the real one when it is called."""
    if name.startswith("__"):
        raise AttributeError(name)

    def real(*args: object, **options: object) -> object:
        function: Callable[..., object] = getattr(importlib.import_module(PUT_OFF), name)
        return function(*args, **options)

    return real
