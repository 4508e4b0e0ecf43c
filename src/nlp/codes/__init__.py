"""Human codes: coding sheets out and in, one code per unit, agreement, and what they override."""
