"""A finding that was taken back: said at once, explained before signing."""
