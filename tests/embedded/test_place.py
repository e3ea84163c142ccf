"""Where data and programs lie when the servers' account cannot enter the checkout, decided for any account."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from sites.embedded import postgres_binary
from sites.embedded.accounts import Account
from sites.embedded.directories import is_home, make_home, real_home
from sites.embedded.layout import Layout
from sites.embedded.programs import POSTGRES, program_for

STRANGER = Account("stranger", uid=54321, gid=54321)


@dataclass(frozen=True)
class Elsewhere(Layout):
    """A layout whose refuge is not the machine's."""

    @property
    def refuge(self) -> Path:
        return self.var.parent / "refuge"


@pytest.fixture
def closed(fresh_var: Path) -> Layout:
    """A ``var/`` that only its owner can enter."""
    fresh_var.chmod(0o700)
    return Elsewhere(fresh_var)


def test_our_own_account_enters_everything(closed: Layout) -> None:
    ourselves = Account("me", os.geteuid(), os.getegid())
    assert real_home(closed, "postgres", ourselves) == closed.var / "postgres"


def test_an_account_that_can_enter_var_has_its_data_there(fresh_var: Path) -> None:
    fresh_var.chmod(0o755)
    assert make_home(Elsewhere(fresh_var), "postgres", STRANGER) == fresh_var / "postgres"


def test_an_account_that_cannot_enter_var_has_its_data_in_the_refuge(closed: Layout) -> None:
    home = make_home(closed, "postgres", STRANGER)
    assert home == closed.refuge / "postgres"
    assert (closed.var / "postgres").readlink() == home
    assert is_home(closed, "postgres", home)


def test_data_in_the_refuge_of_a_removed_var_goes(closed: Layout) -> None:
    home = make_home(closed, "postgres", STRANGER)
    home.mkdir()
    (closed.var / "postgres").unlink()
    assert not is_home(closed, "postgres", home)
    assert not make_home(closed, "postgres", STRANGER).exists()


def test_data_in_the_refuge_stays_there_when_var_has_been_opened(closed: Layout) -> None:
    home = make_home(closed, "postgres", STRANGER)
    home.mkdir()
    closed.var.chmod(0o755)
    assert make_home(closed, "postgres", STRANGER) == home
    assert home.exists()


def test_the_data_that_a_copied_link_leads_to_is_not_ours(fresh_var: Path, tmp_path: Path) -> None:
    (fresh_var / "postgres").symlink_to(tmp_path)
    layout = Elsewhere(fresh_var)
    assert not is_home(layout, "postgres", real_home(layout, "postgres", STRANGER))
    assert make_home(layout, "postgres", STRANGER) == fresh_var / "postgres"
    assert tmp_path.exists()


def test_programs_that_the_account_cannot_reach_are_copied_once(closed: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Account, "may_enter", lambda _, directory: False)
    copied = program_for(STRANGER, POSTGRES, "postgres", closed)
    assert copied.is_relative_to(closed.refuge)
    assert copied.stat().st_mode & 0o555 == 0o555
    assert copied.read_bytes() == postgres_binary("postgres").read_bytes()
    made = copied.stat().st_ctime_ns
    assert program_for(STRANGER, POSTGRES, "postgres", closed).stat().st_ctime_ns == made
