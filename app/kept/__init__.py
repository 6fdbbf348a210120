"""What outlives a question: conversations, whose they are, and whether their quotes still stand."""
