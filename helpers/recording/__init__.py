"""What was seen of a run, as plain data: the records, the questions to ask of them, and their two file forms."""
