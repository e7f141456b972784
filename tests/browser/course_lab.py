"""A copy of the course, and JupyterLab in it as `course.py lab` starts it, on loopback.

    tests ──copy──► some/folder/course/ ──python -m helpers.build.lab──► JupyterLab ◄── Chromium
                       my-course/  made by the lab, as for a learner

The copy is the test's own, so that its notebooks may be changed, and its originals be updated.
"""

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("helpers", "notebooks", "images", "course.py", "pyproject.toml")
START_S = 90
PDEATHSIG = 1  # PR_SET_PDEATHSIG, prctl(2)
# What the tests ask of the server beyond what a learner has: no browser of its own, and a view into the page's models.
SETTINGS = {
    "ServerApp": {"open_browser": False, "ip": "127.0.0.1"},
    "LabApp": {"open_browser": False, "expose_app_in_browser": True},
}
# Its own question in a corner, whether to tell of news, would lie on top of what is looked at.
QUIET = {"fetchNews": "false", "checkForUpdates": False}
NEWS = "lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"


def end_with_the_tests() -> None:
    """In the process that becomes JupyterLab: on Linux it gets SIGTERM, and ends its kernels, if the tests are killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGTERM, 0, 0, 0)


class CourseLab:
    """The copy in `folder`, and the JupyterLab that serves it once it was started."""

    def __init__(self, folder: Path):
        self.folder, self.course, self.own = folder, folder / "course", folder / "course" / "my-course"
        self.log = folder / "lab.log"
        self.course.mkdir(parents=True)
        for part in PARTS:
            source, target = ROOT / part, self.course / part
            if source.is_dir():
                shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        news = folder / "config" / NEWS
        news.parent.mkdir(parents=True)
        news.write_text(json.dumps(QUIET))
        (folder / "config" / "jupyter_server_config.json").write_text(json.dumps(SETTINGS))

    def start(self) -> str:
        """Start JupyterLab, wait until it answers, and return what it said until then."""
        places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime", "IPYTHONDIR": "ipython"}
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PROCESSES_"))}
        environ |= {name: str(self.folder / place) for name, place in places.items()}
        with open(self.log, "w") as log:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "helpers.build.lab"], cwd=self.course, env=environ, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=end_with_the_tests,
            )  # fmt: skip
        told = self.folder / "runtime" / f"jpserver-{self.server.pid}.json"
        end = time.monotonic() + START_S
        while not (told.exists() and told.read_text().strip().endswith("}")):
            if self.server.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"JupyterLab didn't start:\n{self.log.read_text()}")
            time.sleep(0.1)
        where = json.loads(told.read_text())
        self.url, self.token = where["url"], where["token"]
        return self.log.read_text()

    def stop(self) -> None:
        """End JupyterLab with its kernels, as Ctrl+C in its terminal would."""
        self.server.send_signal(signal.SIGTERM)
        try:
            self.server.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()

    def page(self, name: str) -> str:
        """The address of the learner's copy of the notebook `name`, in a workspace that remembers no other."""
        return f"{self.url}lab/tree/my-course/{name}?token={self.token}&reset"

    def original(self, name: str) -> Path:
        return self.course / "notebooks" / name
