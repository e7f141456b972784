"""The course on a JupyterHub, for a class that shares a machine.

jupyterhub_config.py         what the hub is started with; its limits are systemd's
trial_config.py              the same on your own machine: no systemd, any name, any password
student.py                   what a student's server does before it starts
links.py                     links that bring a student to a section, and the course up to date
load/                        do thirty students at once get what one gets?
"""
