"""The forms that correct what stands: those that enter it, the reason, what only ends there."""

from typing import Any

from django import forms

from segunda.law.text import Text
from segunda.registry.forms import PlaceMixin, StatusForm, facilities, offer, units
from segunda.registry.forms_justice import (
    CaseForm,
    ChargeForm,
    CreditForm,
    HoldForm,
    InterruptionForm,
    OrderForm,
    SentenceForm,
)
from segunda.registry.models import CustodyPeriod, LegalStatus, Placement
from segunda.registry.words import AMENDED, CREDITED, CUSTODY_KIND, END_KIND
from segunda.web.forms import DayField
from segunda.web.language import both


class Reasoned(forms.Form):
    """Why it is corrected or withdrawn; one of a few codes, which the trace keeps."""

    reason = forms.ChoiceField(label=both("Por qué", "Why"), widget=forms.RadioSelect,
                               choices=list(AMENDED.items()))  # fmt: skip


class WithdrawForm(Reasoned):
    """It should never have been recorded."""


class CaseAmended(Reasoned, CaseForm):
    """A case, corrected."""


class ChargeAmended(Reasoned, ChargeForm):
    """A charge, corrected; or the day on which it no longer stood."""

    end_date = DayField(
        label=both("Dejó de constar el día", "No longer stood from the day"), required=False,
        help_text=both("Si se retiró o fue absuelta de este delito. Si sigue, déjelo vacío.",
                       "If it was dropped or she was acquitted of it. Leave it empty if it "
                       "stands."),
    )  # fmt: skip


class SentenceAmended(Reasoned, SentenceForm):
    """A penalty, corrected."""


class CreditAmended(Reasoned, CreditForm):
    """Days credited, corrected."""


class InterruptionAmended(Reasoned, InterruptionForm):
    """Days that do not count, corrected."""


class OrderAmended(Reasoned, OrderForm):
    """An order, corrected."""


class HoldAmended(Reasoned, HoldForm):
    """Another title, corrected."""


class CustodyAmended(Reasoned):
    """The days of a stay; its end only where it has one."""

    start_date = DayField(label=both("Día del ingreso", "Day of admission"))
    title = forms.CharField(
        label=both("Papel del ingreso (orden o boleta)", "Paper of admission (order or note)"),
        max_length=200, required=False,
    )  # fmt: skip
    end_date = DayField(
        label=both("Terminó el día", "Ended on the day"), required=False,
        help_text=both("Vacío, junto con «cómo terminó»: la custodia sigue.",
                       "Empty, together with “how it ended”: the custody goes on."),
    )  # fmt: skip
    end_kind = forms.ChoiceField(label=both("Cómo terminó", "How it ended"), required=False)
    kind = forms.ChoiceField(
        label=both("Dónde la pasó", "Where it was spent"), required=False,
        choices=list(CUSTODY_KIND.items()),
    )  # fmt: skip
    credited = forms.ChoiceField(
        label=both("¿Cuenta para la pena que cumple?", "Does it count for her sentence?"),
        required=False, choices=list(CREDITED.items()),
        help_text=both("Solo hace falta si terminó antes de la sentencia.",
                       "Only needed where it ended before the judgment."),
    )  # fmt: skip
    field_order = ("start_date", "title", "end_date", "end_kind", "kind", "credited", "reason")

    def __init__(self, *args: Any, row: CustodyPeriod, **kwargs: Any) -> None:
        """A stay that goes on is ended by two people, elsewhere."""
        super().__init__(*args, **kwargs)
        self.fields["start_date"].required = row.start_date is not None
        if row.end_date is None:
            del self.fields["end_date"], self.fields["end_kind"]
            return
        ways = [(code, words) for code, words in END_KIND.items()
                if code not in ("", "unreported") or code == row.end_kind]  # fmt: skip
        offer(self, "end_kind", [("", Text("no terminó: sigue", "it did not end: it goes on")),
                                 *ways])  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An end has its kind."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["kind"] = cleaned.get("kind") or "prison"
        if "end_kind" in self.fields and "end_date" not in self.errors:
            self._check_end(cleaned.get("end_date"), cleaned.get("end_kind"))
        return cleaned

    def _check_end(self, day: object, kind: object) -> None:
        if day and not kind:
            self.add_error("end_kind", both("Diga cómo terminó, o quite el día.",
                                            "Say how it ended, or remove the day."))  # fmt: skip
        if kind and not day:
            self.add_error("end_date", both("Diga qué día terminó, o elija «no terminó».",
                                            "Say on which day it ended, or choose “it did not "
                                            "end”."))  # fmt: skip


class PlacementAmended(Reasoned, PlaceMixin):
    """Where she was or is; the day only where it is not that of the admission."""

    start_date = DayField(label=both("Desde el día", "From the day"))
    note = forms.CharField(label=both("Motivo del traslado", "Reason of the movement"),
                           max_length=200, required=False)  # fmt: skip
    field_order = ("facility", "unit", "start_date", "note", "reason")

    def __init__(self, *args: Any, row: Placement, first: bool, **kwargs: Any) -> None:
        """Every facility still open, and the one that stands there."""
        super().__init__(*args, **kwargs)
        known = facilities()
        here = (str(row.facility_id), row.facility.name)
        offer(self, "facility", known if here in known else [*known, here])
        offer(self, "unit", units())
        _day_of_a_span(self, row, first)


class StatusAmended(Reasoned, StatusForm):
    """On what title; the day only where it is not that of the admission."""

    def __init__(self, *args: Any, row: LegalStatus, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _day_of_a_span(self, row, first)


def _day_of_a_span(form: forms.Form, row: Placement | LegalStatus, first: bool) -> None:
    if first:
        del form.fields["start_date"]
    else:
        form.fields["start_date"].required = row.start_date is not None
