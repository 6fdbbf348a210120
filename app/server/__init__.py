"""The HTTP side: who asks, requests as they come in, limits, guards, counts, replies."""
