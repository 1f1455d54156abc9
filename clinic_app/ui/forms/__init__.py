"""From an instrument to fields: every form is rendered from data."""
