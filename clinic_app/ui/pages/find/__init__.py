"""The right child in two seconds."""
