"""What the content app adds to the admin."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from sites.content.viewsets import FurnitureViewSetGroup

register_snippet(FurnitureViewSetGroup)


@hooks.register("insert_global_admin_css")
def style_our_screens() -> SafeString:
    """The style sheet of the screens that are ours."""
    return format_html('<link rel="stylesheet" href="{}">', static("themes/platform/admin.css"))


@hooks.register("filter_form_submissions_for_user")
def show_messages_to_who_answers_for_the_page(user: Any, editable_forms: Any) -> Any:
    """Messages carry names and addresses of customers: who may only draft a page, a translator, does not read them."""
    publishable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
    return editable_forms & publishable
