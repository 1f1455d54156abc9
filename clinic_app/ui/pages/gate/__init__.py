"""What the screens before an open record have in common."""
