"""`python -m tests.browser.serve PORT`: a database of its own with the demo stores, then the production server on it."""

import os
import sys


def main(port: str) -> None:
    """Fill, then become the server."""
    os.environ["PYTEST_XDIST_WORKER"] = "browser"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.browser.settings"
    import django

    import tests.plugin

    django.setup()
    tests.plugin.pytest_collection_finish()
    from django.conf import settings

    from tests.browser.stores import NAME, provide_stores

    provide_stores()
    given = settings.DATABASES["default"]
    user, host, number = given["USER"], given["HOST"], given["PORT"]
    secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    os.environ["DATABASE_URL"] = f"postgresql://{user}{secret}@/{NAME}?host={host}" + (f"&port={number}" if number else "")
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
            # Windows keep their connections; nobody waits for an answer when the tests have ended.
            "--graceful-timeout",
            "1",
        ],
    )


if __name__ == "__main__":
    main(sys.argv[1])
