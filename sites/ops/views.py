"""The platform's front door and the kept mail."""

from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from sites.ops.mail import KeptMail, kept_mail, kept_mails
from sites.tenants.console import console


@require_safe
def front(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """On to the console."""
    return redirect("admin:index")


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Whether the platform answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@staff_member_required(login_url="admin:login")
def mails(request: HttpRequest) -> HttpResponse:
    """The kept messages, newest first."""
    return render(
        request,
        "platform/mails.html",
        {**console.each_context(request), "mails": kept_mails(), "is_kept": not settings.EMAIL_HOST},
    )


@require_safe
@staff_member_required(login_url="admin:login")
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One message."""
    return render(request, "platform/mail.html", {**console.each_context(request), "mail": found(name)})


@require_safe
@xframe_options_sameorigin
@staff_member_required(login_url="admin:login")
def mail_html(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The HTML of a message alone, for a frame; scripts do not run in it."""
    response = HttpResponse(found(name).html)
    response["Content-Security-Policy"] = "default-src 'none'; img-src * data:; style-src 'unsafe-inline'"
    return response


def found(name: str) -> KeptMail:
    """The message, or 404."""
    message = kept_mail(name)
    if message is None:
        raise Http404(_("There is no such message."))
    return message
