"""Importing torch and sentence-transformers in two thirds of the time.

Two things are put off, neither of which changes any result:
- the garbage collector rests: an import makes hundreds of thousands of objects that all stay;
- `sklearn.metrics` (with pandas and most of scipy behind it, over a second) is imported by
  sentence_transformers 5 and 6 for two distances, `scipy.optimize` (0.1 s, 26 MB) by transformers
  for the loss of object detectors; no encoding ever asks for them. What stands in for them during
  the import loads the real module when it is called.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.machinery
import sys
import types
from collections.abc import Callable, Iterator

PUT_OFF = ("sklearn.metrics", "scipy.optimize")


@contextlib.contextmanager
def quick_imports() -> Iterator[None]:
    """Make the imports in the block quick."""
    collecting = gc.isenabled()
    gc.disable()
    stand_ins = {name: _stand_in(name) for name in PUT_OFF if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
        gc.freeze()  # what was imported stays; no need to look at it in every collection
        if collecting:
            gc.enable()


def _stand_in(name: str) -> types.ModuleType:
    """Return what stands in for the module `name`: each of its functions imports it when called."""
    module = types.ModuleType(name)
    module.__spec__ = importlib.machinery.ModuleSpec(name, None)

    def put_off(function: str) -> Callable[..., object]:
        if function.startswith("__"):
            raise AttributeError(function)

        def real(*args: object, **options: object) -> object:
            found: Callable[..., object] = getattr(importlib.import_module(name), function)
            return found(*args, **options)

        return real

    module.__dict__["__getattr__"] = put_off
    return module
