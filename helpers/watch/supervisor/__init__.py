"""The process beside the program: starts it, relays its output, keeps its limits, and sees that all of it ends."""
