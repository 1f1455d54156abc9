"""What a person can do: one function, one unit of work, one audit event."""
