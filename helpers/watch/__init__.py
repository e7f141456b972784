"""Runs a program, watches its process tree, and returns a Recording.

client ──request──► supervisor ──starts──► program ──forks──► its children …
                      ▲      ▲                │
                      │      └── probe ───────┘    what each process was doing
                      └── kernel                   who was on a CPU
                      └─► assemble ──► recording
"""
