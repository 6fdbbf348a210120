"""Loaded by every Python that has this folder on its path: forbids and notes all but loopback."""

import ipaddress
import os
import sys

WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def is_near(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in WATCHED:
        address = arguments[1]
        if not isinstance(address, tuple) or is_near(address[0]):
            return  # a socket in the file system, or on this machine
        wanted = address
    elif event in LOOKUPS:
        if is_near(arguments[0]):
            return
        wanted = arguments[0]
    else:
        return
    with open(os.environ["FOOTNOTE_ATTEMPTS"], "a") as log:  # noqa: PTH123 - loaded before all else
        log.write(f"{event} {wanted} by {sys.argv}\n")
    raise PermissionError(f"no network here: {event} {wanted}")


sys.addaudithook(watch)
