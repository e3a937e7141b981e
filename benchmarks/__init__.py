"""The commands that measure every figure Sayso is held to."""
