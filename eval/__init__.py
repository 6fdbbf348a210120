"""From questions with known answers to a `Report`, and a gate."""
