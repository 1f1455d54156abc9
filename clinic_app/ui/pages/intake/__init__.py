"""Identity, birth and history, once and right."""
