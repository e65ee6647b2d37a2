"""Why each outcome is what it is."""
