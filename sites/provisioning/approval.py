"""Who approves what others wrote.

Wagtail's first migration makes a workflow whose only approvers are its own group "Moderators", which stores do not have:
what was sent for approval would wait for ever.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType

from commerce.catalogue.models import ProductCopy

WAGTAILS = "Moderators approval"


def seed_approval(*, approvers: Iterable[Group]) -> None:
    """Let `approvers` decide on pages and product texts sent for approval; what a store made of it later stays.

    It is known by the name that Wagtail gave it, and gets another: so this happens once.
    """
    task = GroupApprovalTask.objects.filter(name=WAGTAILS).first()
    if task is not None:
        task.name = _("Approval")
        task.save()
        task.groups.add(*approvers)
    workflow = Workflow.objects.filter(name=WAGTAILS).first()
    if workflow is not None:
        workflow.name = _("Approval")
        workflow.save()
        kind = ContentType.objects.get_for_model(ProductCopy)
        WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": workflow})
