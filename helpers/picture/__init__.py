"""Draws a Recording: timelines, the process tree, text and words. Knows nothing of running."""

from .export import png_bytes, save
from .timeline import timeline, timelines

__all__ = ["png_bytes", "save", "timeline", "timelines"]
