"""The parts that every screen is made of, one public class a module.

Painted parts read the tokens when they paint and repaint when the theme changes. Every control takes its object name
and its accessible name when it is made.
"""
