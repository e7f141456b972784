"""Who was on a CPU, and which processes are there: what the kernel tells, exactly, by samples, or not at all."""
