"""What is typed about a request of redemption: the request, the opinion, the resolution."""

from django import forms

from segunda.programmes.words import KIND, OPINION, OUTCOME, WHO_ASKS
from segunda.web.forms import DayField
from segunda.web.language import both

_DOCUMENT = both("Número o referencia del papel", "Number or reference of the paper")


class RequestForm(forms.Form):
    """A request as its paper has it."""

    kind = forms.ChoiceField(label=both("Qué se pide reconocer", "What is to be recognised"),
                             choices=list(KIND.items()), widget=forms.RadioSelect)  # fmt: skip
    first_day = DayField(label=both("Primer día que se pide", "First day asked for"))
    last_day = DayField(label=both("Último día que se pide", "Last day asked for"))
    requested_date = DayField(label=both("Se pidió el día", "Asked on the day"))
    requested_by = forms.ChoiceField(label=both("Quién la pide", "Who asks"),
                                     choices=list(WHO_ASKS.items()))  # fmt: skip
    document = forms.CharField(label=_DOCUMENT, max_length=100)


class OpinionForm(forms.Form):
    """The technical board's opinion."""

    opinion = forms.ChoiceField(label=both("Opinión", "Opinion"), choices=list(OPINION.items()),
                                widget=forms.RadioSelect)  # fmt: skip
    day = DayField(label=both("Día de la opinión", "Day of the opinion"))
    whose = forms.CharField(label=both("Quién la dio", "Whose it is"), max_length=200)
    document = forms.CharField(label=both("Número del acta", "Number of the record"),
                               max_length=100)  # fmt: skip


class ReopenForm(forms.Form):
    """What was wrong with a resolution as it was recorded."""

    why = forms.CharField(
        label=both("Qué estaba mal anotado", "What was recorded wrongly"), max_length=300,
        help_text=both("La resolución anotada queda en la historia; su crédito se retira del "
                       "expediente y la solicitud vuelve a esperar la resolución.",
                       "The resolution as recorded stays in the history; its credit is withdrawn "
                       "from the file and the request waits for the resolution again."),
    )  # fmt: skip


class DecisionForm(forms.Form):
    """The judge's resolution."""

    outcome = forms.ChoiceField(
        label=both("Qué resolvió", "What was resolved"), choices=list(OUTCOME.items()),
        widget=forms.RadioSelect,
    )  # fmt: skip
    amount = forms.IntegerField(
        label=both("Cuánto reconoce", "How much is recognised"), min_value=1, max_value=200_000,
        required=False,
        help_text=both("Días de trabajo o estudio, u horas de enseñanza, como las hizo; la cuenta "
                       "descuenta uno por cada dos. Vacío si no reconoce nada.",
                       "Days of work or study, or hours of teaching, as done; the computation "
                       "takes one off for every two. Empty if nothing is recognised."),
    )  # fmt: skip
    day = DayField(label=both("Día de la resolución", "Day of the resolution"))
    whose = forms.CharField(label=both("Juzgado o juez", "Court or judge"), max_length=200)
    document = forms.CharField(label=both("Número de la resolución", "Number of the resolution"),
                               max_length=100)  # fmt: skip
