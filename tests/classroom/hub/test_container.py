"""The container gives what exact pictures need, and nothing else."""

import json
import re

from helpers.build.notebooks import ROOT

NO_COMMENTS = re.compile(r"(?m)^ *//.*$")


def test_one_system_call_more_than_docker_allows_and_nobody_becomes_root():
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text()
    container = json.loads(NO_COMMENTS.sub("", text))
    assert container["capAdd"] == ["PERFMON"]
    assert container["securityOpt"] == ["no-new-privileges"]
    assert container["remoteUser"] == "vscode"
    assert container["init"] is True
    assert not re.search('privileged"|unconfined|SYS_ADMIN|host', text)


def test_what_runs_in_it_first_is_there():
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text()
    words = json.loads(NO_COMMENTS.sub("", text))["postCreateCommand"].split()
    assert all((ROOT / word).is_file() for word in words if word.endswith(".py"))
