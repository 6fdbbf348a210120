"""A language model: where it is, what its reply says, and a second opinion on that."""
