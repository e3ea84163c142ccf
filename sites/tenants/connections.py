"""Django's connection of this thread, seen as the guarded wrapper that it is."""

from typing import Any

from django.db import connection as _connection

# Typed as Any: the proxy has every attribute of `sites.tenants.db.base.DatabaseWrapper`, which its own type does not say.
connection: Any = _connection
