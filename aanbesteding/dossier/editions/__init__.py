"""Editions of an award record: what each reader may see, built from lists of fields."""
