"""A hub for yourself, to try things out: any name, no password, and no limits for a user.

    jupyterhub -f classroom/hub/trial_config.py

All servers run as the user who starts it, each with a home of its own in the folder that TRIAL_FOLDER names (if it
doesn't: one in the system's folder for temporary files). Nobody but this machine can reach it: it listens on loopback.
"""

import os
import tempfile
from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (JupyterHub puts both there)
load_subconfig(str(Path(__file__).with_name("jupyterhub_config.py")))  # type: ignore[name-defined]  # noqa: F821

FOLDER = Path(os.environ.get("TRIAL_FOLDER") or Path(tempfile.gettempdir()) / "processes-course-trial")
FOLDER.mkdir(mode=0o700, exist_ok=True)
PORT = int(os.environ.get("TRIAL_PORT", "8000"))

c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_port = PORT + 1
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORT + 2}"
c.ConfigurableHTTPProxy.pid_file = str(FOLDER / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{FOLDER}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(FOLDER / "cookie-secret")

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{FOLDER}/{{username}}"
c.Spawner.environment = {
    "COURSE_REPOSITORY": os.environ.get("COURSE_REPOSITORY", Path(__file__).resolve().parents[2].as_uri())
}
if os.geteuid() == 0:
    c.Spawner.args.append("--allow-root")

if token := os.environ.get("TRIAL_TOKEN"):  # whoever tries out what a class does, and stands in for everybody in it
    c.JupyterHub.services = [{"name": "trial", "api_token": token}]
    scopes = ["admin:users", "admin:servers", "access:servers"]
    c.JupyterHub.load_roles = [{"name": "trial", "scopes": scopes, "services": ["trial"]}]
