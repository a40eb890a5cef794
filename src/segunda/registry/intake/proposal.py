"""`segunda intake map`: the proposal written, shown, and tried on the first people."""

from pathlib import Path

import yaml

from segunda.law.text import Refusal, Text
from segunda.registry.intake.intake import read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposal_yaml import as_yaml, default_path, examples
from segunda.registry.intake.proposing import Proposal, propose

__all__ = ["as_json", "default_path", "open_questions", "propose", "ten_people", "write"]
SHOWN = 10


def write(proposal: Proposal, path: Path, *, overwrite: bool = False) -> Path | str:
    """The YAML at `path`; a file that is there and says something else is not written over.

    Answers what to give `--mapping`: the path, or the name of our own mapping where that reads the
    file and there was nothing to propose.
    """
    if not proposal.guesses and proposal.alike:
        return proposal.alike
    content = as_yaml(proposal)
    try:
        if path.exists() and not overwrite and path.read_text(encoding="utf-8") != content:
            raise Refusal(
                Text(
                    f"[{path}] ya existe y puede tener correcciones; elija otro nombre con --out, "
                    "o --force para reemplazarlo.",
                    f"[{path}] exists already and may hold corrections; choose another name with "
                    "--out, or --force to replace it.",
                )
            )
        path.write_text(content, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            Text(
                f"No se puede escribir [{path}]; elija otra carpeta con --out.",
                f"[{path}] cannot be written; choose another folder with --out.",
            )
        ) from error
    return path


def open_questions(proposal: Proposal) -> int:
    """How many questions the YAML asks of the clerk."""
    return as_yaml(proposal).count("  # ¿") if proposal.guesses else 0


def ten_people(proposal: Proposal, path: Path) -> list[dict[str, str]]:
    """The first ten accepted people as the proposed mapping reads them: known values only."""
    if not proposal.guesses:
        return []
    mapping = from_yaml(yaml.safe_load(as_yaml(proposal)), path.stem)
    people = read(proposal.sheet.path, mapping).people.head(SHOWN)
    return [
        {name: _shown(value) for name, value in row.items() if value is not None and name != "row"}
        for row in people.to_dicts()
    ]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def as_json(
    proposal: Proposal, path: Path | str, people: list[dict[str, str]]
) -> dict[str, object]:
    """The proposal for `--format json`."""
    return {
        "file": str(proposal.sheet.path),
        "mapping": str(path),
        "header_lines": list(proposal.sheet.header_lines),
        "rows": proposal.sheet.rows,
        "known_layout": proposal.alike or None,
        "columns": [
            {
                "from": list(guess.headings),
                "to": None if guess.target == "charge" else guess.target,
                "sureness": round(min(guess.score, 1.0), 2),
                "why": {"es": guess.why.es, "en": guess.why.en},
                "examples": examples(guess.profile, personal=guess.personal),
            }
            for guess in proposal.guesses
        ],
        "unmapped": [profile.heading for profile in proposal.unknown],
        "people": people,
    }
