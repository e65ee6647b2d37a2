"""Papers that people sign or send: letters, proces-verbaal, notes; in words, ready for any file."""
