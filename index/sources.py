"""Files to add: which there are, in folders and archives, and what lies where by now."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from ingest.archives import is_archive, members, names
from ingest.errors import IngestError, TooLarge
from ingest.latex.projects import SUFFIXES as LATEX
from ingest.names import require_file, shown_name, utf8_name
from ingest.parse import MAX_BYTES, SUFFIXES


@dataclass(frozen=True, slots=True)
class Source:
    """A file to add. `name` is its file name; `known_at` is where it lies, as recorded.

    `identifier` is the id that its document had, and `added` when it was added, if it is one that
    was removed and is put back.
    """

    name: str
    known_at: str
    data: bytes
    identifier: str = ""
    added: str = ""

    @property
    def sha256(self) -> str:
        """The hash by which its bytes are recognised."""
        return hashlib.sha256(self.data).hexdigest()


def gather(paths: Sequence[Path]) -> list[Path]:
    """Return the files that `paths` name: folders recursively, sorted, hidden ones left out."""
    files: list[Path] = []
    for path in paths:
        files += sorted(filter(_is_wanted, inside(path))) if _is_folder(path) else [path]
    return list(dict.fromkeys(files))


def passed_over(paths: Sequence[Path], *, library: Path) -> Counter[str]:
    """Return how many files in folders and archives are of no kind that is read, by ending.

    Those of the `library` itself, should it lie there, are not counted.
    """
    found = (file for path in paths if _is_folder(path) for file in inside(path))
    others = (file for file in found if not _is_wanted(file))
    own = library.resolve()
    counts = Counter(file.suffix.lower() for file in others if own not in file.resolve().parents)
    for archive in filter(is_archive, gather(paths)):
        with contextlib.suppress(IngestError):  # which was told as the result of adding it
            counts += passed_over_in(archive)
    return counts


def passed_over_in(archive: Path) -> Counter[str]:
    """Return how many files in an archive are of no kind that is read, by ending.

    What LaTeX papers take in is read with them. Raises: IngestError.
    """
    require_file(archive)
    endings = (PurePosixPath(name).suffix.lower() for name in names(archive))
    return Counter(one for one in endings if one not in SUFFIXES and one not in LATEX)


def inside(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and the folders in it, however deep they lie.

    Hidden ones are left out, as is what an office program leaves beside a document that is open.
    Links to folders are not followed. A link to nothing, and a folder that cannot be listed, are
    yielded too, for whoever reads them to say why not.
    """
    folders = [folder]
    while folders:
        at = folders.pop()
        try:
            with os.scandir(at) as found:
                entries = [entry for entry in found if not entry.name.startswith((".", "~$"))]
        except FileNotFoundError:  # it went meanwhile
            continue
        except OSError:
            yield at
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif _is_there(entry):
                yield Path(entry.path)


def _is_there(entry: os.DirEntry[str]) -> bool:
    """Say whether an entry is a file, or was meant for one: a link to nothing, or in a circle."""
    try:
        return entry.is_file() or (entry.is_symlink() and not Path(entry.path).exists())
    except OSError:
        return True


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES or is_archive(path) or _is_folder(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # too long a name
        return True


def sources(files: Sequence[Path]) -> Iterator[tuple[str, Callable[[], Source]]]:
    """Yield each file's path and what reads it; the files in a .zip one by one."""
    for path in files:
        if not is_archive(path):
            yield shown_name(path), partial(_source, path)
            continue
        try:
            for name, inside in _inside_archive(path):
                yield f"{shown_name(path)}/{name}", partial(itself, inside)
        except IngestError as exc:
            yield shown_name(path), partial(_fail, exc)


def _inside_archive(path: Path) -> Iterator[tuple[str, Source]]:
    require_file(path)
    place = utf8_name(path.resolve())
    for name, data in members(path):
        if PurePosixPath(name).suffix.lower() in SUFFIXES:
            yield name, Source(PurePosixPath(name).name, f"{place}/{name}", data)


def _source(path: Path) -> Source:
    try:
        require_file(path)
        if path.is_dir():
            os.scandir(path).close()  # which says why it could not be listed
        if path.stat().st_size > MAX_BYTES:
            raise TooLarge(f"{path.name!r} is over the limit of {MAX_BYTES:,} bytes.")
        name, place = Path(utf8_name(path)).name, utf8_name(path.resolve())
        return Source(name, place, path.read_bytes())
    except (OSError, ValueError) as exc:  # ValueError: a NUL in the name
        reason = getattr(exc, "strerror", None) or exc
        raise IngestError(f"{str(path)!r} cannot be read: {reason}.") from exc


def itself(source: Source) -> Source:
    """Return a file that is in memory: what reads it."""
    return source


def _fail(error: IngestError) -> Source:
    raise error


def is_upload(place: str) -> bool:
    """Say whether a file is known by its name alone, as it came from memory and not from a disk."""
    return not Path(place).is_absolute()


def lies_at(place: str, sha256: str) -> bool:
    """Say whether the bytes with this hash lie at a place where a file was known, or in an archive.

    An upload has no place.
    """
    path = Path(place)
    if is_upload(place):
        return False
    try:
        archive = next((one for one in path.parents if is_archive(one) and one.is_file()), None)
        if archive is None:
            return _source(path).sha256 == sha256
        facts = archive.stat()
        return _hashes(archive, (facts.st_size, facts.st_mtime_ns)).get(place) == sha256
    except (IngestError, OSError):
        return False


@lru_cache(maxsize=64)
def _hashes(archive: Path, state: tuple[int, int]) -> dict[str, str]:
    """Return the hash of each file in an archive as it is in this `state`, by its place."""
    return {inside.known_at: inside.sha256 for _, inside in _inside_archive(archive)}
