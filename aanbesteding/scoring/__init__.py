"""Points and ranking, exactly as published."""
