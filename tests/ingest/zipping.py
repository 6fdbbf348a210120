"""Archives in memory, as formats made of several files need them."""

from __future__ import annotations

import io
import zipfile


def zipped(parts: dict[str, str]) -> bytes:
    """Return a .zip file with `parts`, text by name, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()
