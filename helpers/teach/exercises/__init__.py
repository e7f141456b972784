"""How each exercise is marked: a module for each section of the course."""
