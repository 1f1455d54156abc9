"""The frame of the window: rail, banner, tabs, footer. It knows screens and words, no use cases."""
