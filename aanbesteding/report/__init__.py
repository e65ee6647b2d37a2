"""Pages and workbooks made from the record alone."""
