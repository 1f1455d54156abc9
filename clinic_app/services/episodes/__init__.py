"""Episodes: threads, their events, what was said about them, and what their screens and papers show."""
