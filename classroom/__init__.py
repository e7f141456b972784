"""For teachers: assignments, how they are marked, and the place where a class works. No learner needs any of it."""
