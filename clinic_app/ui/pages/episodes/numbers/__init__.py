"""An episode in numbers: its course, trigger by state, and two periods beside each other."""
