"""The same recording in words: beside a picture, and for a terminal."""
