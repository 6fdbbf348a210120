"""Pages of a PDF as pictures, drawn in a child process.

A PDF is a stranger's program for a drawing machine: the child that runs it may be slow, grow, or
die, and the server goes on. `python -m app.display.pagepicture` is that child: for each request
line on standard input it writes a line and, after it, a picture.
"""

from __future__ import annotations

import io
import json
import resource
import select
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from ingest.errors import FootnoteError

_ROOT = Path(__file__).resolve().parent.parent.parent
_SECONDS = 10.0
_MEMORY = 2 << 30  # bytes of address space
_LONGEST = 2400  # pixels of the longer side


class PictureError(FootnoteError):
    """A page could not be drawn."""


class PagePictures:
    """Draws pages; starts its child when first asked, and again when it had to be ended."""

    def __init__(self, *, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def draw(self, pdf: bytes, *, page: int, width: int = 1000) -> bytes:
        """Return a PNG of the 1-based `page`, `width` pixels wide.

        Raises PictureError where it cannot be drawn, or not within the time.
        """
        with self._lock:
            try:
                return self._ask(pdf, page, width)
            except (BrokenPipeError, EOFError, TimeoutError) as exc:
                self._end()
                raise PictureError(
                    f"page {page} took too long or broke the drawing program. Open the file itself."
                ) from exc

    def start(self) -> None:
        """Start the child, so that the first page need not wait for it."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _ask(self, pdf: bytes, page: int, width: int) -> bytes:
        child = self._started()
        if child.stdin is None or child.stdout is None:
            raise EOFError
        request = {"page": page, "width": width, "size": len(pdf)}
        child.stdin.write(json.dumps(request).encode() + b"\n" + pdf)
        child.stdin.flush()
        if not select.select([child.stdout], [], [], self._seconds)[0]:
            raise TimeoutError
        head = child.stdout.readline()
        if not head:
            raise EOFError
        reply = json.loads(head)
        if reply["error"]:
            raise PictureError(reply["error"])
        return _exactly(child.stdout, reply["size"])

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(  # noqa: S603 - our own module, no outside words
                [sys.executable, "-m", "app.display.pagepicture"],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._child

    def _end(self) -> None:
        if self._child is None:
            return
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                pipe.close()
        self._child = None


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def render(pdf: bytes, *, page: int, width: int) -> bytes:
    """Return a PNG of the 1-based `page`. Raises PictureError; may be slow, may use memory."""
    import pypdfium2  # only the child draws

    try:
        document = pypdfium2.PdfDocument(pdf)
        if not 1 <= page <= len(document):
            raise PictureError(f"there is no page {page}: the document has {len(document)}.")
        sheet = document[page - 1]
        across, down = sheet.get_size()
        scale = min(width / max(across, 1), _LONGEST / max(across, down, 1))
        picture = sheet.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError as exc:
        raise PictureError(f"page {page} cannot be drawn ({exc}).") from exc
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer requests until the input ends."""
    import pypdfium2  # noqa: F401 - loaded before the first request comes

    while head := requests.readline():
        request = json.loads(head)
        pdf = _exactly(requests, request["size"])
        try:
            picture, error = render(pdf, page=request["page"], width=request["width"]), ""
        except PictureError as exc:
            picture, error = b"", str(exc)
        replies.write(json.dumps({"size": len(picture), "error": error}).encode() + b"\n")
        replies.write(picture)
        replies.flush()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    serve(sys.stdin.buffer, sys.stdout.buffer)
