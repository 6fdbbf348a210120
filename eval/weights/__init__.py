"""The few weights of the extractive answerer: what they are learned from, and what they reach."""
