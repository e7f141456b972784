"""A recording to point at, in JupyterLab: what the script knows of it (numbers.py), and the script (explore.js)."""
