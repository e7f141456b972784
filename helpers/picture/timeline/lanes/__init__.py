"""What is drawn in a lane: its bars, its waits, its names, its end, and the label before it."""
