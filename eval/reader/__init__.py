"""The reader: what it learns from, how it is fitted, and how good it is by itself."""
