"""What the hub is started with. Your own file loads this one, and says what only you can know (README.md).

Each student's server is a unit of systemd's, with limits that the kernel enforces for all of its processes together.
They are those of SAFETY.md: room for JupyterLab and for a run of 500 processes. They need cgroups, and so a machine
with systemd; JupyterHub's own spawners for one machine enforce nothing.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (JupyterHub puts it there)

c.JupyterHub.spawner_class = "systemd"
c.SystemdSpawner.mem_limit = "4G"
c.SystemdSpawner.cpu_limit = 2.0
c.SystemdSpawner.unit_extra_properties = {"TasksMax": "1000"}
c.SystemdSpawner.isolate_tmp = True
c.SystemdSpawner.disable_user_sudo = True

c.Spawner.cmd = [sys.executable, str(HERE / "student.py")]
c.Spawner.args = [
    # Otherwise anybody on this machine can listen to a kernel: what it shows goes over TCP, in plain text.
    "--KernelManager.transport_encryption=required",
    # A server that nobody uses ends after two hours; the next one begins with the newest course.
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--ServerApp.shutdown_no_activity_timeout=7200",
]
c.Spawner.default_url = "/lab/tree/processes/my-course/0-start-here.ipynb"
# A class comes all at once, and the last of it waits for its turn on the CPUs.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.Spawner.args.append("--MappingKernelManager.kernel_info_timeout=300")
