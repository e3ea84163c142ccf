"""The database entry of the settings."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict


def database_options(url: str) -> dict[str, Any]:
    """Django's options for a libpq address (`postgresql://user:secret@host/name`), with the guarded backend and a pool."""
    parts = conninfo_to_dict(url) if url else {}
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    rest = {name: value for name, value in parts.items() if name not in known.values()}
    return {
        "ENGINE": "sites.tenants.db",
        **{option: parts.get(name, "") for option, name in known.items()},
        "CONN_MAX_AGE": 0,
        # The guarded backend looks itself whether a connection is alive, without asking the server.
        "CONN_HEALTH_CHECKS": False,
        # Connections are renewed: a backend's memory grows with the stores it has seen.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 10, "max_lifetime": 900, "max_idle": 300}, **rest},
    }
