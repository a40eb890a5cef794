"""The page as one file: questions, rules, script and style inside; it asks for nothing else."""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from segunda.law.text import Text
from segunda.selfcheck.model import model
from segunda.selfcheck.paper import questionnaire
from segunda.selfcheck.questions import HERE
from segunda.selfcheck.region import region
from segunda.selfcheck.words import TITLE, WIPE

FILES = {"es": "index.html", "en": "en.html"}
REGIONS = {"es": "region.html", "en": "region.en.html"}
NAMES = {"es": "Español", "en": "English"}
SCRIPTS = ("rules.js", "answers.js", "page.js")
MADE = Text(
    "Hecho con Segunda, un programa abierto. No es consejo legal.",
    "Made with Segunda, an open program. It is not legal advice.",
)
CODE = Text("Huella de las preguntas y reglas (SHA-256):",
            "Fingerprint of questions and rules (SHA-256):")  # fmt: skip
SAVE = Text("Guardar esta página, para usarla sin internet", "Save this page, to use it offline")
REGION = Text("Para quien investiga: leyes de otros países. No valen en Panamá.",
              "For researchers: laws of other countries. They do not apply in Panama.")  # fmt: skip
NO_SCRIPT = Text(
    "Este aparato no deja que la página pregunte. Puede contestar aquí, con papel y lápiz.",
    "This device does not let the page ask. You can answer here, with paper and pencil.",
)


def page(language: str) -> str:
    """The whole page in one language; the same bytes each time for the same law."""
    other = "en" if language == "es" else "es"
    own, style = script(language), _read("style.css")
    return _environment().get_template("page.html.j2").render(
        language=language,
        title=TITLE.in_(language),
        wipe=WIPE.in_(language),
        other={"language": other, "file": FILES[other], "name": NAMES[other]},
        file=FILES[language],
        region={"file": REGIONS[language], "name": REGION.in_(language)},
        made=MADE.in_(language),
        code_says=CODE.in_(language),
        code=fingerprint(language),
        save=SAVE.in_(language),
        no_script=NO_SCRIPT.in_(language),
        paper=questionnaire(language, ""),
        style=Markup(style),  # noqa: S704 (our own file)
        style_hash=_hash(style),
        script=Markup(own),  # noqa: S704 (our own files, and words of ours without "</")
        script_hash=_hash(own),
    )  # fmt: skip


def region_page(language: str) -> str:
    """The page for researchers in one language: a page apart, without a script."""
    style = _read("style.css")
    return _environment().get_template("region.html.j2").render(
        language=language,
        style=Markup(style),  # noqa: S704 (our own file)
        style_hash=_hash(style),
        **region(language),
    )  # fmt: skip


def script(language: str) -> str:
    """The one script of the page: what it was made from, the rules, the answers, the page."""
    told = json.dumps(model(language), ensure_ascii=False, separators=(",", ":"))
    # What stands in a script must not be able to close it.
    safe = told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return "\n".join([f"var MODEL = {safe};", *(_read(name) for name in SCRIPTS)])


def fingerprint(language: str) -> str:
    """SHA-256 of the script: questions, rules and words. It stands on the page and on paper."""
    return sha256(script(language).encode()).hexdigest()


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _read(name: str) -> str:
    return (HERE / "script" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
