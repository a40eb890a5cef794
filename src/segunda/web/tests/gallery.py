"""Every part of a page once, with invented text; what an author of pages copies from."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from segunda.law.text import Refusal, Text
from segunda.web.context import Link
from segunda.web.forms import DayField, PartialDateField, fill, refuse
from segunda.web.language import both
from segunda.web.lists import Cell, Column, Pager, Task, headings, order_of
from segunda.web.once import once
from segunda.web.stale import differs, stale_page
from segunda.web.timeline import Span, timeline

TODAY = date(2024, 6, 30)
PLACES = [("", "—"), ("norte", Text("Casa del Norte", "North house")), ("sur", "Casa del Sur")]
ANSWERS = [
    ("yes", Text("Sí", "Yes")),
    ("no", Text("No", "No")),
    ("not_asked", Text("No se preguntó", "Not asked")),
]
SAVED = {
    "name": "Rosa Inventada", "born": (date(1990, 5, 1), date(1990, 5, 31)), "place": "sur",
    "minutes": 35,
}  # fmt: skip
COLUMNS = (
    Column(Text("Nombre", "Name"), "nombre"),
    Column(Text("Dónde", "Where")),
    Column(Text("Desde", "Since"), "desde_cuando"),
    Column(Text("Estado", "State")),
    Column(Text("Días", "Days"), "dias", number=True),
)


class SheetForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=both("Nombre completo", "Full name"), max_length=60)
    born = PartialDateField(label=both("Fecha de nacimiento", "Date of birth"), boxes=True)
    entered = DayField(label=both("Día de entrada", "Day of entry"), required=False)
    place = forms.ChoiceField(label=both("Casa", "House"), choices=PLACES)
    asked = forms.ChoiceField(
        label=both("¿Habla español?", "Does she speak Spanish?"),
        help_text=both("«No se preguntó» es una respuesta.", '"Not asked" is an answer.'),
        choices=ANSWERS,
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=both("Necesita", "Needs"),
        choices=[("a", Text("intérprete", "interpreter")), ("b", Text("silla", "wheelchair"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    number = forms.IntegerField(label=both("Hijos menores", "Children"), required=False)
    remark = forms.CharField(
        label=both("Observación", "Remark"), widget=forms.Textarea, required=False
    )
    minutes = forms.IntegerField(label=both("Minutos", "Minutes"), required=False)
    paper = forms.FileField(label=both("Papel", "Paper"), required=False)
    sure = forms.BooleanField(label=both("Lo he comprobado", "I have checked it"))
    password = forms.CharField(
        label=both("Contraseña", "Password"), widget=forms.PasswordInput, required=False
    )


def parts(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery/parts.html", about(request))


def about(request: HttpRequest) -> dict[str, Any]:
    return {
        "today": TODAY,
        "since": date(2021, 7, 20),
        "born": (date(1990, 5, 1), date(1990, 5, 31)),
        "line": timeline(LANES, today=TODAY),
        "tasks": TASKS,
        "rows": [
            (Text("Nombre", "Name"), "Rosa Inventada Del Campo"),
            (Text("Dónde", "Where"), Text("Casa del Norte, módulo 2", "North house, unit 2")),
            (
                Text("Documento", "Paper"),
                Cell(Text("falta", "missing"), state="unknown"),
                Link(Text("Añadir", "Add"), "/hoja/"),
            ),
        ],
        "headings": headings(request, COLUMNS, "nombre"),
        "people": rows(4),
        "pages": Pager("?hasta=1", "?desde=2", Text("51 a 100 de 24,110", "51 to 100 of 24,110")),
    }


def nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery/nothing.html", {"line": timeline([], today=TODAY)})


def listing(request: HttpRequest) -> HttpResponse:
    _, down = order_of(request, COLUMNS, "nombre")
    people = sorted(rows(20), key=lambda row: str(row[0].words), reverse=down)
    about = {"headings": headings(request, COLUMNS, "nombre"), "people": people}
    pages = Pager("", "?desde=50", Text("1 a 20 de 24,110", "1 to 20 of 24,110"))
    return render(request, "gallery/list.html", about | {"pages": pages})


def sheet(request: HttpRequest) -> HttpResponse:
    form = fill(SheetForm, request, initial={"place": "norte"})
    if request.method == "POST" and form.is_valid():
        if differs(request, 2):
            return stale_page(request, form, saved=SAVED, version=2)
        if form.cleaned_data["place"] == "sur":
            full = Text("La Casa del Sur está llena; escoja otra.", "It is full; choose another.")
            refuse(form, Refusal(full), "place")
        else:
            return HttpResponseRedirect("/hecho/")
    version = request.GET.get("version", "2")
    return render(request, "gallery/sheet.html", {"form": form, "version": version})


def finished(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery/finished.html")


def job(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery/job.html", {"done": 12_400, "total": 24_110})


def sign_in(request: HttpRequest) -> HttpResponse:
    response = render(request, "gallery/sign_in.html")
    response.set_cookie("gallery_in", "yes")
    return response


def denied(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    raise RuntimeError("Rosa Inventada")


def clash(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    raise Refusal(
        Text("La cama ya está ocupada; escoja otra.", "The bed is taken; choose another.")
    )


def rows(count: int) -> list[list[Any]]:
    """Invented lines of a list, one of each state."""
    states = [
        Cell(Text("cumplido", "met"), state="met"),
        Cell(Text("falta saber", "unknown"), state="unknown"),
        Cell(Text("vence en 3 días", "due in 3 days"), state="due"),
        Cell(Text("excedido", "exceeded"), state="over"),
        Cell(Text("no cumplido", "not met"), state="not_met"),
    ]
    first = ("Rosa", "Ana", "Marta", "Luz", "Inés", "Eva")
    last = ("Inventada", "Ficticia", "Imaginaria", "Supuesta", "Fingida")
    return [
        [
            Cell(f"{first[n % 6]} {last[n % 5]} {n}", f"/hoja/?n={n}", small=f"8-000-{n:04}"),
            Text("Casa del Norte", "North house") if n % 2 else "Casa del Sur",
            Cell("12 ene 2023", small=Text("hace 535 días", "535 days ago")),
            states[n % 5],
            f"{535 + 17 * n:,}",
        ]
        for n in range(count)
    ]


LANES = (
    (
        Text("Dónde", "Where"),
        [
            Span("Casa del Sur", date(2020, 3, 2), date(2021, 7, 1)),
            Span(
                Text("Casa del Norte, módulo 1", "North house, unit 1"),
                date(2021, 7, 1),
                date(2021, 7, 20),
            ),
            Span(
                Text("Casa del Norte, módulo 2", "North house, unit 2"),
                date(2021, 7, 20),
                None,
                "/hoja/",
            ),
        ],
    ),
    (
        Text("Con qué título", "On what title"),
        [
            Span(
                Text("en espera", "waiting"),
                date(2020, 3, 2),
                date(2022, 1, 15),
                remark=Text("auto 12", "order 12"),
            ),
            Span(Text("decidido", "decided"), date(2022, 1, 15), date(2025, 3, 2)),
        ],
    ),
)
TASKS = [
    Task(Text("Quién es", "Who it is"), "met", Text("completo", "complete"), "/hoja/"),
    Task(
        Text("Con quién están sus hijos esta noche", "Who is with her children tonight"),
        "over",
        Text("falta desde ayer", "missing since yesterday"),
        "/hoja/",
        Text(
            "Se pregunta siempre; «no se preguntó» es una respuesta.",
            'Always asked; "not asked" is an answer.',
        ),
    ),
    Task(
        Text("Examen médico", "Medical exam"),
        "due",
        Text("vence en 5 horas", "due in 5 hours"),
        "/hoja/",
    ),
    Task(Text("Firma", "Signature"), "neutral", Text("todavía no", "not yet")),
]


def once_only(request: HttpRequest) -> HttpResponse:
    """Counts in the test's own table, slowly enough for two to meet."""
    if request.method != "POST":
        return render(request, "gallery/once.html")
    return once(request, _count)


def _count() -> str:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO counted DEFAULT VALUES; SELECT pg_sleep(0.3)")
    return "/hecho/"
