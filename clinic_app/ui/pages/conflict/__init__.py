"""Two people changed the same thing."""
