"""The pages on the way in and out: password, code, a password of one's own, the app."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from segunda.access import devices, signin, signin_codes, signin_passkeys, signin_session
from segunda.access.door import Guest, allow, public
from segunda.access.forms import CodeForm, NewPasswordForm, SignInForm, fill
from segunda.access.models import User
from segunda.access.words import lazily, say
from segunda.law.text import Refusal, Text

SECRET = "signin_secret"  # noqa: S105 (where the session keeps a secret not yet proved)
STEPS = {"code": "sign_in_code", "password": "sign_in_password", "enrol": "sign_in_enrol"}
WRONG = Text(
    "El usuario y la clave no van juntos: revíselos y escriba la clave otra vez.",
    "Username and password do not go together: check them and type the password again.",
)
WRONG_CODE = Text(
    "Ese código no vale: espere a que su teléfono muestre el siguiente y escríbalo.",
    "That code is not valid: wait until your phone shows the next one and type it.",
)
EXPIRED = Text(
    "Esa clave inicial ya venció: pida otra a quien administra las cuentas.",
    "That initial password has expired: ask whoever manages the accounts for another.",
)
OUT = Text("Usted salió.", "You have signed out.")


def wait_words(seconds: int) -> Text:
    """The sentence for a guess that came too early."""
    return Text(
        f"Hubo varios intentos fallidos: pruebe otra vez en {seconds} s. La cuenta no está "
        "bloqueada.",
        f"There were several failed attempts: try again in {seconds} s. The account is not locked.",
    )


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Username and password."""
    then = _safe(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(then)
    form = fill(SignInForm, request)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "sign_in", form=form)
    now = timezone.now()
    typed = form.cleaned_data
    answer = signin.try_password(request, typed["username"], typed["password"], now)
    if answer.account is None:
        return _refused(request, "sign_in", form, answer, EXPIRED if answer.expired else WRONG)
    signin.begin(request, answer.account, now, then)
    return onward(request, answer.account, now)


Step = Callable[[HttpRequest, User, datetime], HttpResponse]


def step(name: str) -> Callable[[Step], Callable[..., Any]]:
    """A page for somebody whose password was right, when it is this step's turn."""

    def wrap(page: Step) -> Callable[..., Any]:
        @wraps(page)
        def guarded(request: HttpRequest) -> HttpResponse:
            now = timezone.now()
            account = signin.on_the_way(request, now)
            if account is None:
                return redirect("sign_in")
            if signin.next_step(request, account) != name:
                return onward(request, account, now)
            return page(request, account, now)

        return public(guarded)

    return wrap


@step("code")
def code(request: HttpRequest, account: User, now: datetime) -> HttpResponse:
    """The second step: a code of the app, or one of the printed ones."""
    form = fill(CodeForm, request)
    passkey = settings.PASSKEYS and signin_passkeys.has_one(account)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "code", form=form, passkey=passkey)
    try:
        answer = signin.try_code(request, account, form.cleaned_data["code"], now)
    except Refusal as refusal:  # kept with a key this server does not have
        return _refused(request, "code", form, signin.Answer(), refusal.text)
    if not answer.how:
        return _refused(request, "code", form, answer, WRONG_CODE)
    signin.proved(request, answer.how)
    return onward(request, account, now)


@step("password")
def new_password(request: HttpRequest, account: User, now: datetime) -> HttpResponse:
    """A password of one's own in place of the initial one."""
    form = fill(NewPasswordForm, request, account=account)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "new_password", form=form)
    with transaction.atomic():
        signin.set_password(account, form.cleaned_data["new_password"])
        signin.trace(account, "signin.password", now)
    return onward(request, account, now)


@step("enrol")
def enrol(request: HttpRequest, account: User, now: datetime) -> HttpResponse:
    """Show the secret to the person's app; a code of it proves that it was taken."""
    form = fill(CodeForm, request)
    kept = request.session.get(SECRET) or signin_codes.lock_up(signin_codes.new_secret())
    request.session[SECRET], secret = kept, signin_codes.unlock(kept)
    if request.method == "POST" and form.is_valid():
        if signin_codes.matching_step(secret, form.cleaned_data["code"], now) is not None:
            return _enrolled(request, account, secret, now)
        form.add_error("code", lazily(WRONG_CODE.es, WRONG_CODE.en))
    about = {
        "picture": signin_codes.picture(account, secret),
        "secret": signin_codes.in_groups(secret),
    }
    return _page(request, "enrol", form=form, **about)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out; this browser stays known."""
    if isinstance(request.user, User):
        signin_session.end(request, request.user, timezone.now(), "asked")
    messages.info(request, say(OUT))
    return redirect("sign_in")


@allow("home.read")
def session(request: Guest) -> HttpResponse:  # noqa: ARG001 (Django)
    """Nothing to show: asking for it is the use that keeps the session."""
    return HttpResponse(status=204)


def _enrolled(request: HttpRequest, account: User, secret: str, now: datetime) -> HttpResponse:
    with transaction.atomic():
        codes = signin_codes.enrol(account, secret, now)
        signin.trace(account, "signin.enrol", now, kind=signin_codes.TOTP)
    del request.session[SECRET]
    signin.proved(request, signin_codes.TOTP)
    then = signin.finish(request, account, now)
    response = _page(request, "codes", codes=codes, then=then)
    devices.remember(request, response, account, now)
    return response


def onward(request: HttpRequest, account: User, now: datetime) -> HttpResponse:
    """To the step that is due; in, when none is."""
    due = signin.next_step(request, account)
    if due:
        return redirect(STEPS[due])
    response = HttpResponseRedirect(signin.finish(request, account, now))
    devices.remember(request, response, account, now)
    return response


def _refused(
    request: HttpRequest, page: str, form: forms.Form, answer: signin.Answer, wrong: Text
) -> HttpResponse:
    """The same page with its sentence; what was typed stays, the password does not."""
    said = wait_words(answer.wait) if answer.wait else wrong
    form.add_error(None, lazily(said.es, said.en))
    response = _page(request, page, form=form)
    if answer.wait:
        response.status_code = 429
        response["Retry-After"] = str(answer.wait)
    return response


def _page(request: HttpRequest, name: str, **about: Any) -> HttpResponse:
    shown = import_string(settings.SHOWN_ACCOUNTS)() if settings.DEMONSTRATION else []
    about |= {"optional": settings.DEMONSTRATION, "shown": shown}
    return render(request, f"access/{name}.html", about)


def _safe(request: HttpRequest, then: str) -> str:
    """Where to go afterwards: a page of ours, else the first one."""
    ours = url_has_allowed_host_and_scheme(
        then, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return then if ours and then != reverse("sign_in") else "/"
