"""A translation that nobody has published, as shoppers would see it: wagtail-localize previews pages alone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page, PreviewableMixin
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation


@require_safe
def preview_translation(request: HttpRequest, pk: int) -> HttpResponse:
    """The words translated so far, the source's where there are none yet; nothing is saved. For those who may change them."""
    translation = get_object_or_404(Translation, pk=pk)
    instance: Any = translation.get_target_instance()
    if isinstance(instance, Page) or not isinstance(instance, PreviewableMixin) or not instance.is_previewable():
        raise Http404
    if not policy_registry.get_by_type(type(instance)).user_has_permission_for_instance(request.user, "change", instance):
        raise PermissionDenied
    shown: Any = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    response: HttpResponse = shown.make_preview_request(request, shown.default_preview_mode)
    return response
