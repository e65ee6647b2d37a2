"""The tender's formula tried out before publication, on bids that are made up or from the past."""
