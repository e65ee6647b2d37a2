"""Proof afterwards: counts the record again from the original files."""
