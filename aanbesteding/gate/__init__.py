"""The gate: refuses a workbook that is hostile or can be read in two ways."""
