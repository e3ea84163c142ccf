"""`create_store` and `resume_store`: the one way a store comes to be."""

import logging

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.blueprint import replay
from sites.provisioning.maker import only_maker
from sites.provisioning.order import StoreOrder, check_order
from sites.provisioning.owner import invite_owner
from sites.provisioning.progress import Step, Tell, mark_done, mark_failed, silent
from sites.provisioning.schemas import current_version, schema_exists
from sites.provisioning.seed import seed
from sites.provisioning.upkeep import note_new
from sites.tenants.connections import connection
from sites.tenants.context import in_store
from sites.tenants.models import Domain, Store

logger = logging.getLogger(__name__)


class InTransaction(RuntimeError):
    """A store cannot be made inside a transaction: its schema would be half there for everyone else."""


class ProvisioningFailed(RuntimeError):
    """A step failed. The store is marked as failed and can be resumed or removed."""

    def __init__(self, store: Store, step: Step) -> None:
        self.store, self.step = store, step
        super().__init__(_("%(step)s failed: %(why)s") % {"step": step.label, "why": store.failure})


def create_store(*, order: StoreOrder, tell: Tell = silent, invite: bool = True) -> Store:
    """Make the store that `order` asks for and answer it, live.

    Raises ValidationError, having changed nothing, when it cannot be made, also when somebody else took the name or the
    host a moment ago; ProvisioningFailed when a step went wrong; InTransaction inside `atomic()`. `tell` gets a line a step.
    Without `invite` no mail is sent to the owner.
    """
    refuse_transaction()
    check_order(order)
    store = register(order)
    return resume_store(store=store, tell=tell, invite=invite)


def register(order: StoreOrder) -> Store:
    """Write the store and its domain, not open yet. Raises ValidationError, as `check_order` does, when one was taken meanwhile."""
    try:
        with transaction.atomic():
            store = write_rows(order)
    except (IntegrityError, ValidationError) as error:
        # Of two at once the second waits for the first to commit, so by now there is somebody to name.
        check_order(order)
        raise ValidationError({"schema": _("Someone made a store with this name or host a moment ago.")}) from error
    return Store.objects.get(pk=store.pk)


def write_rows(order: StoreOrder) -> Store:
    """The store's row and its domain's."""
    store = Store.objects.create(
        schema_name=order.schema_name,
        name=order.name.strip(),
        theme=order.theme,
        country=order.country,
        currency=order.currency,
        tax_display=order.tax_display,
        default_language=order.default_language,
        languages=order.all_languages,
        owner_email=order.owner_email.lower(),
    )
    Domain.objects.create(domain=order.host, tenant=store, is_primary=True)
    return store


def resume_store(*, store: Store, tell: Tell = silent, invite: bool = True) -> Store:
    """Do the steps that are not done yet, then open the store.

    Raises ProvisioningFailed when a step went wrong, NotAllowed for a finished store, BeingMade while another process makes it.
    """
    refuse_transaction()
    with only_maker(store):
        if store.status not in (Store.Status.MAKING, Store.Status.FAILED):
            raise NotAllowed(
                _("%(store)s is %(status)s: there is nothing to go on with.")
                % {"store": store.name, "status": store.get_status_display()}
            )
        store.status = Store.Status.MAKING
        store.save(update_fields=["status"])
        for step in steps(invite=invite):
            if step.name not in store.steps_done:
                tell(step.label)
                take(step, store)
        note_new(store)
        store.status = Store.Status.LIVE
        store.save(update_fields=["status"])
    tell(_("Live"))
    return Store.objects.get(pk=store.pk)


def take(step: Step, store: Store) -> None:
    """Do one step and remember it. Raises ProvisioningFailed, having written down where it stopped."""
    try:
        step.run(store)
    except Exception as error:
        connection.set_schema_to_public()
        mark_failed(store, step, error)
        logger.exception("Making the store %s failed at %s", store.code, step.name)
        raise ProvisioningFailed(store, step) from error
    mark_done(store, step)


def steps(*, invite: bool) -> list[Step]:
    """What is done, in this order."""
    made = [Step("schema", _("Schema"), make_schema), Step("seed", _("First content"), seed_store)]
    return [*made, Step("owner", _("Owner's invitation"), invite_owner)] if invite else made


def make_schema(store: Store) -> None:
    """Replay the blueprint; a schema that is there already was made by this step before the power went."""
    if not schema_exists(store.schema_name):
        try:
            replay(store.schema_name)
        except IntegrityError as error:
            raise RuntimeError(str(error)) from error
    store.schema_version = current_version()
    store.save(update_fields=["schema_version"])


def seed_store(store: Store) -> None:
    """First content, inside the store."""
    with in_store(store):
        seed(store)


def refuse_transaction() -> None:
    """Raise InTransaction inside `atomic()`."""
    if connection.in_atomic_block and not getattr(connection, "allow_switch_in_atomic", False):
        raise InTransaction("Make stores outside of transactions.")
