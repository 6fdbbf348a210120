"""Words and what they say, whatever is asked: stems, values, opposites, slips, rarity."""
