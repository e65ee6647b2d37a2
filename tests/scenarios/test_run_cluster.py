"""The same bytes from a real cluster of two worker processes (extra ``cluster``)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from aanbesteding.scenarios.kept import read_kept
from aanbesteding.scenarios.run import lines, run
from tests.scenarios.test_run import FUTURES, STANDS, WRONG

pytestmark = pytest.mark.programs("uname")  # distributed asks the platform what it runs on


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        Client(cluster) as found,
    ):
        yield found


def test_two_workers_give_the_same_bytes_as_one_process(client: Client) -> None:
    assert len(client.scheduler_info()["workers"]) == 2
    asked = [*FUTURES, WRONG]
    there = lines(run(STANDS, asked, client.get_executor()))
    assert there == lines(run(STANDS, asked, workers=1))


def test_both_processes_work_and_none_is_this_one(client: Client) -> None:
    import os

    seen = set(client.run(os.getpid).values())
    assert len(seen) == 2
    assert os.getpid() not in seen


def test_what_a_cluster_has_done_is_kept_and_not_done_again(client: Client, tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    first = run(STANDS, FUTURES[:10], client.get_executor(), kept=kept)
    assert len(read_kept(kept)) == 10
    heard: list[int] = []
    again = run(STANDS, FUTURES[:12], client.get_executor(), lambda n, _: heard.append(n), kept)
    assert again[:10] == first
    assert heard == [11, 12]
