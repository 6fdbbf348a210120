"""The packaged model's network, any other model, and what makes them run fast."""
