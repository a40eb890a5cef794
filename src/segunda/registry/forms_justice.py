"""The forms of what courts decide: cases, orders, other titles, charges, penalties, release."""

from collections.abc import Sequence
from typing import Any

from django import forms

from segunda.law.text import Text
from segunda.registry.forms import CHOOSE, Choices, choices, courts, offer
from segunda.registry.models import Order
from segunda.registry.words import (
    CREDIT_KIND,
    CREDIT_UNIT,
    HOLD_KIND,
    INTERRUPTION_KIND,
    ORDER_KIND,
    SENTENCE_RELATION,
)
from segunda.web.forms import DayField
from segunda.web.language import both


class OrderForm(forms.Form):
    """What an authority ordered."""

    kind = forms.ChoiceField(label=both("Qué ordena", "What it orders"),
                             choices=choices(ORDER_KIND))  # fmt: skip
    number = forms.CharField(label=both("Número", "Number"), max_length=100)
    issued_date = DayField(label=both("Fecha de la orden", "Date of the order"))
    court = forms.ChoiceField(label=both("Juzgado", "Court"), choices=courts, required=False)
    authority = forms.CharField(label=both("Otra autoridad", "Another authority"),
                                max_length=200, required=False)  # fmt: skip


class HoldForm(forms.Form):
    """Another title that keeps her."""

    kind = forms.ChoiceField(label=both("Qué título", "Which title"), choices=choices(HOLD_KIND))
    authority = forms.CharField(label=both("Autoridad", "Authority"), max_length=200)
    reference = forms.CharField(label=both("Número o referencia", "Number or reference"),
                                max_length=100)  # fmt: skip
    start_date = DayField(label=both("Desde el día", "From the day"), required=False)


class EndForm(forms.Form):
    """The day something ended."""

    end_date = DayField(label=both("Terminó el día", "Ended on the day"))


def own_courts() -> Choices:
    """Every court by name; a case is always in one."""
    return [CHOOSE, *courts()[1:]]


class CaseForm(forms.Form):
    """A case against her in a court: from then on the court reads her file."""

    court = forms.ChoiceField(
        label=both("Juzgado", "Court"), choices=own_courts,
        help_text=both("Desde que consta la causa, ese juzgado puede leer el expediente.",
                       "From when the case is recorded, that court may read the file."),
    )  # fmt: skip
    number = forms.CharField(label=both("Número de la causa", "Number of the case"), max_length=80)
    stage = forms.CharField(
        label=both("En qué etapa está", "At which stage it is"), max_length=40, required=False,
        help_text=both("Por ejemplo: investigación, juicio, cumplimiento.",
                       "For instance: investigation, trial, serving the sentence."),
    )  # fmt: skip


class OfCase(forms.Form):
    """Of which of her cases; not asked while none is recorded."""

    case = forms.ChoiceField(label=both("De qué causa", "Of which case"), required=False)

    def __init__(self, *args: Any, cases: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        """The cases of this person's file, as (entity, words)."""
        super().__init__(*args, **kwargs)
        if cases:
            offer(self, "case", [("", Text("no consta", "not recorded")), *cases])
        else:
            del self.fields["case"]


class CreditForm(forms.Form):
    """Days that count towards a sentence."""

    kind = forms.ChoiceField(label=both("Por qué se cuentan", "Why they count"),
                             choices=choices(CREDIT_KIND))  # fmt: skip
    days = forms.IntegerField(
        label=both("Cuántos (días, veces u horas)", "How many (days, times or hours)"),
        min_value=1, max_value=500_000,
    )  # fmt: skip
    unit = forms.ChoiceField(
        label=both("Ese número es…", "That number is…"), widget=forms.RadioSelect, required=False,
        choices=list(CREDIT_UNIT.items()),
        help_text=both("Dos días de trabajo descuentan uno: de esto depende la cuenta. Si no se "
                       "sabe, déjelo sin marcar y la cuenta lo dirá.",
                       "Two days of work take one off: the count depends on this. If it is not "
                       "known, leave it unmarked and the count will say so."),
    )  # fmt: skip
    start_date = DayField(label=both("Reconocidos el día", "Recognised on the day"),
                          required=False)  # fmt: skip
    document = forms.CharField(
        label=both("Resolución que los reconoce", "Resolution that recognises them"),
        max_length=100, required=False,
        help_text=both("El número del papel. Sin él, los días quedan sin prueba.",
                       "The number of the paper. Without it the days are not proved."),
    )  # fmt: skip


class ChargeForm(OfCase):
    """An offence she is charged with or sentenced for."""

    offence = forms.CharField(label=both("Delito", "Offence"), max_length=300)
    article = forms.CharField(label=both("Artículo", "Article"), max_length=120, required=False)
    iccs_code = forms.CharField(label=both("Código ICCS", "ICCS code"), max_length=20,
                                required=False)  # fmt: skip
    statutory_min_months = forms.IntegerField(
        label=both("Pena mínima según la ley, en meses", "Least penalty by law, in months"),
        min_value=0, required=False,
    )  # fmt: skip
    statutory_max_months = forms.IntegerField(
        label=both("Pena máxima según la ley, en meses", "Greatest penalty by law, in months"),
        min_value=0, required=False,
    )  # fmt: skip
    offence_date = DayField(label=both("Fecha del hecho", "Date of the offence"), required=False)


_FINAL_BEFORE = both("Es anterior al día en que se impuso: revise los dos.",
                     "It is before the day imposed: check both.")  # fmt: skip


class SentenceForm(OfCase):
    """A penalty imposed."""

    imposed_date = DayField(label=both("Impuesta el día", "Imposed on the day"))
    final_date = DayField(label=both("Firme desde el día", "Final since the day"), required=False)
    years = forms.IntegerField(label=both("Años", "Years"), min_value=0, initial=0)
    months = forms.IntegerField(label=both("Meses", "Months"), min_value=0, initial=0)
    days = forms.IntegerField(label=both("Días", "Days"), min_value=0, initial=0)
    document = forms.CharField(label=both("Número de la sentencia", "Number of the judgment"),
                               max_length=100, required=False)  # fmt: skip
    relation = forms.ChoiceField(
        label=both("Cómo se cumple junto a otras", "How it is served beside others"),
        choices=list(SENTENCE_RELATION.items()), required=False,
    )  # fmt: skip
    relative_to = forms.ChoiceField(label=both("Cuál otra", "Which other"), required=False)

    def __init__(
        self, *args: Any, sentences: Sequence[tuple[str, Any]] = (), **kwargs: Any
    ) -> None:
        """Her other sentences, as (entity, words); without any there is nothing to ask."""
        super().__init__(*args, **kwargs)
        if sentences:
            offer(self, "relative_to", [("", Text("ninguna", "none")), *sentences])
        else:
            del self.fields["relation"], self.fields["relative_to"]

    def clean(self) -> dict[str, Any]:
        """Some length; final not before it was imposed; after or together with another: which."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(part, 1) for part in ("years", "months", "days")):
            self.add_error("years", both("Escriba la duración, como la dice la sentencia.",
                                         "Write the length, as the judgment says it."))  # fmt: skip
        imposed, final = cleaned.get("imposed_date"), cleaned.get("final_date")
        if imposed and final and final < imposed:
            self.add_error("final_date", _FINAL_BEFORE)
        if "relation" in self.fields:
            cleaned["relation"] = cleaned.get("relation") or "alone"
            bound = cleaned["relation"] in ("consecutive", "concurrent")
            if bound and not cleaned.get("relative_to"):
                self.add_error("relative_to", both("Diga cuál otra pena.", "Say which other."))
            cleaned["relative_to"] = (cleaned.get("relative_to") or None) if bound else None
        return cleaned


class InterruptionForm(forms.Form):
    """Days of the sentence that do not count."""

    kind = forms.ChoiceField(label=both("Qué pasó", "What happened"),
                             choices=choices(INTERRUPTION_KIND))  # fmt: skip
    start_date = DayField(label=both("Desde el día", "From the day"))
    end_date = DayField(
        label=both("Volvió el día", "Came back on the day"), required=False,
        help_text=both("Ese día ya cuenta otra vez. Si no ha vuelto, déjelo vacío.",
                       "That day counts again. If she has not come back, leave it empty."),
    )  # fmt: skip
    document = forms.CharField(label=both("Papel que lo dice", "Paper that says so"),
                               max_length=100, required=False)  # fmt: skip


class ReleaseForm(forms.Form):
    """When and by which order she leaves."""

    order = forms.ChoiceField(
        label=both("Orden de libertad", "Release order"), required=False,
        help_text=both("Las que constan en su expediente; sin orden solo se registra un "
                       "fallecimiento o una fuga.",
                       "Those recorded in her file; without an order only a death or an escape "
                       "is recorded."),
    )  # fmt: skip
    end_kind = forms.ChoiceField(
        label=both("Cómo termina la custodia", "How the custody ends"),
        choices=[("release", Text("libertad por orden", "release by an order")),
                 ("expulsion", Text("expulsión del país, por orden",
                                    "expulsion from the country, by an order")),
                 ("death", Text("fallecimiento", "death")),
                 ("escape", Text("fuga", "escape"))],
    )  # fmt: skip
    end_date = DayField(label=both("Día del egreso", "Day of release"))

    def __init__(self, *args: Any, person: int, **kwargs: Any) -> None:
        """The release orders recorded in her file."""
        super().__init__(*args, **kwargs)
        orders = Order.objects.filter(person=person, kind="release", superseded_at=None)
        offer(self, "order", [
            ("", Text("ninguna", "none")),
            *((str(o.entity), f"{o.number} ({o.issued_date:%d/%m/%Y})") for o in orders),
        ])  # fmt: skip
