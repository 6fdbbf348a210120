"""From passages to a `Library` on disk, and from a question to ranked `Hit`s."""
