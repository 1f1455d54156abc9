"""Proving who sits here, without showing any child. Light: it stands on the way to the first painted window."""
