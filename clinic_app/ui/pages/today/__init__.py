"""Who is next, who waits, what is unsigned."""
