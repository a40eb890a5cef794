"""Accounts are made, guarded and ended by whoever manages them; each change leaves a trace."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from segunda.access import accounts, accounts_list, signin_codes
from segunda.access.models import Assignment, Listing, Proposal, User
from segunda.access.roster import MANAGERS
from segunda.access.scope import acting, reader_of
from segunda.access.tests.people import START, browser, entries, guess, made, with_app
from segunda.law.text import Refusal

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


@pytest.fixture(autouse=True)
def named_places(settings: Any) -> None:
    settings.ACCESS_PLACES = f"{__name__}.known_places"


def known_places() -> list[tuple[str, int, str]]:
    return [("facility", 1, "Centro Norte (ficticio)"), ("court", 2, "Juzgado 1 (ficticio)")]


def boss(name: str = "jefa") -> User:
    return made(name, role="system_administrator")


def inside(account: User) -> Client:
    client = browser()
    client.force_login(account)
    return client


def only(*bosses: User) -> None:
    """No other administrators than these (the village has one)."""
    User.objects.filter(role__in=MANAGERS).exclude(pk__in=[b.pk for b in bosses]).update(
        is_active=False
    )


NEW = {"username": "Marta", "name": "Marta Ficticia", "role": "records_clerk",
       "places": ["facility:1"]}  # fmt: skip


def test_a_new_account_signs_in_with_the_password_shown_once() -> None:
    page = inside(boss()).post("/cuentas/nueva/", NEW).content.decode()
    shown = re.search(r'class="secret">([a-z0-9-]{23})<', page)
    assert shown
    account = User.objects.get(username="marta")
    assert reader_of(account).facilities == (1,)
    assert guess(browser(), "marta", shown[1])["Location"] == "/entrar/clave/"
    after = entries("account.create")[0]["detail"]["after"]
    assert after == {"role": "records_clerk", "active": True, "second": [],
                     "places": ["facility 1"]}  # fmt: skip


def test_the_same_form_twice_makes_one_account_and_shows_no_password_again() -> None:
    client, key = inside(boss()), {"_key": str(uuid4())}
    first = client.post("/cuentas/nueva/", NEW | key)
    account = User.objects.get(username="marta")
    second = client.post("/cuentas/nueva/", NEW | key)
    assert 'class="secret"' in first.content.decode()
    assert (second.status_code, second["Location"]) == (302, f"/cuentas/{account.pk}/")
    page = client.get(second["Location"]).content.decode()
    assert "Ya se había enviado" in page
    assert 'class="secret"' not in page
    assert len(entries("account.create")) == 1
    changed = client.post("/cuentas/nueva/", NEW | key | {"username": "otra"})
    assert changed.status_code == 409
    assert not User.objects.filter(username="otra").exists()


def test_a_password_is_given_anew_once_for_each_form() -> None:
    account, client, key = made(), inside(boss()), {"_key": str(uuid4())}
    address = f"/cuentas/{account.pk}/pedir/password/"
    client.post(address, key | {"reason": "la olvidó"})
    account.refresh_from_db()
    given = account.password
    assert client.post(address, key | {"reason": "la olvidó"}).status_code == 302
    account.refresh_from_db()
    assert account.password == given  # the password that was handed over still holds


def test_without_its_key_a_form_does_nothing() -> None:
    client = Client()
    client.force_login(boss())
    assert client.post("/cuentas/nueva/", NEW).status_code == 400
    assert not User.objects.filter(username="marta").exists()


def test_no_name_of_an_account_is_in_the_trace() -> None:
    inside(boss()).post("/cuentas/nueva/", NEW)
    assert "arta" not in str(entries("account.create", "account.activate"))


def test_a_username_is_given_once() -> None:
    client = inside(boss())
    client.post("/cuentas/nueva/", NEW)
    page = client.post("/cuentas/nueva/", NEW).content.decode()
    assert "Ese usuario ya existe" in page
    assert 'value="Marta Ficticia"' in page
    assert User.objects.filter(username="marta").count() == 1


def test_a_place_of_another_kind_is_refused_and_nothing_is_made() -> None:
    page = inside(boss()).post("/cuentas/nueva/", NEW | {"places": ["court:2"]}).content.decode()
    assert "no responde por ese lugar" in page
    assert not User.objects.filter(username="marta").exists()


def test_a_role_that_meets_sealed_facts_needs_a_second_administrator() -> None:
    first, second = boss(), boss("segunda.jefa")
    page = inside(first).post("/cuentas/nueva/", NEW | {"role": "health_staff"}).content.decode()
    assert "Falta que otra persona lo confirme" in page
    account = User.objects.get(username="marta")
    assert not account.is_active
    waiting = Proposal.objects.get(user=account)
    address = f"/cuentas/propuestas/{waiting.pk}/"
    mine = inside(first).post(address, {"answer": "yes"}).content.decode()
    assert "Quien lo propuso no puede confirmarlo" in mine
    assert not User.objects.get(pk=account.pk).is_active
    theirs = inside(second).post(address, {"answer": "yes"}).content.decode()
    shown = re.search(r'class="secret">([a-z0-9-]{23})<', theirs)
    assert shown
    assert guess(browser(), "marta", shown[1])["Location"] == "/entrar/clave/"


def test_a_lone_administrator_is_told_what_to_do() -> None:
    alone = boss()
    only(alone)
    page = inside(alone).post("/cuentas/nueva/", NEW | {"role": "public_defender"})
    assert "segunda account create" in page.content.decode()
    assert not User.objects.filter(username="marta").exists()


def test_refusing_a_proposal_changes_nothing() -> None:
    first, second = boss(), boss("segunda.jefa")
    account, _ = accounts.create(
        username="m", name="M (ficticio)", role="health_staff", places=(), by=first, at=START
    )
    inside(second).post(f"/cuentas/propuestas/{account.proposals.get().pk}/", {"answer": "no"})
    assert not User.objects.get(pk=account.pk).is_active
    assert account.proposals.get().accepted is False


@pytest.mark.parametrize("kind", ["password", "second_factor"])
def test_a_guarded_account_is_not_taken_over_by_one_administrator(kind: str) -> None:
    account = with_app(made("salud", role="health_staff"))
    first, second = boss(), boss("segunda.jefa")
    before = account.password
    done, password = accounts.ask(account, kind, "perdió el teléfono", by=first, at=START)
    account.refresh_from_db()
    assert (done, password, account.password) == (False, "", before)
    assert signin_codes.has_second_step(account)
    with pytest.raises(Refusal, match="Quien lo propuso"):
        accounts.decide(account.proposals.get(), True, by=first, at=START)
    accounts.decide(account.proposals.get(), True, by=second, at=START)
    account.refresh_from_db()
    changed = account.password != before
    assert (changed, signin_codes.has_second_step(account)) == (
        (True, True) if kind == "password" else (False, False)
    )


def test_the_database_itself_refuses_one_person_in_both_places() -> None:
    account, first = made("salud", role="health_staff"), boss()
    boss("segunda.jefa")
    accounts.ask(account, "password", "x", by=first, at=START)
    for person in (first, account):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(user=account).update(
                decided_by=person, decided_at=START, accepted=True
            )


def test_the_same_proposal_stands_once() -> None:
    account, first = made("salud", role="health_staff"), boss()
    boss("segunda.jefa")
    accounts.ask(account, "password", "x", by=first, at=START)
    with pytest.raises(Refusal, match="Ya está propuesto"):
        accounts.ask(account, "password", "x", by=first, at=START)


def test_taking_the_second_step_away_needs_a_reason_and_ends_sessions() -> None:
    account, first = with_app(made()), boss()
    theirs, mine = inside(account), inside(first)
    address = f"/cuentas/{account.pk}/pedir/second_factor/"
    assert "Falta este dato" in mine.post(address, {"reason": ""}).content.decode()
    assert signin_codes.has_second_step(account)
    assert mine.post(address, {"reason": "perdió el teléfono"}).status_code == 302
    assert not signin_codes.has_second_step(account)
    assert theirs.get("/cuenta/").status_code == 302
    said = entries("account.second_factor")[0]["detail"]
    assert (said["before"]["second"], said["after"]["second"]) == (["recovery_codes", "totp"], [])
    assert said["reason"] == "perdió el teléfono"


def test_a_closed_account_opens_no_more() -> None:
    account, first = made(), boss()
    theirs = inside(account)
    inside(first).post(f"/cuentas/{account.pk}/pedir/deactivate/", {"reason": "se fue"})
    assert theirs.get("/cuenta/").status_code == 302
    said = entries("account.deactivate")[0]["detail"]
    assert (said["before"]["active"], said["after"]["active"]) == (True, False)


@pytest.mark.parametrize("kind", ["password", "second_factor", "activate", "deactivate"])
def test_nobody_changes_their_own_account(kind: str) -> None:
    first = boss()
    boss("segunda.jefa")
    page = inside(first).post(f"/cuentas/{first.pk}/pedir/{kind}/", {"reason": "porque sí"})
    assert "Nadie cambia su propia cuenta" in page.content.decode()
    assert User.objects.get(pk=first.pk).password == first.password


def test_no_page_changes_a_role() -> None:
    account = made()
    inside(boss()).post(f"/cuentas/{account.pk}/", {"role": "health_staff"})
    assert User.objects.get(pk=account.pk).role == "records_clerk"


def test_places_begin_and_end_and_hold_from_the_next_request() -> None:
    account, client = made(), inside(boss())
    client.post(f"/cuentas/{account.pk}/lugares/", {"place": "facility:1"})
    client.post(f"/cuentas/{account.pk}/lugares/", {"place": "facility:1"})
    assert Assignment.objects.filter(user=account).count() == 1
    assert reader_of(account).facilities == (1,)
    page = client.get(f"/cuentas/{account.pk}/").content.decode()
    assert "Centro Norte (ficticio)" in page
    assignment = Assignment.objects.get(user=account)
    client.post(f"/cuentas/lugares/{assignment.pk}/terminar/")
    assert reader_of(account).facilities == ()
    said = entries("account.assign", "account.unassign")
    assert [row["detail"]["after"]["places"] for row in said] == [["facility 1"], []]


def test_what_is_searched_does_not_stand_in_the_address() -> None:
    made("marta.quiros", name="Marta Quirós (ficticia)")
    client = inside(boss())
    answer = client.post("/cuentas/", {"words": "quirós marta", "role": "", "state": ""})
    assert re.fullmatch(r"/cuentas/lista/[0-9a-f-]{36}/", answer["Location"])
    page = client.get(answer["Location"]).content.decode()
    assert "marta.quiros" in page
    assert "estadistica" not in page


def test_a_kept_search_is_its_owners_for_eight_hours() -> None:
    first = boss()
    with acting(reader_of(first)):
        listing = accounts_list.keep_search({"words": "x"}, by=first, at=timezone.now())
    assert inside(boss("otra")).get(f"/cuentas/lista/{listing}/")["Location"] == "/cuentas/"
    with acting(reader_of(first)):
        long_ago = timezone.now() - timedelta(seconds=1)
        assert Listing.objects.filter(pk=listing).update(until=long_ago) == 1
    assert inside(first).get(f"/cuentas/lista/{listing}/")["Location"] == "/cuentas/"


def test_filters_by_role_and_state() -> None:
    boss()
    closed = made("cerrada", is_active=False)
    found = accounts_list.found({"role": "records_clerk", "state": "ended"})
    assert [account.pk for account in found] == [closed.pk]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("sort", accounts_list.SORTS)
def test_pages_meet_without_gap_or_overlap(
    sort: str, down: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts_list, "PAGE", 3)
    for number in range(4):
        made(f"igual{number}", None, name="Igual (ficticia)")
    rows = User.objects.all()
    seen, mark = [], None
    while True:
        shown = accounts_list.page(rows, sort, down=down, mark=mark)
        seen.append([account.pk for account in shown.accounts])
        if shown.later is None:
            break
        mark = shown.later
    flat = [pk for some in seen for pk in some]
    assert len(flat) == len(set(flat)) == rows.count()
    back = accounts_list.page(rows, sort, down=down, mark=seen[-1][0], backwards=True)
    assert [account.pk for account in back.accounts] == seen[-2]


def test_accents_and_capitals_do_not_change_the_order() -> None:
    names = ["alba", "Álvaro", "Amalia", "nadia", "Ñandú", "Omar", "Óscar", "Úrsula", "Zoe"]
    for number, name in enumerate(reversed(names)):
        made(f"orden{number}", None, name=name)
    rows = User.objects.filter(username__startswith="orden")
    up, down = (accounts_list.page(rows, "name", down=way, mark=None) for way in (False, True))
    assert [account.name for account in up.accounts] == names
    assert [account.name for account in down.accounts] == names[::-1]
    after = accounts_list.page(rows, "name", down=False, mark=up.accounts[1].pk)
    assert [account.name for account in after.accounts] == names[2:]


def test_the_list_pages_by_account_not_by_name() -> None:
    for number in range(60):
        made(f"cuenta{number:02}", None, name=f"Nombre {number:02} (ficticio)")
    client = inside(boss())
    page = client.get("/cuentas/?orden=name").content.decode()
    later = re.search(r'rel="next" href="([^"]+)"', page)
    assert later
    assert re.fullmatch(r"/cuentas/\?orden=name&(amp;)?desde=\d+", later[1])
    second = client.get(later[1].replace("&amp;", "&")).content.decode()
    assert 'rel="prev"' in second


def test_an_administrator_of_accounts_reaches_no_person() -> None:
    reader = reader_of(boss())
    assert (reader.scope, reader.facilities, reader.classes) == ("none", (), ("ordinary",))


def test_the_pages_speak_english_completely() -> None:
    account, client = with_app(made()), inside(boss())
    client.cookies["segunda_lang"] = "en"
    for path in ("/cuentas/", "/cuentas/nueva/", f"/cuentas/{account.pk}/", "/cuenta/",
                 f"/cuentas/{account.pk}/pedir/password/", "/cuenta/clave/"):  # fmt: skip
        page = client.get(path).content.decode()
        assert '<html lang="en">' in page
        for word in ("Cuenta", "Clave", "Función", "Usuario", "Guardar", "Motivo"):
            assert word not in page, (path, word)


def test_an_account_that_reaches_every_file_takes_two_administrators() -> None:
    account, password = accounts.create(
        username="n", name="N (ficticio)", role="national_records", places=(), by=boss(),
        at=timezone.now(),
    )  # fmt: skip
    assert not account.is_active
    assert password == ""
    assert [row["action"] for row in entries("account.create")] == ["account.create"]
