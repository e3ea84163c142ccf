"""Whether somebody is still logged in, asked before a form is sent: what was typed must not end at the log-in page."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def still_here(request: HttpRequest) -> JsonResponse:
    """A token for forms that were opened before a log-in. Wagtail answers everybody else with 403."""
    return JsonResponse({"token": get_token(request)})


def script_tag(source: str) -> SafeString:
    """The script that asks, with what it says."""
    return format_html(
        '<script src="{}" defer data-url="{}" data-login="{}" data-gone="{}" data-link="{}" data-back="{}" data-away="{}"></script>',
        source,
        reverse("still-here"),
        f"{reverse('wagtailadmin_login')}?next={reverse('wagtailadmin_home')}",
        _(
            "Nothing was sent: you are no longer logged in. What you typed is still here. Log in again in another tab, then save."
        ),
        _("Log in"),
        _("You are logged in again. Save once more."),
        _("Nothing was sent: the server cannot be reached. What you typed is still here. Try again in a moment."),
    )
