"""The desktop record of a paediatric clinic. README.md holds the map of the code."""

__version__ = "0.1.0"
