"""From questions with known answers to a `Report`, and a gate."""

import index as index  # it says how numpy is to be imported
