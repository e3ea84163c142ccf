"""`python -m tests.browser.serve PORT`: a database of its own with the demo stores, then the production server on it."""

import os
import sys


def main(port: str) -> None:
    """Fill, then become the server."""
    os.environ["PYTEST_XDIST_WORKER"] = "browser"
    import django

    import tests.plugin  # noqa: F401 - settings and servers

    django.setup()
    from django.conf import settings

    from sites.provisioning.demo.stores import ensure_demo_stores
    from tests.browser.logins import set_password
    from tests.databases import copy_template, use_database

    name = "test_uplink_browser"
    copy_template(name)
    use_database(name)
    for store in ensure_demo_stores(tell=lambda line: print(line, flush=True)):
        set_password(store)
    use_database(name)
    given = settings.DATABASES["default"]
    user, host, number = given["USER"], given["HOST"], given["PORT"]
    secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    os.environ["DATABASE_URL"] = f"postgresql://{user}{secret}@/{name}?host={host}" + (f"&port={number}" if number else "")
    os.execv(
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            "sites.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--worker-class",
            "gthread",
            "--threads",
            "6",
        ],
    )


if __name__ == "__main__":
    main(sys.argv[1])
