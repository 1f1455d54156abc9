"""Episodes: the threads of a child, their events, and what speaks for and against."""
