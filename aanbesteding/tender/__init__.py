"""What the buyer asks: lots, needs, demand, budgets, criteria, rules."""
