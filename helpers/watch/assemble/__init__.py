"""Puts together what was seen: from the raw records of kernel, probe, ends and output to a Recording."""
