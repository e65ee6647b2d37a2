"""The round folder on disk."""
