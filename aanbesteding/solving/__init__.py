"""Exact rows and sums to the best whole values: the only room that calls a solver."""
