"""Redirects that people bring: every line is judged before any is saved, and each leads to its end in one hop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry

from sites.content.found.places import OtherHost, Place, path_of, places, with_slash
from sites.content.generation import bump_generation
from sites.tenants.context import current_store

LONGEST = 255


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: `old` and `new` as they were given, and what will become of it.

    `error` says why it is refused; `note` what is done differently from what it says.
    """

    number: int
    old: str
    new: str
    old_path: str = ""
    new_path: str = ""
    error: str = ""
    note: str = ""
    place: Place | None = None


def plan_redirects(
    pairs: Sequence[tuple[int, str, str]], *, hosts: Sequence[str] = (), instead_of: int | None = None
) -> list[Line]:
    """Judge each (line, from, to). Nothing is saved. Queries do not depend on the number of lines. `instead_of` is the
    redirect that is being changed: what it has said so far counts no more.
    """
    known = {current_store().primary_host, *hosts}
    lines = [read_line(number, old, new, known) for number, old, new in pairs]
    lines = refuse_doubles(lines)
    kept = kept_redirects(instead_of=instead_of)
    there = places(
        {*kept, *kept.values(), *(path for line in lines if not line.error for path in (line.old_path, line.new_path))}
    )
    lines = refuse_taken(lines, there)
    # What is never asked for leads nobody onwards.
    lines = follow_chains(lines, {old: new for old, new in kept.items() if not stands_at(old, there)})
    return judge_places(lines, there)


def read_line(number: int, old: str, new: str, hosts: set[str]) -> Line:
    """The two addresses as paths of this store."""
    line = Line(number, old[:400], new[:400])
    for name, text in (("old_path", old), ("new_path", new)):
        if not text:
            return replace(
                line, error=_("The old address is missing.") if name == "old_path" else _("The new address is missing.")
            )
        try:
            path = path_of(text, hosts=hosts)
        except OtherHost:
            return replace(line, error=_("“%s” is not an address of this store: begin with a slash.") % text[:80])
        line = replace(line, old_path=path) if name == "old_path" else replace(line, new_path=path)
    if max(len(line.old_path), len(line.new_path)) > LONGEST:
        return replace(line, error=_("Addresses have at most 255 characters."))
    if not line.old_path.isprintable() or not line.new_path.isprintable():
        return replace(line, error=_("This is not an address."))
    if line.old_path == line.new_path:
        return replace(line, error=_("This leads to itself."))
    return line


def refuse_doubles(lines: Sequence[Line]) -> list[Line]:
    """An address leads to one place: of several lines for it the first counts."""
    first: dict[str, int] = {}
    judged = []
    for line in lines:
        if not line.error and line.old_path in first:
            judged.append(replace(line, error=_("Line %d says where this address leads already.") % first[line.old_path]))
            continue
        if not line.error:
            first[line.old_path] = line.number
        judged.append(line)
    return judged


def stands_at(path: str, there: Mapping[str, Place]) -> bool:
    """Whether something answers at an address, whatever its query."""
    return path in there or path.partition("?")[0] in there


def refuse_taken(lines: Sequence[Line], there: Mapping[str, Place]) -> list[Line]:
    """Nothing may stand at the old address."""
    why = _("There is a page at the old address; it would never be asked for a redirect.")
    return [replace(line, error=why) if not line.error and stands_at(line.old_path, there) else line for line in lines]


def follow_chains(lines: Sequence[Line], kept: Mapping[str, str]) -> list[Line]:
    """What says a → b and b → c becomes a → c, also over redirects that are `kept` already; circles are refused."""
    onwards = {**kept, **{line.old_path: line.new_path for line in lines if not line.error}}
    return [line if line.error else follow(line, onwards) for line in lines]


def kept_redirects(*, instead_of: int | None = None) -> dict[str, str]:
    """Where the redirects made by hand lead that lead to an address, not to a page: path -> path. Without the one that is
    being changed.
    """
    kept = Redirect.objects.filter(redirect_page=None).exclude(redirect_link="").exclude(pk=instead_of)
    rows = kept.values_list("old_path", "redirect_link")
    host = {current_store().primary_host}
    found = {}
    for old, link in rows:
        try:
            found[old] = path_of(link, hosts=host)
        except OtherHost:
            continue
    return found


def follow(line: Line, onwards: dict[str, str]) -> Line:
    """The line with the end of its chain."""
    seen, here = {line.old_path}, line.new_path
    while here in onwards:
        if here in seen:
            return replace(line, error=_("This goes round in a circle: “%s” leads back to it.") % here[:80])
        seen.add(here)
        here = onwards[here]
    if here in seen:
        return replace(line, error=_("This goes round in a circle: “%s” leads back to it.") % line.new_path[:80])
    return line if here == line.new_path else replace(line, new_path=here, note=_("Leads straight to %s.") % with_slash(here))


def judge_places(lines: Sequence[Line], there: Mapping[str, Place]) -> list[Line]:
    """Something must stand at the new address."""
    good = [line for line in lines if not line.error]
    held = set(
        Redirect.objects.filter(old_path__in=[line.old_path for line in good], automatically_created=False).values_list(
            "old_path", flat=True
        )
    )
    judged = []
    for line in lines:
        if line.error:
            judged.append(line)
        elif line.new_path not in there:
            judged.append(replace(line, error=_("There is nothing at the new address.")))
        else:
            note = line.note or (_("Replaces the redirect that is there.") if line.old_path in held else "")
            judged.append(replace(line, place=there[line.new_path], note=note))
    return judged


@transaction.atomic
def apply_redirects(lines: Sequence[Line]) -> int:
    """Save the lines that are not refused; how many. Redirects of the same address are replaced."""
    good = [line for line in lines if not line.error and line.place]
    old = Redirect.objects.filter(old_path__in=[line.old_path for line in good])
    old.delete()
    made = [redirect_of(line) for line in good]
    Redirect.objects.bulk_create(made, batch_size=1000)
    if made:
        log_created(made)
        bump_generation()
    return len(made)


def log_created(redirects: Sequence[Redirect]) -> None:
    """Write into the history of the store who made them: one statement, not one for each of ten thousand."""
    kind, context, now = ContentType.objects.get_for_model(Redirect), get_active_log_context(), timezone.now()
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kind,
                object_id=str(redirect.pk),
                label=redirect.old_path,
                action="wagtail.create",
                user=context.user,
                uuid=context.uuid,
                timestamp=now,
            )
            for redirect in redirects
        ],
        batch_size=1000,
    )


def redirect_of(line: Line) -> Redirect:
    """The row of a line."""
    place = line.place or Place()
    return Redirect(
        old_path=line.old_path,
        redirect_page_id=place.page_id,
        redirect_page_route_path=place.route,
        redirect_link=place.link,
        is_permanent=True,
    )
