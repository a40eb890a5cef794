"""The pages of whoever manages accounts: list, one account, new, propose, decide."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from segunda.access import accounts, accounts_places, signin_codes
from segunda.access.accounts_list import SORTS, found, keep_search, kept_search, page
from segunda.access.door import Guest, allow
from segunda.access.forms import AccountForm, PlaceForm, ReasonForm, SearchForm, fill
from segunda.access.models import Assignment, Proposal, User
from segunda.access.once import once, once_shown
from segunda.access.roster import ROLES
from segunda.access.words import lazily
from segunda.law.text import Refusal, Text

COLUMNS = {
    "name": Text("Nombre", "Name"),
    "username": Text("Usuario", "Username"),
    "role": Text("Función", "Role"),
    "created_at": Text("Desde", "Since"),
}
KINDS = {
    "activate": Text("Activar la cuenta", "Activate the account"),
    "password": Text("Dar una clave inicial nueva", "Give a new initial password"),
    "second_factor": Text("Quitar el segundo paso", "Take the second step away"),
    "deactivate": Text("Cerrar la cuenta", "Close the account"),
}


@allow("account.manage")
def account_list(request: Guest, listing: UUID | None = None) -> HttpResponse:
    """All accounts, or those of a kept search; what is searched does not stand in the address."""
    if request.method == "POST":
        form = SearchForm(request.POST)
        query = form.cleaned_data if form.is_valid() else {}
        kept = keep_search(query, by=request.user, at=request.at)
        return redirect("accounts", listing=kept)
    kept_query = kept_search(listing, by=request.user, at=request.at) if listing else {}
    if kept_query is None:
        return redirect("accounts")
    sort, down = _order(request.GET.get("orden", "name"))
    marks = {way: request.GET.get(way, "") for way in ("desde", "hasta")}
    mark = marks["hasta"] or marks["desde"]
    shown = page(
        found(kept_query), sort, down=down, backwards=bool(marks["hasta"]),
        mark=int(mark) if mark.isdecimal() and len(mark) < 16 else None,
    )  # fmt: skip
    about = {
        "form": SearchForm(initial=dict(kept_query)),
        "shown": shown,
        "columns": COLUMNS,
        "sort": sort,
        "down": down,
        "roles": ROLES,
        "waiting": _to_decide(request.user),
    }
    return render(request, "access/account_list.html", about)


@allow("account.manage")
def account_new(request: Guest) -> HttpResponse:
    """A new account; its initial password is shown once."""
    form = fill(AccountForm, request, places=accounts_places.choices())
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("places", ())
        values = form.cleaned_data | {"places": [accounts_places.chosen(one) for one in chosen]}

        def create() -> tuple[str, HttpResponse]:
            made, password = accounts.create(**values, by=request.user, at=request.at)
            return reverse("account", args=[made.pk]), _password_page(request, made, password)

        try:
            return once_shown(request, create)
        except Refusal as refusal:
            _refuse(form, refusal)
    return render(request, "access/account_new.html", {"form": form})


@allow("account.manage")
def account(request: Guest, pk: int) -> HttpResponse:
    """One account: role, places, second step, what waits for a decision."""
    one = get_object_or_404(User, pk=pk)
    return _account_page(request, one, None)


@allow("account.manage")
def account_ask(request: Guest, pk: int, kind: str) -> HttpResponse:
    """Activate, new password, no second step, close: with a reason."""
    if kind not in KINDS:
        raise Http404
    one = get_object_or_404(User, pk=pk)
    form = fill(ReasonForm, request)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            return once_shown(
                request, lambda: _shown(request, one, _asked(request, one, kind, reason))
            )
        except Refusal as refusal:
            _refuse(form, refusal)
    about = {"form": form, "account": one, "words": KINDS[kind], "kind": kind}
    return render(request, "access/account_ask.html", about | {"guarded": _guards(one, kind)})


@allow("account.manage")
def proposal(request: Guest, pk: int) -> HttpResponse:
    """What another administrator proposed: agree, or not."""
    one = get_object_or_404(Proposal.objects.select_related("user", "proposed_by"), pk=pk)
    about: dict[str, Any] = {"proposal": one, "words": KINDS[one.kind], "refused": None}
    if request.method == "POST" and request.POST.get("answer") in ("yes", "no"):
        accepted = request.POST["answer"] == "yes"

        def decide() -> tuple[str, HttpResponse | None]:
            password = accounts.decide(one, accepted, by=request.user, at=request.at)
            return _shown(request, one.user, password)

        try:
            return once_shown(request, decide)
        except Refusal as refusal:
            about["refused"] = refusal.text
    about["role"] = ROLES[one.user.role].name
    return render(request, "access/proposal.html", about)


@require_POST
@allow("account.manage")
def place_add(request: Guest, pk: int) -> HttpResponse:
    """The account answers for one more facility or court."""
    one = get_object_or_404(User, pk=pk)
    form = _place_form(request, one)
    if form.is_valid():
        place = accounts_places.chosen(form.cleaned_data["place"])

        def assign() -> None:
            accounts.assign(one, place, by=request.user, at=request.at)

        done = _try(request, form, one.pk, assign)
        if done is not None:
            return done
    return _account_page(request, one, form)


@require_POST
@allow("account.manage")
def place_end(request: Guest, pk: int) -> HttpResponse:
    """The account answers for it no longer."""
    one = get_object_or_404(Assignment.objects.select_related("user"), pk=pk)
    form = PlaceForm({}, places=())
    done = _try(request, form, one.user_id,
                lambda: accounts.end_assignment(one, by=request.user, at=request.at))  # fmt: skip
    return _account_page(request, one.user, form) if done is None else done


def _account_page(request: Guest, one: User, form: forms.Form | None) -> HttpResponse:
    kind = accounts.kind_for(one.role)
    about = {
        "account": one,
        "role": ROLES[one.role].name,
        "kind": kind,
        "form": form or PlaceForm(places=accounts_places.choices(kind) if kind else ()),
        "places": accounts_places.named(one.assignments.filter(end_at=None).order_by("pk")),
        "second": signin_codes.has_second_step(one),
        "open": one.proposals.filter(decided_at=None).select_related("proposed_by"),
        "oneself": one.pk == request.user.pk,
        "kinds": {k: w for k, w in KINDS.items() if _possible(one, k)},
        "words": KINDS,
        "guarded": accounts.guarded(one.role),
    }
    return render(request, "access/account.html", about)


def _possible(one: User, kind: str) -> bool:
    """Whether it makes sense to ask this of the account as it is."""
    if kind == "activate":
        return not one.is_active
    return one.is_active and (kind != "second_factor" or signin_codes.has_second_step(one))


def _guards(one: User, kind: str) -> bool:
    return accounts.guarded(one.role) and kind != "deactivate"


def _asked(request: Guest, one: User, kind: str, reason: str) -> str:
    if kind == "deactivate":
        accounts.deactivate(one, reason, by=request.user, at=request.at)
        return ""
    return accounts.ask(one, kind, reason, by=request.user, at=request.at)[1]


def _place_form(request: Guest, one: User) -> PlaceForm:
    kind = accounts.kind_for(one.role)
    return PlaceForm(request.POST, places=accounts_places.choices(kind) if kind else ())


def _try(request: Guest, form: forms.Form, pk: int, act: Callable[[], None]) -> HttpResponse | None:
    """Do it once and go to the account; None when it was refused and the form says why."""

    def done() -> str:
        act()
        return reverse("account", args=[pk])

    try:
        return once(request, done)
    except Refusal as refusal:
        form.is_valid()
        _refuse(form, refusal)
    return None


def _refuse(form: forms.Form, refusal: Refusal) -> None:
    form.add_error(None, lazily(refusal.text.es, refusal.text.en))


def _shown(request: Guest, one: User, password: str) -> tuple[str, HttpResponse | None]:
    """Where it leads; and a new password on a page, if there is one."""
    page = _password_page(request, one, password) if password else None
    return reverse("account", args=[one.pk]), page


def _password_page(request: Guest, one: User, password: str) -> HttpResponse:
    """The page that shows an initial password, or says that a second person has to agree."""
    return render(request, "access/password_once.html", {"account": one, "password": password})


def _order(asked: str) -> tuple[str, bool]:
    sort = asked.removeprefix("-")
    return (sort, asked.startswith("-")) if sort in SORTS else ("name", False)


def _to_decide(by: User) -> list[Proposal]:
    """What this administrator could decide now."""
    others = Proposal.objects.filter(decided_at=None).exclude(proposed_by=by).exclude(user=by)
    return list(others.select_related("user").order_by("proposed_at"))
