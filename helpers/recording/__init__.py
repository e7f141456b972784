"""What was seen of a run, as plain data: the records, the questions to ask of them, and their two file forms."""

VERSION = 1  # of the JSON form; here, where the command line finds it without loading the questions
