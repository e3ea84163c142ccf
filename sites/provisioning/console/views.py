"""The verbs on stores, as pages of the console."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.console.forms import ConfirmForm, NewStoreForm
from sites.provisioning.create import register, steps
from sites.provisioning.lifecycle import archive_store, delete_store, reopen_store, suspend_store
from sites.provisioning.maker import is_being_made
from sites.provisioning.states import DELETABLE, StoreLife
from sites.provisioning.tasks import make
from sites.tenants.console import console
from sites.tenants.models import Store

S = Store.Status
VERBS: dict[str, tuple[Any, Any, Any, Any]] = {
    "suspend": (
        suspend_store,
        S.SUSPENDED,
        gettext_lazy("Suspend"),
        gettext_lazy("Shoppers and editors see a friendly page until you open it again. Nothing is lost."),
    ),
    "reopen": (reopen_store, S.LIVE, gettext_lazy("Open again"), gettext_lazy("The shop answers again at once.")),
    "archive": (
        archive_store,
        S.ARCHIVED,
        gettext_lazy("Archive"),
        gettext_lazy("A file with everything of the store is written first. The shop then says that it is gone."),
    ),
    "delete": (
        delete_store,
        None,
        gettext_lazy("Delete"),
        gettext_lazy("Schema, pictures, customers and orders are removed for good. The archive file stays."),
    ),
}
# What suspending an archived store is called.
RESTORE = (
    gettext_lazy("Restore"),
    gettext_lazy("The store leaves the archive, closed as it was before. Open it again afterwards."),
)


def new(request: HttpRequest) -> HttpResponse:
    """The form of a new store; the store is made in the background while its page shows the steps."""
    require(request, "tenants.add_store")
    form = NewStoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            store = register(form.order())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            make.delay(store.pk)
            return redirect("admin:store-progress", store.pk)
    context = {**console.each_context(request), "form": form, "title": _("New store")}
    return render(request, "platform/console/new_store.html", context, status=422 if form.errors else 200)


@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps of a store, done and to be done. Reloads itself until the store is live or has failed."""
    require(request, "tenants.view_store")
    store = get_object_or_404(Store, pk=pk)
    shown = [(step.label, step.name in store.steps_done) for step in steps(invite=True)]
    context = {
        **console.each_context(request),
        "store": store,
        "steps": shown,
        "title": store.name,
        "is_running": store.status == S.MAKING,
    }
    return render(request, "platform/console/progress.html", context)


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a store that failed."""
    require(request, "tenants.add_store")
    store = get_object_or_404(Store, pk=pk, status__in=(S.FAILED, S.MAKING))
    if is_being_made(store):
        messages.warning(request, _("%(store)s is being made or removed by another process.") % {"store": store.name})
    # Only where it has failed: a maker that finished a moment ago must not be taken back.
    elif Store.objects.filter(pk=pk, status__in=(S.FAILED, S.MAKING)).update(status=S.MAKING, failure=""):
        make.delay(store.pk)
    return redirect("admin:store-progress", store.pk)


def confirm(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Ask for the store's name, then do it."""
    if verb not in VERBS:
        raise Http404
    if not may_do(request, verb):
        raise PermissionDenied
    store = get_object_or_404(Store, pk=pk)
    do = VERBS[verb][0]
    label, explanation = words_of(verb, store)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            result = do(store=store, confirmed=form.cleaned_data["confirmed"])
        except NotAllowed as error:
            form.add_error("confirmed", str(error.message))
        else:
            messages.success(request, f"{store.name}: {label}. {result or ''}")
            return redirect("admin:tenants_store_changelist")
    context = {
        **console.each_context(request),
        "store": store,
        "form": form,
        "title": label,
        "explanation": explanation,
        "verb": verb,
    }
    return render(request, "platform/console/confirm.html", context, status=422 if form.errors else 200)


def allowed_verbs(store: Store) -> list[tuple[str, Any]]:
    """(verb, label) of what may be done with a store in its state."""
    may = [
        (verb, words_of(verb, store)[0])
        for verb, (_do, status, _label, _explanation) in VERBS.items()
        if (status and StoreLife.may(store.status, status)) or (verb == "delete" and store.status in DELETABLE)
    ]
    # A store that is being made or has failed is resumed, not reopened.
    return [pair for pair in may if pair[0] != "reopen" or store.status == S.SUSPENDED]


def words_of(verb: str, store: Store) -> tuple[Any, Any]:
    """(label, explanation) of what would be done with a store in its state."""
    _do, _status, label, explanation = VERBS[verb]
    return RESTORE if verb == "suspend" and store.status == S.ARCHIVED else (label, explanation)


def may_do(request: HttpRequest, verb: str) -> bool:
    """Whether the operator may do this with stores: deleting needs a right of its own, the rest that to change them."""
    return request.user.has_perm("tenants.delete_store" if verb == "delete" else "tenants.change_store")


def require(request: HttpRequest, permission: str) -> None:
    """Raise PermissionDenied unless the operator has it."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
