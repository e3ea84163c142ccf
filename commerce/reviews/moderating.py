"""The list in which staff decide: one click each, or many at once, without leaving it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import BaseColumn, Column, StatusTagColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.kernel.lifecycle import NotAllowed
from commerce.reviews.models import Moderated
from commerce.reviews.services import approve, reject
from commerce.reviews.spam import told
from commerce.reviews.states import Moderation, ModerationLife

DECISIONS = {"approve": Moderation.APPROVED, "reject": Moderation.REJECTED}


class ChooseColumn(BaseColumn):
    """A box to choose a row for what is done to many."""

    header_template_name = "backoffice/moderation/choose_header.html"
    cell_template_name = "backoffice/moderation/choose.html"


class TextColumn(Column):
    """How the text begins, who wrote it, and the way to all of it."""

    cell_template_name = "backoffice/moderation/text.html"


class SpamColumn(Column):
    """The score, and why."""

    cell_template_name = "backoffice/moderation/spam.html"

    def get_cell_context_data(self, instance: Moderated, parent_context: Any) -> dict[str, Any]:
        """The reasons in words."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"reasons": told(instance.spam_reasons)}


class DecideColumn(BaseColumn):
    """Approve, reject."""

    cell_template_name = "backoffice/moderation/decide.html"

    def get_cell_context_data(self, instance: Moderated, parent_context: Any) -> dict[str, Any]:
        """Which decisions there are for this row."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        decisions = {name: ModerationLife.may(instance.status, after) for name, after in DECISIONS.items()}
        return context | decisions | {"may_decide": may_decide(parent_context["request"], type(instance))}


def start_of(entry: Moderated) -> str:
    """The first words."""
    title = getattr(entry, "title", "")
    return Truncator(f"{title}: {entry.text}" if title else entry.text or "–").chars(140)


class ModerationIndexView(IndexView):
    """What waits comes first; a row leads to all of its words."""

    results_template_name = "backoffice/moderation/results.html"
    related: tuple[str, ...] = ("product",)

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what the columns name."""
        queryset: QuerySet[Any] = super().get_base_queryset().select_related(*self.related)
        return queryset

    def get_edit_url(self, instance: Moderated) -> str | None:
        """Clicking a row looks at it."""
        url: str | None = self.get_inspect_url(instance)
        return url

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Where decisions go, and who may decide."""
        namespace = self.index_url_name.partition(":")[0]
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {
            "decide_url": reverse(f"{namespace}:decide"),
            "may_decide": may_decide(self.request, self.model),
            "back": self.request.get_full_path().replace("/results/", "/"),
        }


class ModerationInspectView(InspectView):
    """All of what somebody wrote, and what can be done."""

    def get_edit_url(self) -> None:
        """The words of a shopper are not edited."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The row, its reasons and its decisions."""
        entry: Any = self.object
        namespace = self.index_url_name.partition(":")[0]
        return super().get_context_data(**kwargs) | {
            "entry": entry,
            "reasons": told(entry.spam_reasons),
            "decide_url": reverse(f"{namespace}:decide"),
            "may_decide": may_decide(self.request, self.model),
            "back": self.request.path,
            **{name: ModerationLife.may(entry.status, after) for name, after in DECISIONS.items()},
        }


class ModerationViewSet(ModelViewSet):
    """Parent of the lists of reviews, questions and answers."""

    icon = "pick"
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = ModerationIndexView
    inspect_view_class = ModerationInspectView
    exclude_form_fields: list[str] = []
    list_per_page = 50
    ordering = ["-created_at", "-pk"]
    search_backend_name = None

    def get_urlpatterns(self) -> list[Any]:
        """The list, a row, its deletion, the decisions."""
        kept = {"index", "index_results", "inspect", "delete", "usage"}
        decide_view = require_POST(partial(decide, model=self.model, index=self.get_url_name("index")))
        own = [path("decide/", decide_view, name="decide"), *self.more_urls()]
        return [*(pattern for pattern in super().get_urlpatterns() if pattern.name in kept), *own]

    def more_urls(self) -> list[Any]:
        """Addresses of what only this list has."""
        return []


def status_column() -> StatusTagColumn:
    """Whether others read it."""
    return StatusTagColumn(
        "status",
        label=gettext_lazy("Status"),
        accessor="get_status_display",
        primary=lambda entry: entry.status == Moderation.PENDING,
        sort_key="status",
    )


def may_decide(request: HttpRequest, model: type[Moderated]) -> bool:
    """Whether this person moderates this kind of text."""
    return bool(request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"))


def decide(request: HttpRequest, *, model: type[Moderated], index: str) -> HttpResponse:
    """Approve or reject what was chosen, say what became of it, and go back to where the button was.

    `approve` and `reject` hold the id of one row; `bulk` says which of the two is done to all of `entry`.
    """
    if not may_decide(request, model):
        raise PermissionDenied
    verb = next((name for name in DECISIONS if name in request.POST), request.POST.get("bulk", ""))
    if verb not in DECISIONS:
        raise Http404
    chosen = [request.POST[verb]] if verb in request.POST else request.POST.getlist("entry")
    rows = model._default_manager.filter(pk__in=[pk for pk in chosen if pk.isascii() and pk.isdigit()])
    done, refused = 0, ""
    for entry in rows:
        try:
            approve(entry=entry, at=timezone.now(), by=request.user) if verb == "approve" else reject(
                entry=entry, by=request.user
            )
            done += 1
        except NotAllowed as error:
            refused = str(error.message)
    say(request, verb, done, refused)
    return redirect(get_valid_next_url_from_request(request) or reverse(index))


def say(request: HttpRequest, verb: str, done: int, refused: str) -> None:
    """What became of it, in words."""
    if done and verb == "approve":
        messages.success(request, ngettext("%(count)s text approved.", "%(count)s texts approved.", done) % {"count": done})
    elif done:
        messages.success(request, ngettext("%(count)s text rejected.", "%(count)s texts rejected.", done) % {"count": done})
    elif not refused:
        messages.warning(request, _("Nothing was chosen."))
    if refused:
        messages.warning(request, refused)
