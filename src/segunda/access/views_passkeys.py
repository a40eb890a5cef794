"""Passkeys: make one for one's own account, use one as the second step."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from segunda.access import signin, signin_passkeys
from segunda.access.door import Guest, allow
from segunda.access.forms import PasskeyForm, UsePasskeyForm, fill
from segunda.access.models import User
from segunda.access.views import onward, step
from segunda.access.words import lazily
from segunda.law.text import Text

NOT_TAKEN = Text(
    "La llave no respondió como se esperaba; no se hizo nada. Pulse otra vez.",
    "The passkey did not answer as expected; nothing was done. Press again.",
)


@step("code")
def use_passkey(request: HttpRequest, account: User, now: datetime) -> HttpResponse:
    """The second step with a passkey instead of a code."""
    if not settings.PASSKEYS or not signin_passkeys.has_one(account):
        return redirect("sign_in_code")
    form = fill(UsePasskeyForm, request)
    if request.method == "POST" and form.is_valid():
        if signin_passkeys.accept(account, form.cleaned_data["credential"], now):
            signin.proved(request, "webauthn")
            return onward(request, account, now)
        signin.trace_failure("wrong_passkey", account, now)
        form.add_error(None, lazily(NOT_TAKEN.es, NOT_TAKEN.en))
    about = {"form": form, "options": signin_passkeys.request(account), "how": "get"}
    return render(request, "access/passkey.html", about)


@allow("home.read")
def add_passkey(request: Guest) -> HttpResponse:
    """Make a passkey for one's own account."""
    if not settings.PASSKEYS:
        raise Http404
    form = fill(PasskeyForm, request)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if signin_passkeys.add(request.user, typed["credential"], typed["name"]):
            signin.trace(request.user, "signin.enrol", request.at, kind="webauthn")
            return redirect("own_account")
        form.add_error(None, lazily(NOT_TAKEN.es, NOT_TAKEN.en))
    options = signin_passkeys.registration(request.user)
    about = {"form": form, "options": options, "how": "create"}
    return render(request, "access/passkey.html", about)
