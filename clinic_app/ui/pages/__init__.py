"""The screens, one folder each. A screen reads and acts through use cases only."""
