"""The right paper for the right person: what is previewed is what prints."""
