"""All records of a round in one canonical file."""
