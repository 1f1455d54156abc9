"""The list of shortcuts."""
