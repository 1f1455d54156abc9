"""What a child of an age needs, may eat, is asked about, and what its laboratory values are held against. Pure."""
