"""The demonstration clinic while it is being made."""
