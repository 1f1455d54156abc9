"""Whether a child follows a line."""
