"""Figures: counts, money, percentages and measures that an article gives, and on whose say-so."""
