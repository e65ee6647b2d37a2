"""Letters to bidders, made of a bidder's edition alone: a part per lot, one letter each."""
