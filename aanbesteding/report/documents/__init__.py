"""Documents an authority signs, keeps or hands out, each made of the record or an edition of it."""
