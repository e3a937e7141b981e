"""What several articles have in common: near-copies of one text, and words that are quoted in more than one."""
