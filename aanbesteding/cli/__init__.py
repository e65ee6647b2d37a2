"""The commands; each is one call and a few lines of output."""
