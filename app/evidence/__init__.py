"""The sentences that may answer, what speaks for each, and the place where a quote stands."""
