"""What reading PDF takes: glyphs, lines, columns, blocks, forms, scans."""
