"""From passages to a `Library` on disk, and from a question to ranked `Hit`s."""

import os

# numpy's threads, once woken, wait in a loop that takes a core from the reader. What numpy
# multiplies here is small. It must be said before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
