"""What reading Markdown takes: headers, notes, pandoc's own marks."""
