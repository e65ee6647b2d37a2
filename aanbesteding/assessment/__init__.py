"""What the panel judged: marks with reasons, and who is out and why."""
