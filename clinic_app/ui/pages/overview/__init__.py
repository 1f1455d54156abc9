"""A child in twenty seconds."""
