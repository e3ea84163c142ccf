"""A translation by somebody who may not publish: kept as a draft, and sent to those who may.

wagtail-localize knows one verb, "publish". Without that right its screen offered to stop or delete the translation, first of
all; and its own way to keep a draft writes the words into the row that is live.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.coreutils import find_available_slug
from wagtail.models import DraftStateMixin, Page, Revision, WorkflowMixin
from wagtail.permissions import policy_registry
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import Translation
from wagtail_localize.segments.ingest import ingest_segments

SAVE, HAND_IN = "save-draft", "hand-in"


@transaction.atomic
def draft_translation(*, translation: Translation, instance: Any, by: Any) -> Revision:
    """A new draft with the words translated so far, the source's where there are none yet; what is live stays as it is.

    Raises ValidationError where a translated field is not what it must be.
    """
    source = translation.source
    original, locale = source.as_instance(), translation.target_locale
    copy_synchronised_fields(original, instance)
    segments = source._get_segments_for_translation(locale, fallback=True)
    ingest_segments(original, instance, source.locale, locale, segments)
    if isinstance(instance, Page):
        instance.slug = find_available_slug(instance.get_parent(), slugify(instance.slug), ignore_page_id=instance.pk)
    revision: Revision = instance.save_revision(user=by)
    return revision


def send_for_approval(*, instance: Any, by: Any) -> bool:
    """Start the workflow of what was drafted; False where there is none, or where it is under way already."""
    workflow = instance.get_workflow() if isinstance(instance, WorkflowMixin) else None
    if workflow is None or instance.workflow_in_progress:
        return False
    state = instance.current_workflow_state
    if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(by)
    else:
        workflow.start(instance, by)
    return True


@hooks.register("before_edit_page", order=-10)
@hooks.register("before_edit_snippet", order=-10)
def hand_in(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Answer the two buttons of the translation screen that are ours; everything else goes on to wagtail-localize."""
    verb = request.POST.get("action") if request.method == "POST" else None
    if verb not in (SAVE, HAND_IN) or not isinstance(instance, DraftStateMixin):
        return None
    translation = Translation.objects.filter(
        source__object_id=getattr(instance, "translation_key", None), target_locale=instance.locale_id, enabled=True
    ).first()
    if translation is None:
        return None
    refuse_strangers(request, instance)
    try:
        draft_translation(translation=translation, instance=instance, by=request.user)
    except ValidationError as error:
        messages.error(request, _("Nothing was saved: %(reasons)s") % {"reasons": " ".join(error.messages)})
        return redirect(request.path)
    fresh = type(instance)._default_manager.get(pk=instance.pk)
    if verb == HAND_IN and send_for_approval(instance=fresh, by=request.user):
        messages.success(request, _("“%(name)s” was sent for approval.") % {"name": instance})
    else:
        messages.success(request, _("The draft of “%(name)s” was saved.") % {"name": instance})
    return redirect(request.path)


def refuse_strangers(request: HttpRequest, instance: Any) -> None:
    """Raise PermissionDenied for whoever may not change this, also because it waits for approval or is locked."""
    policy = policy_registry.get_by_type(type(instance))
    lock = instance.get_lock() if hasattr(instance, "get_lock") else None
    if not policy.user_has_permission_for_instance(request.user, "change", instance) or (lock and lock.for_user(request.user)):
        raise PermissionDenied
