"""Old addresses lead to the right record."""

import json

import pytest

from legacy_import.prestashop.urls import OldUrl, parse_old_url


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/en/men/1-1-hummingbird-printed-t-shirt.html", OldUrl("product", 1, "en", 1)),
        ("/1-hummingbird.html", OldUrl("product", 1)),
        ("/men/shirts/1-hummingbird.html", OldUrl("product", 1)),
        ("/12-a-shirt-3760123456787.html?utm_source=x", OldUrl("product", 12)),
        ("/7-.html", OldUrl("product", 7)),
        ("/fr/20-s%C3%A9cateur-pro.html#/1-size-s", OldUrl("product", 20, "fr")),
        ("https://shop.example/EN/1-x.html", OldUrl("product", 1, "en")),
        ("/en/3-clothes", OldUrl("category", 3, "en")),
        ("/3-clothes", OldUrl("category", 3)),
        ("/3-clothes/", OldUrl("category", 3)),
        ("/3-clothes?q=Size-S&page=2", OldUrl("category", 3)),
        ("/3-clothes/size-s/colour-red", OldUrl("category", 3)),
        ("/index.php?id_product=1&controller=product&id_lang=1", OldUrl("product", 1, "en")),
        ("/index.php?id_product=1&controller=product&id_lang=9", OldUrl("product", 1)),
        ("/index.php?controller=product&id_product=1&id_product_attribute=3", OldUrl("product", 1, None, 3)),
        ("/fr/index.php?id_category=3&controller=category", OldUrl("category", 3, "fr")),
        ("/?id_category=3&controller=category&isolang=fr", OldUrl("category", 3, "fr")),
        ("/product.php?id_product=8", OldUrl("product", 8)),
        ("/lang-fr/category.php?id_category=4", OldUrl("category", 4, "fr")),
    ],
)
def test_an_old_address_is_understood(address, expected):
    assert parse_old_url(address, languages={1: "en"}) == expected


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "",
        "/en/",
        "/en/contact-us",
        "/en/content/1-delivery",
        "/en/content/category/1-home",
        "/en/brand/1-studio-design",
        "/en/supplier/1-fashion",
        "/1-large_default/hummingbird.jpg",
        "/1/hummingbird.jpg",
        "/c/3-category_default/x.jpg",
        "/3_brand",
        "/module/blog/1-post.html",
        "/img/p/1/0/10.jpg",
        "/index.php?controller=product",
        "/index.php?controller=cms&id_cms=1",
        "/index.php?controller=cart&id_product=1&add=1",
        "/index.php?controller=product&id_product=1'or'1",
        "/index.php?controller=product&id_product=0",
        "/0-nothing.html",
        "/99999999999999999999-much.html",
        "http://[broken",
        "/robots.txt",
    ],
)
def test_other_addresses_are_left_alone(address):
    assert parse_old_url(address) is None


def test_a_shop_in_a_folder():
    assert parse_old_url("/shop/en/1-x.html", base="/shop/") == OldUrl("product", 1, "en")
    assert parse_old_url("/elsewhere/1-x", base="/shop/") is None


def test_every_recorded_address_of_a_real_shop(recorded):
    urls = json.loads((recorded / "8.2.1" / "urls.json").read_text(encoding="utf-8"))
    checked = 0
    for entry in urls:
        found = parse_old_url(entry["url"])
        kind = "product" if entry["type"] == "combination" else entry["type"]
        if kind not in ("product", "category"):
            assert found is None, entry["url"]
        elif entry["status"] in (200, 301):
            expected = entry["id_product"] if entry["type"] == "combination" else entry["id"]
            assert found is not None, entry["url"]
            assert (found.kind, found.legacy_id, found.language) == (kind, expected, entry["lang"]), entry["url"]
            if entry["type"] == "combination":
                assert found.combination_id == entry["id"], entry["url"]
            checked += 1
    assert checked == 174
