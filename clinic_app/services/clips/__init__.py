"""Clips: taken in, watched, marked, given out without where and by what they were filmed, and removed."""
