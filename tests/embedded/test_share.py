"""One checkout, one PostgreSQL, one Redis, however many processes use them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import kombu
import psycopg
import redis

from sites.embedded import RedisAddress, ensure_postgres, ensure_redis
from sites.embedded.layout import CHECKOUT
from tests.embedded.conftest import LINGER
from tests.embedded.users import User, eventually, nothing_runs, pids, select_one


def test_the_first_user_makes_the_data_and_both_servers_answer(fresh_var: Path) -> None:
    with User(fresh_var) as user:
        assert select_one(user.postgres) == 1
        assert redis.Redis.from_url(user.redis).ping()


def test_a_second_user_gets_the_same_servers(var: Path) -> None:
    with User(var) as first:
        running = pids(var)
        with User(var) as second:
            assert (second.postgres, second.redis) == (first.postgres, first.redis)
            assert pids(var) == running


def test_the_servers_stay_while_one_user_is_left_and_stop_after_the_last(var: Path) -> None:
    with User(var) as last:
        with User(var):
            running = pids(var)
        time.sleep(3 * float(LINGER))
        assert pids(var) == running
        assert select_one(last.postgres) == 1
    assert eventually(lambda: nothing_runs(var))


def test_a_forked_child_keeps_the_servers_after_its_parent_was_killed(var: Path) -> None:
    program = (
        "import os, sys, time; from pathlib import Path; from sites.embedded import ensure_redis;"
        "ensure_redis(Path(sys.argv[1])); os.fork() or print(os.getpid(), flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", program, str(var)]
    parent = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    # Said by the child itself: it runs by then, and is no number that something else has got since.
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    time.sleep(3 * float(LINGER))
    assert pids(var)[1] is not None
    os.kill(child, signal.SIGKILL)
    assert eventually(lambda: nothing_runs(var))
    parent.stdout.close()


def test_asking_again_costs_less_than_a_blink(var: Path) -> None:
    ensure_postgres(var)
    ensure_redis(var)
    assert min(_seconds(lambda: ensure_postgres(var)) for _ in range(5)) < 0.02
    assert min(_seconds(lambda: ensure_redis(var)) for _ in range(5)) < 0.02


def test_several_that_start_at_the_same_moment_share_one_start(var: Path) -> None:
    users = [User(var) for _ in range(4)]
    try:
        assert {user.has_them().postgres for user in users} == {ensure_postgres(var)}
        log = (var / "log" / "postgres.log").read_text()
        assert log.count("starting PostgreSQL") == 1
        assert (var / "log" / "redis.log").read_text().count("Redis is starting") == 1
    finally:
        for user in users:
            user.leave()


def test_a_dropped_database_is_made_again(var: Path) -> None:
    url = ensure_postgres(var)
    with psycopg.connect(url.replace("/uplink?", "/postgres?"), autocommit=True) as connection:
        connection.execute("drop database uplink")
    assert select_one(ensure_postgres(var)) == 1


def test_full_connections_do_not_make_it_look_down(var: Path) -> None:
    url = ensure_postgres(var)
    running = pids(var)
    with ExitStack() as crowd:
        with suppress(psycopg.OperationalError):
            while True:
                crowd.enter_context(psycopg.connect(url))
        ensure_postgres(var)
        assert pids(var) == running


def test_the_embedding_needs_no_django() -> None:
    program = "import sys, sites.embedded.keeper; sys.exit('django' in sys.modules or 'celery' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, check=True)


def test_an_address_has_a_spelling_for_each_client() -> None:
    address = RedisAddress(Path("/tmp/uplink-1a2b3c4d/redis.sock"))
    assert str(address) == "unix:///tmp/uplink-1a2b3c4d/redis.sock"
    assert address.url(2) == "unix:///tmp/uplink-1a2b3c4d/redis.sock?db=2"
    assert address.broker_url(1) == "redis+socket:///tmp/uplink-1a2b3c4d/redis.sock?virtual_host=1"


def test_celery_sends_and_reads_by_the_broker_address(var: Path) -> None:
    url = ensure_redis(var).broker_url(1)
    with kombu.Connection(url) as connection, connection.SimpleQueue("greetings") as queue:
        queue.put({"word": "hello"})
        assert queue.get(timeout=2).payload == {"word": "hello"}


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
