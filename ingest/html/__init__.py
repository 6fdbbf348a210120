"""What reading web pages takes: lists, tables, notes, names."""
