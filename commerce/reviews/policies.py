"""What nobody does by hand to the words of shoppers."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ModeratedPolicy(ModelPermissionPolicy):
    """Read, and deleted when somebody asks for it; never added or edited in forms. Approving needs the right to change."""

    BY_FORM = frozenset({"view", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Looking and deleting; who may change may look."""
        if action not in self.BY_FORM:
            return False
        has = super().user_has_permission
        return has(user, action) or (action == "view" and has(user, "change"))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Any of these."""
        return any(self.user_has_permission(user, action) for action in actions)
