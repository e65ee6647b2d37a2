"""The bids for one lot as bare numbers, and the published arithmetic over them."""
