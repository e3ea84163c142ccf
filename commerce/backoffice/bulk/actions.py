"""The changes as actions of the product listing."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from commerce.backoffice.bulk.change import BulkChange, refusals
from commerce.backoffice.bulk.exporting import ExportSelected
from commerce.backoffice.bulk.kinds import CHANGES
from commerce.backoffice.bulk.recording import change_at_once
from commerce.backoffice.bulk.run import start_job
from commerce.backoffice.bulk.selection import selected
from commerce.backoffice.jobs.models import Job
from commerce.backoffice.sheets.limits import CHUNK
from commerce.backoffice.tasks import change_many
from commerce.catalogue.many.facts import Outcome
from commerce.catalogue.models import Product

CONFIRM = "confirm"


class ProductBulkAction(SnippetBulkAction):
    """Choose a value, look at what would happen, let it happen. More than a chunk goes to the background."""

    models: ClassVar = [Product]
    change_class: ClassVar[type[BulkChange]]
    template_name = "backoffice/bulk/change.html"

    @property
    def change(self) -> BulkChange:
        """The change."""
        return self.change_class()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for those who may."""
        if not request.user.has_perms(self.change_class.permissions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> Any:
        """The form of the change."""
        return self.change_class.form_class

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and for how many products."""
        return {
            "form": kwargs.get("form") or self.get_form(),
            "change": self.change,
            "count": len(selected(self.request)),
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
            "view": self,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """First the preview, then the change."""
        ids = selected(self.request)
        if CONFIRM not in self.request.POST:
            plan = self.change.plan(ids, form.cleaned_data)
            context = self.get_context_data(form=form)
            sentence = self.change.sentence(form.cleaned_data)
            return render(self.request, "backoffice/bulk/preview.html", context | {"plan": plan, "sentence": sentence})
        change, sentence = self.change, self.change.sentence(form.cleaned_data)
        title = ngettext("%(change)s, %(count)d product", "%(change)s, %(count)d products", len(ids))
        title %= {"change": sentence, "count": len(ids)}
        if len(ids) > CHUNK:
            job = start_job(change=change, ids=ids, data=self.request.POST, title=title, by=self.request.user)
            transaction.on_commit(lambda: change_many.delay(job.pk))
            return redirect("job", job.pk)
        done, outcome = change_at_once(change=change, ids=ids, data=form.cleaned_data, title=title, by=self.request.user)
        self.report(done, outcome, sentence)
        return redirect(self.next_url)

    def report(self, job: Job | None, outcome: Outcome, sentence: str) -> None:
        """What became of it, and a way back."""
        count = len(outcome.changed)
        done = ngettext("%(count)d product changed.", "%(count)d products changed.", count) % {"count": count}
        buttons = [messages.button(reverse("job-undo", args=[job.pk]), _("Undo"))] if job else []
        messages.success(self.request, f"{sentence}. {done}", buttons=buttons)
        for name, why in refusals(outcome.refused):
            messages.warning(self.request, f"{name}: {why}")


def action(code: str, place: int) -> type[ProductBulkAction]:
    """The action of a change."""
    change = CHANGES[code]
    return type(
        f"{change.__name__}Action",
        (ProductBulkAction,),
        {
            "change_class": change,
            "display_name": change.label,
            "aria_label": change.label,
            "action_type": code,
            "action_priority": 40 + place,
        },
    )


ACTIONS = [*(action(code, place) for place, code in enumerate(CHANGES)), ExportSelected]
