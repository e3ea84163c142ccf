"""`manage.py create_store`: with flags, or asking for what is missing."""

import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.create import ProvisioningFailed, create_store, resume_store
from sites.provisioning.order import StoreOrder
from sites.tenants.addresses import base_url
from sites.tenants.commands import store_named
from sites.tenants.models import Store
from sites.tenants.theming import PLATFORM, installed_themes

QUESTIONS = (
    ("name", "Name of the store", ""),
    ("domain", "Host name, such as shop.example.com", ""),
    ("theme", "Theme", "base"),
    ("country", "Country (ISO code)", "GB"),
    ("currency", "Currency (ISO code)", "GBP"),
    ("language", "Default language", "en"),
    ("owner", "Owner's e-mail", ""),
)


class Command(BaseCommand):
    """Make a store."""

    help = "Make a store. What is not given as a flag is asked for on a terminal."

    def add_arguments(self, parser: Any) -> None:
        """A flag a question."""
        for name, question, _default in QUESTIONS:
            parser.add_argument(f"--{name}", help=question)
        parser.add_argument("--languages", default="", help="further languages, comma separated")
        parser.add_argument("--schema", default="", help="schema name; made from the name of the store without it")
        parser.add_argument("--prices", choices=["included", "excluded"], default="included", help="shown with tax or without")
        parser.add_argument("--resume", metavar="STORE", help="go on with a store that failed")

    def handle(self, **options: Any) -> None:
        """Make it, a line a step, and say where it is."""
        try:
            if options["resume"]:
                store = resume_store(store=store_named(options["resume"]), tell=self.tell)
            else:
                store = create_store(order=self.order(options), tell=self.tell)
        except ValidationError as error:
            lines = [f"--{flag(field)}: {' '.join(messages)}" for field, messages in error.message_dict.items()]
            raise CommandError("Nothing was made.\n" + "\n".join(lines)) from error
        except NotAllowed as error:
            raise CommandError(str(error.message)) from error
        except ProvisioningFailed as error:
            raise CommandError(f"{error}\nGo on with: manage.py create_store --resume {error.store.code}") from error
        self.stdout.write(f"{store.name} is at {base_url(store)}/, its admin at {base_url(store)}/admin/.")
        self.stdout.write(f"{store.owner_email} has been sent a link to set a password.")

    def tell(self, line: str) -> None:
        """A step."""
        self.stdout.write(f"  {line}")

    def order(self, options: dict[str, Any]) -> StoreOrder:
        """What was asked for."""
        answers = {name: options[name] or self.ask(question, default, f"--{name}") for name, question, default in QUESTIONS}
        return StoreOrder(
            name=answers["name"],
            domain=answers["domain"],
            theme=answers["theme"],
            country=answers["country"].upper(),
            currency=answers["currency"].upper(),
            default_language=answers["language"],
            owner_email=answers["owner"],
            languages=tuple(code.strip() for code in options["languages"].split(",") if code.strip()),
            tax_display=Store.Tax(options["prices"]),
            schema=options["schema"],
        )

    def ask(self, question: str, default: str, name: str) -> str:
        """An answer from the terminal. Raises CommandError where there is none."""
        if not sys.stdin.isatty():
            raise CommandError(f"Give {name} (or run this on a terminal, to be asked).")
        if name == "--theme":
            question += f" ({', '.join(theme for theme in installed_themes() if theme != PLATFORM)})"
        while True:
            answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
            if answer:
                return answer


def flag(field: str) -> str:
    """The flag of a field of the order."""
    return {"owner_email": "owner", "default_language": "language"}.get(field, field)
