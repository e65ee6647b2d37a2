"""The same award under other needs, budgets, prices and rules."""
