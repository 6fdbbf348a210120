"""Papers inside a .zip file, read one after the other within limits."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ingest.errors import Damaged, Empty, Encrypted, IngestError, TooLarge
from ingest.latex import projects

MAX_ENTRIES = 2_000
MAX_BYTES = 200_000_000
MAX_RATIO = 100
_BLOCK = 1 << 16
_BROKEN = (  # what zipfile raises over a damaged member: a place outside of the file, for one
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
_SMALL = 1 << 20  # below this many bytes the ratio says nothing


def is_archive(path: Path) -> bool:
    """Say whether the file at `path` is a .zip of files, by its name."""
    return path.suffix.lower() == ".zip"


def members(
    path: Path,
    *,
    max_entries: int = MAX_ENTRIES,
    max_bytes: int = MAX_BYTES,
    max_ratio: int = MAX_RATIO,
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file in the archive at `path`, sorted by name.

    Names are used as labels only; nothing is written to disk. Archives inside are not opened.
    LaTeX files come with what they take in. Raises `IngestError`: sizes are counted while
    inflating, whatever the headers claim.
    """
    with open_archive(_bytes(path), path.name, max_entries=max_entries) as archive:
        left = max_bytes
        infos = _files(archive)
        if not infos:
            raise Empty(f"{path.name!r} holds no files.")
        parts: dict[str, bytes] = {}
        for info in infos:
            if info.filename.lower().endswith(projects.SUFFIXES):
                content = read_member(archive, info, max_bytes=left, max_ratio=max_ratio)
                parts[info.filename] = content
                left -= len(content)
        papers = projects.whole(parts)
        for info in infos:
            if info.filename in papers:
                yield info.filename, papers[info.filename]
            elif info.filename not in parts:
                content = read_member(archive, info, max_bytes=left, max_ratio=max_ratio)
                left -= len(content)
                yield info.filename, content


def names(path: Path) -> list[str]:
    """Return the names of the files in the archive at `path`, sorted. Raises: IngestError."""
    with open_archive(_bytes(path), path.name) as archive:
        return [info.filename for info in _files(archive)]


def open_archive(data: bytes, name: str, *, max_entries: int = MAX_ENTRIES) -> zipfile.ZipFile:
    """Return the archive that `data` is. Raises `Damaged` or `TooLarge`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as exc:
        raise Damaged(f"{name!r} is not a readable zip file.") from exc
    if len(archive.infolist()) > max_entries:
        count = len(archive.infolist())
        raise TooLarge(f"{name!r} holds {count:,} files; the limit is {max_entries:,}.")
    return archive


def read_member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    *,
    max_bytes: int = MAX_BYTES,
    max_ratio: int = MAX_RATIO,
) -> bytes:
    """Return the content of one member. Raises `TooLarge` as soon as it passes a limit."""
    if info.flag_bits & 1:
        raise Encrypted(f"{info.filename!r} in the archive is encrypted; unpack it first.")
    limit = min(max_bytes, max(_SMALL, info.compress_size * max_ratio))
    blocks: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as stream:
            while block := stream.read(_BLOCK):
                size += len(block)
                if size > limit:
                    raise TooLarge(f"{info.filename!r} inflates to more than {limit:,} bytes.")
                blocks.append(block)
    except _BROKEN as exc:
        raise Damaged(f"{info.filename!r} in the archive is damaged.") from exc
    return b"".join(blocks)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise IngestError(f"{str(path)!r} cannot be read: {exc.strerror}.") from exc


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files in an archive, sorted by name; hidden ones are left out.

    Of two entries of one name the later one is the file: unpacking leaves that one, too.
    """
    latest = {info.filename: info for info in archive.infolist()}
    return [
        info for name, info in sorted(latest.items()) if not info.is_dir() and not _is_hidden(name)
    ]


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
