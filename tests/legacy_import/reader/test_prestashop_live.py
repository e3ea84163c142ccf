"""A live shop over HTTP, with everything that hosting does to it."""

import logging
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
import pytest

from legacy_import.prestashop.answer import record_id
from legacy_import.prestashop.errors import (
    AnswerFailed,
    NotAWebservice,
    PictureMissing,
    PictureTooLarge,
    Redirected,
    RequestRefused,
    ResourceRefused,
    SourceError,
    Unreachable,
    WrongKey,
)
from legacy_import.prestashop.live import LiveSource


def everything(source, resource="manufacturers"):
    pages = list(source.pages(resource))
    found = [record_id(record) for page in pages for record in page.records]
    return found, [problem for page in pages for problem in page.problems]


def only(status, path="/api/manufacturers", times=10_000, **answer):
    """A shop that answers one path with one status, so many times."""
    left = [times]

    def before(request, _number):
        if request.url.path.startswith(path) and left[0]:
            left[0] -= 1
            return httpx.Response(status, **answer)
        return None

    return before


def test_a_shop_is_read_in_pages_and_in_order(shop):
    with shop.source() as source:
        found, problems = everything(source)
        assert source.count("manufacturers") == 250
        assert source.describe() == "Fake, PrestaShop 8.2.1, at https://shop.example"
    assert (found, problems) == (list(range(1, 251)), [])
    limits = [request.url.params.get("limit") for request in shop.requests]
    assert limits == [None, None, "0,100", "100,100", "200,50"]
    assert all(request.url.params.get("sort") == "[id_ASC]" for request in shop.requests[1:])


@pytest.mark.parametrize(
    "written",
    [
        "https://shop.example",
        " https://shop.example/ ",
        "https://shop.example/api",
        "https://shop.example/api/",
        "https://shop.example/api/products?display=full",
        "shop.example",
        "HTTPS://shop.example/index.php",
        "https://someone:secret@shop.example/",
    ],
)
def test_the_address_may_be_written_in_many_ways(shop, written):
    assert shop.source(url=written).connect().name == "Fake"
    assert str(shop.requests[0].url) == "https://shop.example/api/"


def test_a_shop_in_a_folder_and_at_a_port(shop):
    source = LiveSource("http://localhost:8080/boutique/api/", "k" * 32)
    assert source.describe() == "PrestaShop at http://localhost:8080/boutique"
    source.close()


@pytest.mark.parametrize("written", ["", "ftp://shop.example", "https://", "not an address", "http://[::1", "http://a:x/"])
def test_what_is_no_address_is_said_so(shop, written):
    with pytest.raises(Unreachable, match="not a web address"):
        shop.source(url=written)


def test_the_key_goes_as_user_name(shop):
    shop.source().connect()
    assert shop.requests[0].headers["authorization"].startswith("Basic ")
    assert "ws_key" not in str(shop.requests[0].url)


def test_where_the_server_drops_it_the_key_goes_in_the_address_and_in_no_log(shop, xml, caplog):
    caplog.set_level(logging.INFO, logger="httpx")
    shop.drops_authorization = True
    filters = list(logging.getLogger("httpx").filters)
    with shop.source() as source:
        assert len(everything(source)[0]) == 250
        assert xml.key not in source.describe()
    assert shop.requests[1].url.params["ws_key"] == xml.key
    assert "HTTP Request: GET https://shop.example/api/?ws_key=•••" in caplog.text
    assert logging.getLogger("httpx").filters == filters


def test_a_shop_without_rewriting_is_found(shop):
    shop.without_rewriting = True
    assert len(everything(shop.source())[0]) == 250


def test_the_shop_of_a_multistore_is_asked_for(shop):
    everything(shop.source(shop_id=2))
    assert all(request.url.params.get("id_shop") == "2" for request in shop.requests[1:])


def test_a_wrong_key(shop, xml):
    wrong = "W" * 32
    with pytest.raises(WrongKey, match="Webservice") as refused:
        shop.source(key=wrong).connect()
    assert wrong not in str(refused.value)
    with pytest.raises(WrongKey):
        shop.source(key=" ").connect()


def test_a_dead_address(shop, xml):
    waited = []
    with LiveSource("http://127.0.0.1:1", xml.key, sleep=waited.append) as source:
        with pytest.raises(Unreachable, match="Nobody answers at http://127.0.0.1:1") as lost:
            source.connect()
        with pytest.raises(Unreachable):
            source.count("manufacturers")
    assert not isinstance(lost.value, AnswerFailed)
    assert waited == [1.0, 1.0]


@pytest.mark.parametrize("status", [200, 404])
def test_a_web_site_that_is_no_shop(shop, status):
    shop.before = only(status, path="/", html="<!DOCTYPE html><html>Welcome</html>")
    with pytest.raises(NotAWebservice, match="switch"):
        shop.source().connect()


def test_a_webservice_that_is_switched_off(shop, xml):
    off = xml.document(
        "<errors>\n<error>\n<code><![CDATA[22]]></code>\n<message><![CDATA[Off]]></message>\n</error>\n</errors>"
    )
    shop.before = only(503, path="/", content=off)
    with pytest.raises(NotAWebservice, match="switched off"):
        shop.source().connect()


def test_a_shop_that_moved_is_not_followed_with_the_key(shop, xml):
    shop.before = only(301, path="/", headers={"location": f"https://www.shop.example/api/?ws_key={xml.key}"})
    with pytest.raises(Redirected, match="https://www.shop.example/api/") as moved:
        shop.source().connect()
    assert moved.value.location == "https://www.shop.example/api/"
    assert {request.url.host for request in shop.requests} == {"shop.example"}


def test_a_firewall(shop):
    shop.before = only(403, path="/", html="<html>Blocked</html>")
    with pytest.raises(Unreachable, match="firewall"):
        shop.source().connect()


def test_a_resource_the_key_may_not_read(shop):
    shop.hidden = {"manufacturers"}
    source = shop.source()
    with pytest.raises(ResourceRefused, match="manufacturers"):
        everything(source)
    assert source.count("manufacturers") is None


@pytest.mark.parametrize("status", [403, 405])
def test_a_right_that_is_taken_away_during_the_run(shop, status):
    shop.before = only(status)
    with pytest.raises(ResourceRefused):
        everything(shop.source())


def test_a_request_the_webservice_does_not_like(shop, xml):
    body = f"<errors>\n<error>\n<code>38</code>\n<message>No {xml.key}</message>\n</error>\n</errors>"
    shop.before = only(400, content=xml.document(body))
    with pytest.raises(RequestRefused, match="No •••"):
        everything(shop.source())


def test_too_many_requests_are_waited_out(shop):
    shop.before = only(429, times=2, headers={"retry-after": "7"})
    assert everything(shop.source()) == (list(range(1, 251)), [])
    assert shop.waited == [7.0, 7.0]


def test_waiting_has_its_limits(shop):
    shop.before = only(503, headers={"retry-after": "86400"})
    with pytest.raises(AnswerFailed, match="503"):
        everything(shop.source(attempts=3))
    assert shop.waited == [60.0, 60.0]


def test_a_connection_that_breaks_off_once_is_tried_again(shop):
    def before(request, number):
        if number in (2, 4):
            raise httpx.ReadError("reset", request=request)

    shop.before = before
    assert everything(shop.source()) == (list(range(1, 251)), [])


def test_records_that_break_their_page_are_reported_and_the_rest_is_read(shop):
    shop.breaks = {("manufacturers", 37), ("manufacturers", 250)}
    found, problems = everything(shop.source())
    assert found == [number for number in range(1, 250) if number != 37]
    assert [(problem.resource, problem.legacy_id) for problem in problems] == [
        ("manufacturers", 37),
        ("manufacturers", 250),
    ]
    assert "500" in problems[0].message


def test_a_server_that_repeats_the_key_in_its_headers_puts_it_in_no_log(xml, caplog):
    class Repeating(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(301 if xml.key in self.path else 401)
            self.send_header("Location", f"https://elsewhere.example{self.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Repeating) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        with (
            LiveSource(f"http://127.0.0.1:{server.server_port}", xml.key) as source,
            pytest.raises(Redirected) as moved,
        ):
            source.connect()
        server.shutdown()
        thread.join()
    assert moved.value.location == "https://elsewhere.example/api/"
    assert "ws_key=•••" in caplog.text


def test_a_shop_too_slow_for_large_pages(shop):
    shop.slow_from = 40
    assert everything(shop.source()) == (list(range(1, 251)), [])
    assert max(int(request.url.params["limit"].split(",")[1]) for request in shop.requests[6:]) < 40


def test_a_truncated_page_is_asked_for_again_in_halves(shop, xml):
    def before(request, _number):
        limit = request.url.params.get("limit")
        if limit != "0,100":
            return None
        rows = [shop.rows["manufacturers"][n] for n in range(1, 101)]
        return httpx.Response(200, content=xml.listing("manufacturers", rows)[:5000])

    shop.before = before
    assert everything(shop.source()) == (list(range(1, 251)), [])


def test_one_ill_formed_record_costs_only_itself(shop):
    shop.rows["manufacturers"][5] = "<manufacturer>\n\t<id><![CDATA[5]]></id>\n\t<name>a & b < c</name>\n</manufacturer>"
    found, problems = everything(shop.source())
    assert 5 not in found
    assert len(found) == 249
    assert [problem.legacy_id for problem in problems] == [5]


def test_a_maintenance_page_in_the_middle_ends_the_run_clearly(shop):
    shop.before = lambda _request, number: httpx.Response(200, html="<html>Back soon</html>") if number > 3 else None
    with pytest.raises(NotAWebservice):
        everything(shop.source(page_size=4))


def test_a_list_of_ids_that_comes_as_html_is_an_error_not_an_empty_shop(shop):
    shop.before = only(200, html="<html>Back soon</html>")
    with pytest.raises(SourceError):
        everything(shop.source())


def test_the_original_of_a_picture(shop, xml):
    shop.pictures = {"images/products/20/24": xml.jpeg}
    assert shop.source().image("products", 20, 24) == xml.jpeg


def test_a_picture_the_webservice_does_not_give_comes_from_the_shop_window(shop, xml):
    shop.pictures = {
        "/img/p/1/2/3/123.jpg": xml.jpeg,
        "/img/c/7.jpg": xml.jpeg,
        "images/categories/7": b"<html>no</html>",
    }
    source = shop.source()
    assert source.image("products", 20, 123) == xml.jpeg
    assert source.image("categories", 7) == xml.jpeg
    public = [request for request in shop.requests if request.url.path.startswith("/img/")]
    assert len(public) == 2
    assert all("authorization" not in request.headers and "ws_key" not in str(request.url) for request in public)


@pytest.mark.parametrize("content", [b"", b"<html>404</html>", b"\x7fELF\x02", b"<svg onload='alert(1)'/>"])
def test_what_is_no_picture_is_missing(shop, content):
    shop.pictures = {"images/manufacturers/1": content, "/img/m/1.jpg": content}
    with pytest.raises(PictureMissing, match="manufacturers 1"):
        shop.source().image("manufacturers", 1)


def test_a_huge_picture_is_not_downloaded(shop, xml):
    sent = []

    def endless():
        for _ in range(1000):
            sent.append(1)
            yield xml.jpeg * 1000

    shop.before = lambda request, _n: httpx.Response(200, content=endless()) if "images" in request.url.path else None
    with pytest.raises(PictureTooLarge):
        shop.source(max_picture_bytes=500_000).image("products", 1, 1)
    assert len(sent) < 20


def test_a_picture_behind_an_error_is_missing_and_no_more(shop):
    shop.before = lambda request, _n: httpx.Response(500) if "im" in request.url.path else None
    with pytest.raises(PictureMissing):
        shop.source().image("products", 1, 1)
