"""Who gets what: the published ranking or objective, proven and recounted."""
