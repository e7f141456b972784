"""The caller's side: asks for a run, takes in what comes back while it goes on, and gets the recording."""
