"""The screens of a product's words: the form, its history, two versions side by side."""

from copy import copy
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.history import ActionColumn
from wagtail.log_actions import registry
from wagtail.snippets.views.snippets import EditView, HistoryView, RevisionsCompareView

from commerce.catalogue.models import ProductCopy

EDITED, PUBLISHED = "wagtail.edit", "wagtail.publish"


class WordsEditView(EditView):
    """The form."""

    def get_success_url(self) -> str:
        """Back to the words after publishing too: the next language is a click away."""
        return reverse(self.edit_url_name, args=(quote(self.object.pk),))


def preview_what_waits(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - a view
    """The preview that the mail to those who approve leads to: it names the words, not the step at which they wait. The form, once
    that has been decided. Who may look is asked where it leads.
    """
    words = get_object_or_404(ProductCopy, pk=pk)
    name = ProductCopy.snippet_viewset.get_url_name
    task = words.current_workflow_task
    return redirect(name("workflow_preview"), words.pk, task.pk) if task else redirect(name("edit"), words.pk)


class VersionColumn(ActionColumn):
    """What was done, with what may be done with that version."""

    @cached_property
    def saved_versions(self) -> frozenset[int]:
        """Versions that have a line "Edited" of their own. One query."""
        lines = registry.get_logs_for_instance(self.object).filter(action=EDITED)
        return frozenset(lines.values_list("revision", flat=True))

    def get_actions(self, instance: Any, parent_context: Any) -> list[dict[str, str]]:
        """Words of an import or of the first day were published without being edited: those versions too can be looked at,
        compared and brought back.
        """
        line = instance
        if instance.action == PUBLISHED and instance.revision_id not in self.saved_versions:
            line = copy(instance)
            line.action = EDITED
        actions: list[dict[str, str]] = super().get_actions(line, parent_context)
        return actions


class WordsHistoryView(HistoryView):
    """Who wrote what, and when."""

    verbose_name_plural = gettext_lazy("entries")

    @cached_property
    def columns(self) -> list[Column]:
        """As in every history, with more to do."""
        first, *others = super().columns
        done = VersionColumn(
            first.name,
            label=first.label,
            object=self.object,
            url_names=first.url_names,
            user_can_unschedule=first.user_can_unschedule,
        )
        return [done, *others]


class WordsCompareView(RevisionsCompareView):
    """Two versions side by side."""

    def get_page_subtitle(self) -> str:
        """Of which text, and which versions are compared."""
        return _("%(name)s: %(before)s → %(after)s") % {
            "name": self.object,
            "before": self.version(self.revision_id_a),
            "after": self.version(self.revision_id_b),
        }

    def version(self, which: str) -> str:
        """When that version was saved, by whoever's clock is looked at."""
        saved = self.object.revisions.order_by("created_at", "pk")
        if which == "live":
            return _("live")
        found = {"earliest": saved.first, "latest": saved.last}.get(which, lambda: saved.filter(pk=which).first())()
        return date_format(timezone.localtime(found.created_at), "SHORT_DATETIME_FORMAT") if found else ""
