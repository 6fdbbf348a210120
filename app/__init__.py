"""From a question to an `Answer`, and the ways to ask it: shell, page, HTTP."""

import index as index  # it says how numpy is to be imported
