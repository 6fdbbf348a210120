"""What reading LaTeX takes: macros, front matter, tables, citations, formulas."""
