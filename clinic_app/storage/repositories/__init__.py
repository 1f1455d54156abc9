"""Tables as the use cases see them. Every repository works on a connection that somebody else opens and commits."""
