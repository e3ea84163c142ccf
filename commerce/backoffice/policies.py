"""What nobody does by hand."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Rows that are looked at, never added, edited or deleted in forms: orders move by their verbs, imports by running."""

    SEEN = ("view",)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Only looking."""
        return action in self.SEEN and (
            super().user_has_permission(user, "view") or super().user_has_permission(user, "change")
        )

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Any of these, which can only be looking."""
        return any(self.user_has_permission(user, action) for action in actions)
