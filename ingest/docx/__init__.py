"""What reading Word takes: styles, numbers, notes, tables, formulas."""
