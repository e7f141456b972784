"""Draws one recording, or several one above the other, along an axis of time."""
