"""From a question to an `Answer`, and the ways to ask it: shell, page, HTTP."""
