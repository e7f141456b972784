"""A real hub: a student's server starts in an own home, an update by link touches nothing, and all ends with the hub."""

import json
import shutil
import sys

import pytest

pytest.importorskip("jupyterhub", reason="what a hub needs isn't installed: requirements/hub-lock.txt")

from classroom.hub.load import compare
from classroom.hub.load.hub import PROXY, running
from classroom.hub.load.student import connected, run, start_server

pytestmark = pytest.mark.skipif(
    not shutil.which(PROXY), reason=f"JupyterHub's proxy isn't installed: {PROXY}, from npm"
)

OWN = "processes/my-course/1.3-fork.ipynb"


def test_a_student_gets_a_server_of_the_own_and_updates_by_link(teacher, tmp_path):
    folder = tmp_path / "hub"
    folder.mkdir()
    with running(folder, teacher.folder.as_uri()) as hub:
        start_server(hub, "anna")
        page = hub.ask("GET", "/user/anna/lab/tree/processes/my-course/0-start-here.ipynb").text
        assert "JupyterLab" in page

        own = folder / "anna" / OWN
        notebook = json.loads(own.read_text())
        notebook["cells"][3]["source"] = "my own words"
        own.write_text(json.dumps(notebook))
        mine = own.read_bytes()
        teacher.publish("README.md", lambda _: "new")
        asked = {"repo": teacher.folder.as_uri(), "targetpath": "processes"}
        told = hub.ask("GET", "/user/anna/git-pull/api", params=asked).text
        assert '"phase": "finished"' in told
        assert (folder / "anna" / "processes" / "README.md").read_text() == "new"
        assert own.read_bytes() == mine

        kernel = hub.ask("POST", "/user/anna/api/kernels", json={"name": "python3"}).json()["id"]
        with connected(hub, f"/user/anna/api/kernels/{kernel}/channels") as channel:
            [shown] = run(channel, "import os, sys; print(os.environ['HOME'], sys.executable)")
        assert shown.text.split() == [str(folder / "anna"), sys.executable]
        assert any("ipykernel" in line for line in compare.living_in(folder).values())
    assert compare.left_behind(folder) == []
