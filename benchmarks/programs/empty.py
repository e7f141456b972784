"""Nothing: what is left is Python's start and end."""
