"""What papers are, not what they are about: front, parts, bibliography, exhibits; their library."""
