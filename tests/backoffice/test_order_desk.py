"""Orders in the admin: found, looked at, moved by their verbs, never edited."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from moneyed import Money

from commerce.cart.services import add_to_cart, new_cart
from commerce.checkout.place_order import Placing, place_order
from commerce.checkout.summary import summarise
from commerce.fulfilment.services import ship
from commerce.orders.models import Order
from commerce.orders.services import cancel_order
from commerce.payments.services import mark_payment_received
from commerce.stock.models import StockItem
from pricing.selectors import Buyer
from sites.content.settings import StoreIdentity
from sites.tenants.context import current_store, in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.indexing import indexing
from tests.shop import sell
from tests.transactions import Fill


def ordered(sku: str = "LDS02", *, quantity: int = 2, full_name: str = "Ada Byron", country: str = "GB") -> Order:
    """An order of the active store for so many of a new article."""
    variant = sell(sku)
    cart = new_cart(currency=current_store().currency)
    add_to_cart(cart=cart, variant_id=variant.pk, quantity=quantity)
    now = timezone.now()
    seen = summarise(cart=cart, buyer=Buyer(country=country), at=now).sums.gross.amount
    email = f"{full_name.split(maxsplit=1)[0].lower()}@example.test"
    who = Placing(email=email, full_name=full_name, line1="1 High Street", city="Leeds", postcode="LS1 4AP", country=country)
    return place_order(cart=cart, placing=who, seen_total=seen, provider="bank_transfer", language="en", at=now)


@pytest.fixture(scope="module")
def placed(made_once: Fill) -> Any:
    """The key of an order of acme, for all tests of the module."""

    def place() -> Any:
        with in_store(Store.objects.get(schema_name="acme")), indexing():
            return ordered().pk

    return made_once(place)


@pytest.fixture
def order(placed: Any, acme: Store) -> Order:
    """Two of LDS02, 108.00 with tax and free delivery."""
    with in_store(acme):
        return Order.objects.get(pk=placed)


def state(store: Store, order: Order) -> tuple[str, str, str, Decimal, int]:
    """Where an order stands, what was paid, and what is in stock."""
    with in_store(store):
        now = Order.objects.get(pk=order.pk)
        stock = StockItem.objects.get(variant__sku="LDS02").on_hand
        return now.status, now.payment_state, now.fulfilment_state, now.paid, stock


def do(client: Client, order: Order, verb: str, **data: str) -> Any:
    """Press the button of a verb."""
    return client.post(f"/admin/orders/inspect/{order.pk}/{verb}/", data, follow=True)


@pytest.mark.usefixtures("indexed")
def test_orders_are_listed_found_and_filtered(acme: Store, order: Order) -> None:
    with in_store(acme):
        other = ordered("GW1", full_name="Grace Hopper")
    desk = staff(acme, "Order desk")
    listed = desk.get("/admin/orders/").content.decode()
    assert order.number in listed
    assert other.number in listed
    assert f"/admin/orders/inspect/{order.pk}/" in listed
    for query in (f"q={order.number}", "q=Byron", "q=ada@example.test", "q=byr"):
        found = desk.get(f"/admin/orders/?{query}").content.decode()
        assert (f"inspect/{order.pk}/" in found, f"inspect/{other.pk}/" in found) == (True, False), query
    do(desk, order, "pay", amount="108.00")
    for query, first, second in (
        ("payment_state=paid", True, False),
        ("payment_state=unpaid", False, True),
        ("status=cancelled", False, False),
        ("q=ada&waits=shipping", True, False),
        ("q=grace&waits=payment", False, True),
    ):
        found = desk.get(f"/admin/orders/?{query}").content.decode()
        assert (f"inspect/{order.pk}/" in found, f"inspect/{other.pk}/" in found) == (first, second), query
    assert desk.get("/admin/orders/?placed_at_from=2001-01-01&placed_at_to=2001-01-02").status_code == 200


def test_an_order_shows_lines_address_money_and_history(acme: Store, order: Order) -> None:
    page = staff(acme, "Order desk").get(f"/admin/orders/inspect/{order.pk}/").content.decode()
    for text in (
        order.number,
        "LDS02",
        "Ada Byron",
        "1 High Street",
        "£108.00",
        "Order placed",
        "Mark payment received",
        "Cancel the order",
    ):
        assert text in page, text


def test_the_whole_way_of_an_order_pay_ship_done(acme: Store, order: Order) -> None:
    desk = staff(acme, "Order desk")
    with in_store(acme):
        line = order.lines.get().pk
    assert "Payment of £50.00 received" in do(desk, order, "pay", amount="50", reference="R1").content.decode()
    assert state(acme, order)[:2] == ("placed", "partly_paid")
    do(desk, order, "pay", amount="58,00")
    mail.outbox.clear()
    page = do(desk, order, "ship", **{f"quantity-{line}": "2", "carrier": "DHL", "tracking_number": "123"})
    assert "DHL" in page.content.decode()
    assert state(acme, order) == ("completed", "paid", "shipped", Decimal("108.00"), 8)
    assert any("ada@example.test" in message.to for message in mail.outbox)


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("pay", {"amount": "lots"}), ("pay", {"amount": "0"}), ("pay", {"amount": "-5"}), ("pay", {"amount": "NaN"}),
        ("pay", {"amount": ""}), ("pay", {"amount": "Infinity"}), ("pay", {"amount": "1.001"}), ("ship", {}),
        ("ship", {"quantity-LINE": "3"}),
        ("ship", {"quantity-LINE": "-1"}), ("ship", {"quantity-LINE": "x"}), ("ship", {"quantity-999999": "1"}),
    ],
)  # fmt: skip
def test_a_refused_verb_says_why_and_changes_nothing(acme: Store, order: Order, verb: str, data: dict[str, str]) -> None:
    desk = staff(acme, "Order desk")
    with in_store(acme):
        line = order.lines.get().pk
    before = state(acme, order)
    page = do(desk, order, verb, **{name.replace("LINE", str(line)): value for name, value in data.items()})
    assert page.status_code == 200
    assert [str(message.level_tag) for message in page.context["messages"]] == ["error"]
    assert state(acme, order) == before


def test_a_cancelled_order_frees_its_stock_and_takes_no_more_verbs(acme: Store, order: Order) -> None:
    desk = staff(acme, "Order desk")
    do(desk, order, "cancel", reason="changed their mind")
    after = state(acme, order)
    assert after[0] == "cancelled"
    for verb in ("pay", "ship", "cancel"):
        do(desk, order, verb, amount="108.00")
        assert state(acme, order) == after
    page = desk.get(f"/admin/orders/inspect/{order.pk}/").content.decode()
    assert "Mark payment received" not in page
    assert "Cancel the order" not in page


def test_a_shipped_order_cannot_be_cancelled(acme: Store, order: Order) -> None:
    desk = staff(acme, "Order desk")
    with in_store(acme):
        line = order.lines.get().pk
    do(desk, order, "ship", **{f"quantity-{line}": "1"})
    before = state(acme, order)
    page = do(desk, order, "cancel")
    assert [str(message.level_tag) for message in page.context["messages"]] == ["error"]
    assert state(acme, order) == before


@pytest.mark.parametrize("role", ["Editor", "Merchandiser", "Translator"])
def test_those_who_have_no_business_with_orders_cannot_see_or_move_them(acme: Store, order: Order, role: str) -> None:
    client = staff(acme, role)
    before = state(acme, order)
    for address in ("/admin/orders/", f"/admin/orders/inspect/{order.pk}/"):
        assert client.get(address).status_code in {302, 403}
    for verb in ("pay", "ship", "cancel"):
        response = client.post(f"/admin/orders/inspect/{order.pk}/{verb}/", {"amount": "108.00"})
        assert response.status_code in {302, 403}
    assert state(acme, order) == before


def test_a_stranger_is_sent_to_the_log_in(acme: Store, order: Order, at_acme: Client) -> None:
    before = state(acme, order)
    response = at_acme.post(f"/admin/orders/inspect/{order.pk}/pay/", {"amount": "108.00"})
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]
    assert state(acme, order) == before


def test_verbs_are_posted_and_known(acme: Store, order: Order) -> None:
    owner = staff(acme)
    assert owner.get(f"/admin/orders/inspect/{order.pk}/pay/").status_code == 405
    assert owner.post(f"/admin/orders/inspect/{order.pk}/explode/").status_code == 404
    assert owner.post("/admin/orders/inspect/999999/pay/").status_code == 404


@pytest.mark.parametrize("path", ["new/", "edit/{pk}/", "delete/{pk}/", "copy/{pk}/"])
def test_nobody_adds_edits_copies_or_deletes_an_order(acme: Store, order: Order, path: str) -> None:
    owner = staff(acme)
    address = f"/admin/orders/{path.format(pk=order.pk)}"
    assert owner.get(address).status_code in {302, 404}
    assert owner.post(address, {}).status_code in {302, 404}
    with in_store(acme):
        assert Order.objects.filter(pk=order.pk).exists()
    listed = owner.get("/admin/orders/").content.decode()
    assert "/admin/orders/new/" not in listed
    assert "/admin/orders/delete/" not in listed


def test_one_stores_desk_does_not_see_the_others_orders(acme: Store, bolt: Store, order: Order) -> None:
    desk = staff(bolt, "Order desk")
    assert "Ada Byron" not in desk.get("/admin/orders/").content.decode()
    assert desk.get(f"/admin/orders/inspect/{order.pk}/").status_code == 404
    assert desk.post(f"/admin/orders/inspect/{order.pk}/cancel/").status_code == 404


def test_on_a_phone_each_figure_of_an_order_says_what_it_is(acme: Store, order: Order) -> None:
    desk = staff(acme, "Order desk")
    page = desk.get(f"/admin/orders/inspect/{order.pk}/").content.decode()
    for label in ("SKU", "Article", "Quantity", "Unit", "VAT", "Net", "Gross"):
        assert f'data-label="{label}"' in page
    assert "themes/platform/admin.css" in page
    assert f"Order: {order.number}" in " ".join(page.split("<title>")[1].split("</title>")[0].split())


def test_the_amount_due_is_offered_with_its_cents(acme: Store, order: Order) -> None:
    desk = staff(acme, "Order desk")
    do(desk, order, "pay", amount="28.50")
    assert 'value="79.50"' in desk.get(f"/admin/orders/inspect/{order.pk}/").content.decode()


def test_dates_are_not_written_the_american_way(acme: Store, order: Order) -> None:
    placed = timezone.localtime(order.placed_at)
    page = staff(acme, "Order desk").get(f"/admin/orders/inspect/{order.pk}/").content.decode()
    assert f"{placed.day} {placed:%B} {placed.year}, {placed:%H:%M}" in page


def test_the_dashboard_names_the_store_and_counts_what_waits(acme: Store, bolt: Store, order: Order) -> None:
    desk = staff(acme, "Order desk")
    page = desk.get("/admin/").content.decode()
    assert ">Acme</h1>" in "".join(line.strip() for line in page.splitlines())
    assert "0 orders to ship" in page, "nobody has paid"
    do(desk, order, "pay", amount="108.00")
    assert "1 order to ship" in desk.get("/admin/").content.decode()
    assert "to ship" not in staff(acme, "Editor").get("/admin/").content.decode()


def line_of(store: Store, order: Order) -> int:
    """The one line of the order."""
    with in_store(store):
        return int(order.lines.get().pk)


def test_what_is_to_be_shipped_now_is_counted_and_listed_alike(acme: Store, bolt: Store, order: Order) -> None:
    with in_store(acme):
        half, paid, parts, gone, off, files = (ordered(f"A{number}") for number in range(6))
        for each, amount in ((half, "20"), (paid, "108"), (parts, "108"), (gone, "108")):
            mark_payment_received(order=each, amount=Money(amount, "GBP"), at=timezone.now())
        ship(order=parts, quantities={line_of(acme, parts): 1}, at=timezone.now())
        ship(order=gone, at=timezone.now())
        cancel_order(order=off, reason="", at=timezone.now())
        Order.objects.filter(pk=files.pk).update(fulfilment_state="not_needed", payment_state="overpaid")
    desk = staff(acme, "Order desk")
    page = desk.get("/admin/").content.decode()
    assert "2 orders to ship" in page
    [link] = re.findall(r'href="(/admin/orders/\?[^"]+)"', page)
    assert {row.pk for row in desk.get(link).context["object_list"]} == {paid.pk, parts.pk}
    waiting = desk.get("/admin/orders/?waits=payment").context["object_list"]
    assert {row.pk for row in waiting} == {order.pk, half.pk}
    theirs = staff(bolt, "Order desk")
    assert re.search(r'waits=shipping">0 ', theirs.get("/admin/").content.decode())
    assert not theirs.get(link).context["object_list"]


def test_staff_are_told_that_no_account_is_entered(acme: Store, bolt: Store, order: Order) -> None:
    owner, desk = staff(acme), staff(acme, "Order desk")
    setting, sentence = "/admin/settings/content/storeidentity/", "No bank account is entered"
    address = f"/admin/orders/inspect/{order.pk}/"

    def seen(client: Client, where: str) -> tuple[bool, bool]:
        """Whether the sentence is there, and the way to the setting."""
        page = client.get(where).content.decode().partition("help-warning")[2]
        return sentence in page, f'href="{setting}"' in page

    assert (seen(owner, "/admin/"), seen(owner, address)) == ((True, True), (True, True))
    assert (seen(desk, "/admin/"), seen(desk, address)) == ((False, False), (True, False))
    assert owner.get(setting, follow=True).status_code == 200
    with in_store(acme):
        StoreIdentity.objects.update(bank_iban="GB33 BUKB 2020 1555 5555 55")
    assert (seen(owner, "/admin/"), seen(owner, address), seen(desk, address)) == ((False, False),) * 3
    assert f'href="{setting}"' in staff(bolt).get("/admin/").content.decode().partition("help-warning")[2]
    with in_store(acme):
        StoreIdentity.objects.update(bank_iban="")
        mark_payment_received(order=order, amount=Money("108", "GBP"), at=timezone.now())
    assert seen(desk, address) == (False, False), "a paid order waits for no account"
