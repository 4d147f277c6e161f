"""What the option ``--cluster`` says of a cluster that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from mingzhang.cli import main
from mingzhang.cluster.scheduler import Scheduler
from mingzhang.commands import cluster_option
from mingzhang.publish.write_faults import Refused

ADDRESS = "tcp://10.0.0.1:8786"


class Machines:
    address = ADDRESS

    def keys(self) -> Mapping[str, str]:
        return {"tcp://10.0.0.2:4000": "ours", "tcp://10.0.0.3:4000": ""}

    def blind(self, probe: Path) -> list[str]:
        assert probe.is_file()
        return ["tcp://10.0.0.3:4000"]


def test_who_is_another_program_is_named() -> None:
    with pytest.raises(Refused) as refused:
        cluster_option._compare(cast("Scheduler", Machines()), "ours")
    (told,) = refused.value.diagnostics
    assert (told.code, str(told.place)) == ("MZ782", "10.0.0.1:8786")
    assert "tcp://10.0.0.3:4000" in told.message
    assert "10.0.0.2" not in told.message


def test_who_does_not_see_the_shared_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        cluster_option._try(cast("Scheduler", Machines()), tmp_path / "new")
    (told,) = refused.value.diagnostics
    assert (told.code, told.place.file) == ("MZ779", tmp_path / "new")
    assert "tcp://10.0.0.3:4000" in told.message
    assert not [*(tmp_path / "new").iterdir()]


def test_a_shared_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as refused:
        cluster_option._try(cast("Scheduler", Machines()), tmp_path / "file" / "new")
    assert refused.value.diagnostics[0].code == "MZ779"


def test_a_shared_folder_is_for_a_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--shared", "x"]) == 2
    assert "--cluster" in capsys.readouterr().err


def test_who_cannot_be_reached_is_named() -> None:
    told = cluster_option._unreachable(ADDRESS)
    assert str(told.place) == "10.0.0.1:8786"
    assert ADDRESS in told.message
