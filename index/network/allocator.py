"""Telling the C library to keep the memory that a model's layers take and give back.

glibc returns freed blocks of more than 128 kB to the system until it has learnt that they come
again, and every one that comes again is then filled with zeros, page by page: the first thousand
passages of a process took a third longer to encode.
"""

from __future__ import annotations

import ctypes

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of glibc's malloc.h
KEPT = 32 << 20  # bytes free at the end of the heap
BLOCK = 4 << 20  # bytes; larger ones, such as weights, go back at once


def keep_freed_memory() -> None:
    """Keep freed blocks for the next layer, where the C library is glibc; elsewhere do nothing."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(M_TRIM_THRESHOLD, KEPT)
    mallopt(M_MMAP_THRESHOLD, BLOCK)
