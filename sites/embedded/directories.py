"""Directories with the right owner, in a place that owner can reach."""

import os
import shutil
import stat
from pathlib import Path

from sites.embedded.accounts import Account, owner_name
from sites.embedded.errors import EmbeddedUnavailable
from sites.embedded.layout import Layout


def adopt(path: Path) -> None:
    """What root makes belongs to the owner of the directory above, so that root's visit locks nobody out."""
    if os.geteuid() == 0:
        above = path.parent.stat()
        os.chown(path, above.st_uid, above.st_gid)


def make_directory(directory: Path) -> None:
    """A directory, and those above it, adopted where they had to be made."""
    if not directory.is_dir():
        make_directory(directory.parent)
        directory.mkdir(exist_ok=True)
        adopt(directory)


def real_home(layout: Layout, name: str, account: Account) -> Path:
    """Where a server's data lies: ``var/<name>``, or the refuge when the account cannot enter ``var/``.

    Never a link, so that it compares with a process's working directory. Data once in the refuge stays there.
    """
    refuge, home = layout.refuge / name, layout.var / name
    return home if account.may_enter(layout.var) and not _leads(home, refuge) else refuge


def is_home(layout: Layout, name: str, home: Path) -> bool:
    """Whether ``var/<name>`` is this home or leads to it.

    It leads elsewhere in a checkout that was copied from another, whose data is not ours; and nowhere in a ``var/`` that
    was removed, whose data in the refuge is to go.
    """
    link = layout.var / name
    return _leads(link, home) if link.is_symlink() else link == home


def make_home(layout: Layout, name: str, account: Account) -> Path:
    """The real home, ready to be filled if it is not there, and in ``var/`` a link to it when it is elsewhere."""
    home, link = real_home(layout, name, account), layout.var / name
    if is_home(layout, name, home):
        return home
    if link.is_symlink():
        link.unlink()
    if home != link:
        make_refuge(layout)
        shutil.rmtree(home, ignore_errors=True)
        if link.exists():
            link.rename(home)
        link.symlink_to(home)
    return home


def make_private(directory: Path, account: Account) -> None:
    """A directory that only the account (and root) can enter."""
    directory.mkdir(parents=True, exist_ok=True)
    if not account.is_ourselves:
        os.chown(directory, account.uid, account.gid)
    directory.chmod(0o700)


def make_sockets(layout: Layout, account: Account) -> None:
    """The socket directory, private to the account: its permissions are what guards the servers."""
    check_sockets(layout, account)
    make_private(layout.sockets, account)


def check_sockets(layout: Layout, account: Account) -> None:
    """Refuse a socket directory that another user made: its servers are not ours, whatever they answer.

    A missing one is fine.
    """
    if not os.path.lexists(layout.sockets) or _is_owned(layout.sockets, account.uid):
        return
    raise EmbeddedUnavailable(
        f"{layout.sockets} belongs to {owner_name(layout.sockets)} and not to {account.name}: the servers of this checkout "
        "were started by another user, so go on as that user or run `make stop` as that user first."
    )


def remove_sockets(layout: Layout) -> None:
    """The socket directory gone, and with it what killed servers left there."""
    shutil.rmtree(layout.sockets, ignore_errors=True)


def make_refuge(layout: Layout) -> None:
    """The directory outside the checkout, open to all for passing through."""
    layout.refuge.mkdir(parents=True, exist_ok=True)
    layout.refuge.chmod(0o755)


def _leads(link: Path, target: Path) -> bool:
    return link.is_symlink() and Path(os.readlink(link)) == target


def _is_owned(directory: Path, uid: int) -> bool:
    found = directory.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid
