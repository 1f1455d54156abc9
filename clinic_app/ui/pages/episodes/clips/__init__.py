"""Clips of an episode: taken in, looked at, marked, given out."""
