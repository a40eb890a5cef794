"""What a person sees and changes of their own account: password, recovery codes, sessions."""

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from segunda.access import delay, signin, signin_codes, signin_session
from segunda.access.accounts_places import words_of
from segunda.access.door import Guest, allow
from segunda.access.forms import ChangePasswordForm, CodeForm, fill
from segunda.access.once import once
from segunda.access.roster import ROLES
from segunda.access.views import WRONG_CODE, wait_words
from segunda.access.words import lazily
from segunda.law.text import Refusal, Text

NOT_YOURS = Text(
    "Esa no es su clave actual: escríbala otra vez.",
    "That is not your present password: type it again.",
)


@allow("home.read")
def own_account(request: Guest) -> HttpResponse:
    """Who I am here, for which places I answer, and how I sign in."""
    account = request.user
    about = {
        "account": account,
        "role": ROLES[account.role].name,
        "places": words_of(account),
        "second": signin_codes.has_second_step(account),
        "left": signin_codes.recovery_codes_left(account),
        "browsers": account.devices.count(),
        "passkeys": settings.PASSKEYS,
    }
    return render(request, "access/own_account.html", about)


@allow("home.read")
def change_password(request: Guest) -> HttpResponse:
    """A new password; every other session of the account ends."""
    form = fill(ChangePasswordForm, request, account=request.user)
    if request.method == "POST" and form.is_valid():
        wait = delay.admit(key := delay.key_of("own", str(request.user.pk)), request.at)
        if not wait and request.user.check_password(form.cleaned_data["password"]):
            delay.forgive(key, request.at, wholly=True)
            signin.set_password(request.user, form.cleaned_data["new_password"])
            update_session_auth_hash(request, request.user)
            signin.trace(request.user, "signin.password", request.at)
            return redirect("own_account")
        said = wait_words(wait) if wait else NOT_YOURS
        form.add_error("password", lazily(said.es, said.en))
    return render(request, "access/new_password.html", {"form": form, "own": True})


@allow("home.read")
def new_codes(request: Guest) -> HttpResponse:
    """New recovery codes, against a code of the app; the ones before are void."""
    form = fill(CodeForm, request)
    if request.method == "POST" and form.is_valid():
        answer, unreadable = _judged(request, form.cleaned_data["code"])
        if answer.how:
            codes = signin_codes.new_recovery_codes(request.user)
            signin.trace(request.user, "signin.recovery_codes", request.at)
            about = {"codes": codes, "then": "/"}
            return render(request, "access/codes.html", about)
        said = wait_words(answer.wait) if answer.wait else unreadable or WRONG_CODE
        form.add_error("code", lazily(said.es, said.en))
    return render(request, "access/code.html", {"form": form, "own": True})


def _judged(request: Guest, code: str) -> tuple[signin.Answer, Text | None]:
    """The answer to a code; beside it why it cannot be judged on this server, if so."""
    try:
        return signin.try_code(request, request.user, code, request.at), None
    except Refusal as refusal:
        return signin.Answer(), refusal.text


@require_POST
@allow("home.read")
def end_others(request: Guest) -> HttpResponse:
    """End every other session of mine and forget the other browsers; this one goes on."""

    def end() -> str:
        request.user.sessions_from = request.at
        request.user.save()
        request.user.devices.all().delete()
        signin_session.begin(request, request.at)
        signin.trace(request.user, "signin.end_others", request.at)
        return reverse("own_account")

    return once(request, end)
