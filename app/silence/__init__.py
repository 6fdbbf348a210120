"""What speaks against an answer, and why there is none."""
