"""`manage.py create_store`: with flags, or asking for what is missing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.asking import ask
from sites.provisioning.create import ProvisioningFailed, create_store, resume_store
from sites.provisioning.order import StoreOrder, check_order, order_of
from sites.tenants.addresses import base_url
from sites.tenants.commands import store_named
from sites.tenants.models import Store
from sites.tenants.theming import PLATFORM, installed_themes

QUESTIONS = {
    "name": ("Name of the store", ""),
    "domain": ("Host name, such as shop.example.com", ""),
    "theme": ("Theme", "base"),
    "country": ("Country (ISO code)", "GB"),
    "currency": ("Currency (ISO code)", "GBP"),
    "language": ("Default language", "en"),
    "languages": ("Further languages, comma separated", ""),
    "owner": ("Owner's e-mail", ""),
    "schema": ("Schema name, when the store's own name does not do", ""),
}
# May stay empty, and are no reason to ask: who gives all other flags is asked nothing.
OPTIONAL = ("languages", "schema")
# The question that answers a field of the order, where it has another name.
FIELDS = {"owner_email": "owner", "default_language": "language"}


class Command(BaseCommand):
    """Make a store."""

    help = "Make a store. What is not given as a flag is asked for on a terminal."

    def add_arguments(self, parser: Any) -> None:
        """A flag a question."""
        for name, (question, _default) in QUESTIONS.items():
            parser.add_argument(f"--{name}", help=question)
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
            raise CommandError("Nothing was made.\n" + sentences(error)) from error
        except NotAllowed as error:
            raise CommandError(str(error.message)) from error
        except ProvisioningFailed as error:
            raise CommandError(f"{error}\nGo on with: manage.py create_store --resume {error.store.code}") from error
        except KeyboardInterrupt as stopped:
            raise CommandError(
                "\nStopped half way. Go on with: manage.py create_store --resume and the store's name"
            ) from stopped
        self.stdout.write(f"{store.name} is at {base_url(store)}/, its admin at {base_url(store)}/admin/.")
        self.stdout.write(f"{store.owner_email} has been sent a link to set a password.")

    def tell(self, line: str) -> None:
        """A step."""
        self.stdout.write(f"  {line}")

    def order(self, options: dict[str, Any]) -> StoreOrder:
        """What was asked for; on a terminal, what was answered wrongly is asked again until it can be made."""
        answers = {name: options[name] or "" for name in QUESTIONS}
        asked = {name for name, answer in answers.items() if not answer and name not in OPTIONAL}
        if asked and not answers["languages"]:
            asked.add("languages")
        missing = asked
        while missing:
            answers |= {name: self.answer(name) for name in QUESTIONS if name in missing}
            try:
                check_order(answered(answers, prices=options["prices"]))
                break
            except ValidationError as error:
                asked |= {"schema"} if not options["schema"] else set()
                missing = {name for field in error.message_dict for name in questions_of(field)} & asked
                self.stdout.write(sentences(error))
        return answered(answers, prices=options["prices"])

    def answer(self, name: str) -> str:
        """An answer from the terminal. Raises CommandError where there is none."""
        question, default = QUESTIONS[name]
        if name == "theme":
            question += f" ({', '.join(theme for theme in installed_themes() if theme != PLATFORM)})"
        return ask(question, flag=f"--{name}", default=default, optional=name in OPTIONAL)


def answered(answers: dict[str, str], *, prices: str) -> StoreOrder:
    """The order that the answers make."""
    languages = [code.strip() for code in answers["languages"].split(",") if code.strip()]
    by_field = {field: answers[question] for field, question in FIELDS.items()}
    return order_of({**answers, **by_field, "languages": languages, "tax_display": Store.Tax(prices)})


def questions_of(field: str) -> tuple[str, ...]:
    """The questions whose answers make a field of the order."""
    return ("language", "languages") if field == "languages" else (FIELDS.get(field, field),)


def sentences(error: ValidationError) -> str:
    """What is wrong, a line a flag."""
    lines = (f"--{'/--'.join(questions_of(field))}: {' '.join(said)}" for field, said in error.message_dict.items())
    return "\n".join(lines)
