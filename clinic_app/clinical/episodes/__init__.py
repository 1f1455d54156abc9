"""What an episode's log adds up to: by week, by trigger and state, between two periods, and as facts for the rules."""
