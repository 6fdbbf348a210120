"""The HTTP side: requests as they come in, limits, guards, counts, the shapes of replies."""
