"""What went wrong as one sentence: what, where, what now. Never a traceback, never who or what."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from segunda.law.text import Refusal, Text
from segunda.web.context import bare

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@dataclass(frozen=True)
class Fault:
    """A heading and a sentence for one HTTP status."""

    heading: Text
    sentence: Text


FAULTS = {
    400: Fault(
        Text("Lo enviado no se entiende", "What was sent cannot be read"),
        Text(
            "La dirección o el formulario llegó incompleto y no se hizo nada; vuelva a la página "
            "anterior y envíelo otra vez.",
            "The address or the form arrived incomplete and nothing was done; go back and send it "
            "again.",
        ),
    ),
    403: Fault(
        Text("Su función no incluye esta página", "Your role does not include this page"),
        Text(
            "Su cuenta no tiene permiso para esto y no se hizo nada; si lo necesita para su "
            "trabajo, pídalo a quien administra las cuentas.",
            "Your account may not do this and nothing was done; if your work needs it, ask whoever "
            "manages the accounts.",
        ),
    ),
    404: Fault(
        Text("Aquí no hay nada para usted", "There is nothing here for you"),
        Text(
            "La página no existe o su cuenta no la alcanza; revise la dirección o empiece por la "
            "primera página.",
            "The page does not exist or your account does not reach it; check the address or start "
            "from the first page.",
        ),
    ),
    409: Fault(
        Text("Así no se puede hacer", "It cannot be done this way"),
        Text(
            "Otra cosa ya guardada lo impide y no se hizo nada; vuelva a la página anterior y mire "
            "cómo está ahora.",
            "Something already saved stands against it and nothing was done; go back and see how "
            "it stands now.",
        ),
    ),
    413: Fault(
        Text("Es demasiado grande", "It is too big"),
        Text(
            "El archivo o el texto pasa de lo que se recibe de una vez y no se guardó nada; "
            "divídalo o acórtelo y envíelo otra vez.",
            "The file or text is more than is taken at once and nothing was saved; split or "
            "shorten it and send it again.",
        ),
    ),
    500: Fault(
        Text("El programa falló", "The program failed"),
        Text(
            "Esta página no pudo responder y lo enviado no se guardó; vuelva atrás e inténtelo en "
            "un minuto, y si sigue igual, avise a quien lleva el sistema diciendo la hora.",
            "This page could not answer and what was sent was not saved; go back and try again in "
            "a minute, and if it stays so, tell whoever runs the system, with the time.",
        ),
    ),
}


def error_page(
    request: HttpRequest, status: int, sentence: Text | None = None, heading: Text | None = None
) -> HttpResponse:
    """The page of a status, with a sentence of its own if there is one."""
    fault = FAULTS[status]
    about = {"heading": heading or fault.heading, "sentence": sentence or fault.sentence}
    return HttpResponse(render_to_string("web/error.html", about, request), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400; also 413, which Django reports as 400."""
    return error_page(request, 413 if isinstance(exception, TOO_BIG) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403; a PermissionDenied raised with a Text says that."""
    said = exception.args[0] if exception.args and isinstance(exception.args[0], Text) else None
    return error_page(request, 403, said)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django)
    """handler404: the same page for what does not exist and what one may not know of."""
    return error_page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """handler500: asks no database, no session; only what the shell itself knows."""
    fault = FAULTS[500]
    about = {"heading": fault.heading, "sentence": fault.sentence, "page": bare(request.path)}
    text = render_to_string("web/error.html", about | {"request": request, "messages": ()})
    return HttpResponse(text, status=HTTPStatus.INTERNAL_SERVER_ERROR)


class Refusals:
    """Middleware: a Refusal nobody caught becomes a page with its sentence (409).

    The transaction has to lie around the view (ATOMIC_REQUESTS), so that it is rolled back first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a Refusal; None for everything else."""
        if isinstance(exception, Refusal):
            return error_page(request, 409, exception.text)
        return None
