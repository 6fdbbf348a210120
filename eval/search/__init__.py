"""Search alone, on judged texts, and beside other stacks."""
