"""What a question asks, alone and after what was said before."""
