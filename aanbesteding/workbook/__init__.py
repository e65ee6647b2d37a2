"""Excel, and only Excel: cells to fill in, written and read by the same list."""
