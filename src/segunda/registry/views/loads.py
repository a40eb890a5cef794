"""Files of other systems: brought, checked, started, confirmed; their account and their rows."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from segunda.access import audit
from segunda.access.door import Guest, allow
from segunda.access.table import permission
from segunda.law.text import Refusal, Text
from segunda.registry import loading
from segunda.registry.intake import mapping as mappings
from segunda.registry.intake.faults import KINDS, sentence
from segunda.registry.loading import account_of, account_text
from segunda.registry.loading.applying import stopped_text
from segunda.registry.loading.painted import failed, painted, waits
from segunda.registry.loading.progress import STAGES
from segunda.registry.loading.settling import PROBLEMS, once_more
from segunda.registry.loading.tasks import ask_apply, ask_check, ask_paint
from segunda.registry.models import Load, LoadLine, StoredFile
from segunda.web.dates import date_words
from segunda.web.forms import DayField, fill, refuse
from segunda.web.language import both, current, say
from segunda.web.lists import Cell, Heading
from segunda.web.numbers import number
from segunda.web.once import once

OURS = "propose"
STATE = {  # state of a load → state of a cell, words
    "received": ("due", Text("recibido", "received")),
    "checking": ("due", Text("en revisión", "being checked")),
    "checked": ("papers", Text("revisado, espera", "checked, waits")),
    "stopped": (
        "over",
        Text("detenido: espera a otra persona", "stopped: waits for another person"),
    ),
    "queued": ("due", Text("en cola", "queued")),
    "running": ("due", Text("cargando", "loading")),
    "done": ("met", Text("cargado", "loaded")),
    "same": ("neutral", Text("ya estaba cargado", "was loaded already")),
    "failed": ("not_met", Text("no se pudo", "could not be done")),
    "discarded": ("neutral", Text("descartado", "discarded")),
}
COLUMNS = (
    (Text("Fuente", "Source"), False), (Text("Del día", "Of the day"), False),
    (Text("Estado", "State"), False),
    (Text("Filas", "Rows"), True), (Text("Personas después", "People after"), True),
)  # fmt: skip
SHOWN = 200
READABLE = ("person", "facts", "movement")
"""What a row of a file is in the mappings that can be loaded."""


class FileForm(forms.Form):
    """The file, where it comes from, how it is read, of which day, everybody or some."""

    file = forms.FileField(label=both("Archivo", "File"), allow_empty_file=True)
    source = forms.CharField(
        label=both("Fuente", "Source"), max_length=60,
        help_text=both("El sistema del que viene; escríbalo siempre igual.",
                       "The system it comes from; always write it the same."),
    )  # fmt: skip
    mapping = forms.ChoiceField(label=both("Cómo se lee", "How it is read"))
    file_date = DayField(label=both("Día del que habla", "The day it speaks of"))
    whole = forms.ChoiceField(
        label=both("¿A quién trae?", "Whom does it list?"),
        widget=forms.RadioSelect,
        choices=[
            ("whole", Text("A todas las personas de su fuente: quien falte constará como «no está "
                           "en el archivo»", "Everybody of its source: whoever is missing will "
                           "stand as “not in the file”")),
            ("part", Text("Solo a algunas: de las demás no dice nada",
                          "Only some: it says nothing of the others")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        known = [(name, mappings.load(name).about) for name in mappings.names()]
        people = [(n, about) for n, about in known if mappings.load(n).row in READABLE]
        new = (OURS, Text("Es un archivo nuevo: proponer cómo se lee",
                          "It is a new file: propose how it is read"))  # fmt: skip
        self.fields["mapping"].choices = [new, *people]  # type: ignore[attr-defined]


@allow("load.read")
def loads(request: Guest) -> HttpResponse:
    """The files brought so far, the latest first."""
    rows = [_line(load) for load in Load.objects.order_by("-pk")[:SHOWN]]
    return render(request, "registry/loads.html", {
        "headings": [Heading(words, number=n) for words, n in COLUMNS], "rows": rows,
        "may_start": permission(request.user.role, "load.start") is not None,
        "waiting": Load.objects.filter(state__in=("checked", "stopped")).count(),
    })  # fmt: skip


def _line(load: Load) -> list[Any]:
    state, words = STATE[load.state]
    after = load.account.get("after")
    return [
        Cell(load.source, reverse("load", args=[load.pk]), small=f"n.º {load.pk}"),
        date_words(load.file_date, current()), Cell(words, state=state),
        "" if load.rows is None else number(load.rows), "" if after is None else number(after),
    ]  # fmt: skip


@allow("load.start")
def new(request: Guest) -> HttpResponse:
    """Bring a file; it is checked by the worker, and nothing changes until it is started."""
    form = fill(FileForm, request)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _received(request, form.cleaned_data))
        except Refusal as refusal:
            refuse(form, refusal)
    return render(request, "registry/load_new.html", {"form": form})


def _received(request: Guest, said: dict[str, Any]) -> str:
    propose = said["mapping"] == OURS
    name = said["file"].name
    load = loading.receive(
        request.reader, said["file"].read(), name=name, source=said["source"].strip(),
        mapping=name[:60] if propose else said["mapping"], file_date=said["file_date"],
        whole=said["whole"] == "whole", by=request.user, at=request.at,
        mapping_text="columns: []\n" if propose else "",
    )  # fmt: skip
    if load.state == "received" and propose:
        return reverse("load_pairing", args=[load.pk])
    if load.state == "received":
        ask_check(load)
    return reverse("load", args=[load.pk])


def found(load_id: int) -> Load:
    """The load, or 404. Its file itself opens only for whoever brought it, and for health staff."""
    load = Load.objects.filter(pk=load_id).first()
    if load is None:
        raise Http404
    return load


@allow("load.read")
def load(request: Guest, load_id: int) -> HttpResponse:
    """One load: how far it is, its account, and what can be done now."""
    return render(request, "registry/load.html", _about(request, found(load_id)))


def _about(request: Guest, one: Load) -> dict[str, Any]:
    """What the page of a load shows: how far it is, its account, and what can be done now."""
    state, words = STATE[one.state]
    running = one.state in ("received", "checking", "queued", "running")
    pairing = one.state == "received" and bool(one.mapping_text) and not one.progress
    return {
        "load": one, "file": StoredFile.objects.filter(pk=one.file_id).first(),
        "state_words": words, "state_name": state,
        "running": running and not pairing, "pairing": pairing,
        "stage": STAGES.get(one.stage, Text("En espera del trabajador", "Waiting for the worker")),
        "stopped": stopped_text(one) if one.state == "stopped" else None,
        "message": Text(one.message_es, one.message_en) if one.state == "failed" else None,
        "lines": _refused(one),
        **_counted(one), **_may(request, one),
    }  # fmt: skip


def _refused(one: Load) -> list[Text]:
    """The first refused rows, each with what is wrong; for whoever may see the lines."""
    lines = LoadLine.objects.filter(load=one, outcome="refused").order_by("row")[:20]
    return [
        sentence(fault["flag"], fault["value"], fault["detail"], line.line)
        for line in lines
        for fault in line.faults
        if KINDS[fault["flag"]].rejects
    ]


def _counted(one: Load) -> dict[str, Any]:
    """The account in sentences, and what it left behind."""
    if not one.account:
        return {"account": None, "told": (), "problems": (), "left": 0, "sheet": ""}
    account = account_of(one.account)
    return {
        "account": account, "told": account_text(account, done=one.state == "done"),
        "problems": [(PROBLEMS[p], n) for p, n in account.problems.items()],
        "left": account.refused + account.settle,
        "sheet": _sheet_state(one) if account.refused or account.flagged else "",
    }  # fmt: skip


def _sheet_state(one: Load) -> str:
    """Whether the painted sheet is ready, waits, failed, or may be asked for; "" for nobody's."""
    if not _sees_file(one):
        return ""
    if painted(one, current()) is not None:
        return "ready"
    if waits(one, current()):
        return "waits"
    return "failed" if failed(one, current()) else "ask"


def _may(request: Guest, one: Load) -> dict[str, bool]:
    """What this reader may do with the load as it stands."""
    role = request.user.role
    starts = permission(role, "load.start") is not None
    confirms = permission(role, "load.confirm") is not None
    left = one.account.get("refused", 0) + one.account.get("settle", 0)
    return {
        "may_start": starts and one.state == "checked",
        "may_confirm": confirms and one.state == "stopped" and one.asked_by_id != request.user.pk,
        "may_repeat": starts and one.state == "done" and left > 0,
    }


@allow("load.start")
def start(request: Guest, load_id: int) -> HttpResponse:
    """All rows or none, or the good rows now."""
    one = found(load_id)
    if request.method != "POST":
        raise Http404
    good = request.POST.get("how") == "good"

    def act() -> str:
        loading.start(request.reader, one, good_rows_now=good, by=request.user, at=request.at)
        ask_apply(one)
        return reverse("load", args=[one.pk])

    return _done(request, one, act)


@allow("load.confirm")
def confirm(request: Guest, load_id: int) -> HttpResponse:
    """A second person lets a stopped load go on."""
    one = found(load_id)
    if request.method != "POST":
        raise Http404

    def act() -> str:
        loading.confirm(request.reader, one, by=request.user, at=request.at)
        messages.success(request, say(Text("Carga confirmada; ya se puede empezar.",
                                           "Load confirmed; it can be started.")))  # fmt: skip
        return reverse("load", args=[one.pk])

    return _done(request, one, act)


@allow("load.start")
def again(request: Guest, load_id: int) -> HttpResponse:
    """The source's last file once more, so that what was settled comes in."""
    one = found(load_id)
    if request.method != "POST":
        raise Http404

    def act() -> str:
        opened = once_more(request.reader, one, by=request.user, at=request.at)
        ask_check(opened)
        return reverse("load", args=[opened.pk])

    return _done(request, one, act)


def _done(request: Guest, one: Load, act: Any) -> HttpResponse:
    try:
        return once(request, act)
    except Refusal as refusal:
        about = _about(request, found(one.pk)) | {"refused": refusal.text}
        return render(request, "registry/load.html", about, status=409)


@allow("load.read")
def paint(request: Guest, load_id: int) -> HttpResponse:
    """Ask the worker for the clerk's own sheet with its faults painted."""
    one = found(load_id)
    if request.method != "POST" or not _sees_file(one):
        raise Http404

    def act() -> str:
        ask_paint(one, current())
        return reverse("load", args=[one.pk])

    return once(request, act)


@allow("load.read")
def sheet(request: Guest, load_id: int) -> HttpResponse:
    """The painted sheet, for whoever may see the lines of the file; not ready, back to the load."""
    one = found(load_id)
    if not _sees_file(one):
        raise Http404
    made = painted(one, current())
    if made is None:
        return redirect("load", load_id=one.pk)
    audit.record(request.reader, "load.export", at=request.at, purpose=request.purpose,
                 object_kind="load", object_id=one.pk, count=one.rows, fact_class="sealed",
                 fingerprint=made.sha256)  # fmt: skip
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    headers = {"Content-Disposition": f'attachment; filename="carga-{one.pk}.xlsx"'}
    return HttpResponse(bytes(made.content), content_type=kind, headers=headers)


def _sees_file(one: Load) -> bool:
    """The walls show a file to whoever brought it, and to health staff."""
    return StoredFile.objects.filter(pk=one.file_id).exists()
