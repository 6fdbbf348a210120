"""How fast Footnote is, and how it grows."""
