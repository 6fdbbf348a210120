"""The HTTP side: requests, limits, guards, the queue of files, the process that serves."""
