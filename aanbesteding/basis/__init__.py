"""Exact numbers, places, findings, texts and shipped files; knows nothing of tenders."""
