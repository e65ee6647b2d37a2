"""What the bidders offer: read from forms, checked, never repaired."""
