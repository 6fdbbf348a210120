"""A library in several databases, asked at once."""
