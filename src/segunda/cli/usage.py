"""What was wrong with a command line, as one sentence in the two languages."""

import errno
import re
from pathlib import Path
from traceback import extract_tb
from typing import Any

from typer.exceptions import TyperException

from segunda.law.text import Text

_SAYINGS = (
    (r"valid integer", "debe ser un número entero", "has to be a whole number"),
    (r"greater than or equal to (\S+)", r"debe ser {0} o más", r"has to be {0} or more"),
    (r"less than or equal to (\S+)", r"debe ser {0} o menos", r"has to be {0} or less"),
)
_CHOICES = re.compile(r"is not one of (.*?)\.?$")


def sentence(error: TyperException) -> Text:
    """The sentence for a command that could not be read: what is wrong, and where to look."""
    said = _what(error)
    command = _command(error)
    return Text(
        f"{said.es}. «{command} --help» dice cómo se escribe, con un ejemplo.",
        f"{said.en}. “{command} --help” says how it is written, with an example.",
    )


def unexpected(error: Exception) -> Text:
    """The sentence for what no command foresaw: a file, or a place in the program; no value."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return Text(
            "No se pudo escribir la respuesta: no queda espacio en el disco.",
            "The answer could not be written: there is no space left on the disk.",
        )
    if isinstance(error, OSError) and error.filename:
        return Text(
            f"No se puede usar [{error.filename}] ({error.strerror}): revise el nombre y los "
            "permisos.",
            f"[{error.filename}] cannot be used ({error.strerror}): check the name and the "
            "permissions.",
        )
    if isinstance(error, UnicodeError):
        return Text(
            "El nombre de un archivo o carpeta tiene signos que no se pueden escribir: use otro.",
            "The name of a file or folder has signs that cannot be written: use another.",
        )
    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "segunda" in Path(frame.filename).parts] or frames
    place = f"{type(error).__name__}, {Path(ours[-1].filename).name}:{ours[-1].lineno}"
    return Text(
        f"Falló algo que el programa no esperaba ({place}) y no se terminó: repita la orden con "
        "SEGUNDA_TRACEBACK=1 y envíe lo que sale a quien cuida el programa.",
        f"Something the program did not expect failed ({place}) and it was not finished: repeat "
        "the command with SEGUNDA_TRACEBACK=1 and send what comes out to who keeps the program.",
    )


def _command(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else "segunda"


def _what(error: TyperException) -> Text:
    kind = type(error).__name__
    name = _name(getattr(error, "param", None))
    if kind == "MissingParameter":
        return Text(f"Falta [{name}]", f"[{name}] is missing")
    if kind == "NoSuchOption":
        option = getattr(error, "option_name", "")
        return Text(f"No existe la opción [{option}]", f"There is no option [{option}]")
    if kind == "BadParameter" and name:
        return _bad_value(name, error)
    said = error.format_message().rstrip(".").replace("\n", " ")
    if unknown := re.match(r"No such command '(.*)'", said):
        return Text(f"No existe la orden [{unknown[1]}]", f"There is no command [{unknown[1]}]")
    return Text(f"La orden no se entiende ({said})", f"The command is not understood ({said})")


def _bad_value(name: str, error: TyperException) -> Text:
    choices = _CHOICES.search(error.message)
    if choices:
        listed = choices[1].replace("'", "")
        return Text(f"[{name}] debe ser uno de: {listed}", f"[{name}] must be one of: {listed}")
    for pattern, es, en in _SAYINGS:
        if found := re.search(pattern, error.message.rstrip(".")):
            groups = found.groups()
            return Text(f"[{name}] {es.format(*groups)}", f"[{name}] {en.format(*groups)}")
    said = error.message.rstrip(".").replace("\n", " ")
    return Text(
        f"El valor de [{name}] no sirve ({said})", f"The value of [{name}] is wrong ({said})"
    )


def _name(parameter: Any) -> str:
    """The option as typed (`--as-of`), or the argument as the help calls it."""
    if parameter is None:
        return ""
    options = [option for option in getattr(parameter, "opts", []) if option.startswith("-")]
    shown = options[0] if options else (parameter.metavar or parameter.name or "")
    return str(shown)
