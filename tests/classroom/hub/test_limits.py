"""What the hub's configuration asks for: limits that the kernel enforces for each user, and names that exist."""

import asyncio
import getpass
from types import SimpleNamespace

import pytest

pytest.importorskip("jupyterhub", reason="what a hub needs isn't installed: requirements/hub-lock.txt")

from jupyterhub.app import JupyterHub
from jupyterhub.auth import Authenticator
from jupyterhub.proxy import ConfigurableHTTPProxy
from jupyterhub.spawner import SimpleLocalProcessSpawner, Spawner
from systemdspawner import SystemdSpawner, systemd
from traitlets.config import PyFileConfigLoader

from classroom.hub.load.hub import CONFIG as TRIAL

REAL = TRIAL.with_name("jupyterhub_config.py")
CONFIGURED = (JupyterHub, Authenticator, ConfigurableHTTPProxy, Spawner, SystemdSpawner, SimpleLocalProcessSpawner)


def loaded(path):
    return PyFileConfigLoader(path.name, path=str(path.parent)).load_config()


@pytest.mark.parametrize("path", [REAL, TRIAL], ids=["real", "trial"])
def test_everything_that_is_set_exists(path, monkeypatch, tmp_path):
    monkeypatch.setenv("TRIAL_FOLDER", str(tmp_path))
    known = {kind.__name__: kind.class_trait_names(config=True) for kind in CONFIGURED}
    for section, settings in loaded(path).items():
        assert not set(settings) - set(known[section]), section


def test_the_kernel_is_told_the_limits_of_each_users_unit(monkeypatch):
    started = {}

    async def start(unit, **how):
        started.update(how["properties"], command=how["cmd"], unit=unit)

    async def running(unit):
        return bool(started)

    monkeypatch.setattr(systemd, "start_transient_service", start)
    monkeypatch.setattr(systemd, "service_running", running)
    monkeypatch.setattr(SystemdSpawner, "get_env", lambda self: {"PATH": "/bin"})
    monkeypatch.setattr(SystemdSpawner, "get_args", lambda self: [])
    user = SimpleNamespace(name=getpass.getuser(), id=1)
    spawner = SystemdSpawner(config=loaded(REAL), user=user, hub=object())
    asyncio.run(spawner.start())

    assert int(started["MemoryMax"]) == 4 << 30
    assert started["CPUQuota"] == "200%"
    assert started["TasksMax"] == "1000"
    assert started["NoNewPrivileges"] == "yes"
    assert started["PrivateTmp"] == "yes"
    assert started["command"][1].endswith("classroom/hub/student.py")


def test_the_trial_listens_on_loopback_only(monkeypatch, tmp_path):
    monkeypatch.setenv("TRIAL_FOLDER", str(tmp_path))
    hub = loaded(TRIAL)
    assert hub.JupyterHub.bind_url.startswith("http://127.0.0.1:")
    assert hub.ConfigurableHTTPProxy.api_url.startswith("http://127.0.0.1:")
