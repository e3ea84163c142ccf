"""What an approver may decide, on the screen of a translation: wagtail-localize knows one verb, "publish"."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.models import Page, WorkflowMixin

register = template.Library()


@dataclass(frozen=True, slots=True)
class Decision:
    """A button: where it leads, what it says, whether it asks for words first."""

    url: str
    label: str
    asks: bool


@register.simple_tag(takes_context=True)
def decisions(context: Any, instance: Any) -> list[Decision]:
    """What this person may do about the step at which these words wait; nothing where they wait for nobody, or for others."""
    state = instance.current_workflow_task_state if isinstance(instance, WorkflowMixin) else None
    if state is None or not instance.workflow_in_progress:
        return []
    name = "wagtailadmin_pages:workflow_action"
    if not isinstance(instance, Page):
        name = instance.snippet_viewset.get_url_name("workflow_action")  # type: ignore[attr-defined]
    return [
        Decision(reverse(name, args=[quote(instance.pk), verb, state.pk]), str(label), asks)
        for verb, label, asks in state.task.specific.get_actions(instance, context["request"].user)
    ]
