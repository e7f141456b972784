"""Runs a program, watches its process tree, and returns a Recording."""
