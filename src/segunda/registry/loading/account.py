"""The account of a load: rows = accepted + refused, stock before + in − out = stock after."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from segunda.law.text import Refusal, Text
from segunda.registry.loading.staging import Params, one, rows_of

STOCK = """
    SELECT count(*) FROM registry_sourcerecord r
    WHERE r.source = %(source)s AND r.fact_class = 'ordinary' AND r.superseded_at IS NULL
        AND r.end_date IS NULL AND NOT r.values ? 'left'
"""
"""People this source reports as held: in its last file, and not said there to have left."""
CAME = """
    SELECT count(*) FROM stage WHERE outcome IN ('new', 'changed') AND "end" IS NULL
        AND NOT held_before
"""
WENT = """
    SELECT (SELECT count(*) FROM gone WHERE held_before) + (SELECT count(*) FROM stage
        WHERE outcome = 'changed' AND "end" IS NOT NULL AND held_before)
"""
PARTS = ("new", "changed", "unchanged", "settle")


@dataclass(frozen=True)
class Account:
    """Counts of rows by outcome, and of people this source reports as held, before and after.

    `unreported`: in the last whole file and not in this one. `vanishing`: per facility, people
    before and gone, and whether they are over the share that stops a load.
    """

    rows: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    settle: int = 0
    refused: int = 0
    before: int = 0
    came: int = 0
    went: int = 0
    after: int = 0
    unreported: int = 0
    flagged: int = 0
    problems: Mapping[str, int] = field(default_factory=dict)
    vanishing: list[dict[str, object]] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        """Rows that the reading did not refuse."""
        return self.new + self.changed + self.unchanged + self.settle

    @property
    def adds_up(self) -> bool:
        """Whether both sums hold."""
        return (
            self.rows == self.accepted + self.refused
            and self.before + self.came - self.went == self.after
        )

    @property
    def stops(self) -> bool:
        """Whether too many of a facility would vanish for one person to decide it."""
        return any(item["over"] for item in self.vanishing)

    def as_json(self) -> dict[str, Any]:
        """For Load.account."""
        return {**asdict(self), "accepted": self.accepted}


def account_of(content: Mapping[str, Any]) -> Account:
    """The account kept in Load.account."""
    return Account(**{k: v for k, v in content.items() if k != "accepted"})


def take_account(
    rows: int, flagged: int, vanishing: list[dict[str, object]], params: Params
) -> Account:
    """The account of the stage, before anything is written; `after` is what it should become."""
    counts = dict(rows_of("SELECT outcome, count(*) FROM stage GROUP BY 1"))
    problems = dict(rows_of("SELECT problem, count(*) FROM stage WHERE problem IS NOT NULL "
                            "GROUP BY 1 ORDER BY 1"))  # fmt: skip
    before, came, went = (one(query, params) for query in (STOCK, CAME, WENT))
    return Account(
        rows=rows, refused=counts.get("refused", 0), flagged=flagged, before=before, came=came,
        went=went, after=before + came - went, problems=problems, vanishing=vanishing,
        unreported=one("SELECT count(*) FROM gone WHERE held_before"),
        **{part: counts.get(part, 0) for part in PARTS},
    )  # fmt: skip


def check_account(account: Account, params: Params) -> None:
    """Count again what was written; Refusal, and nothing is kept, if it does not add up."""
    found = one(STOCK, params)
    if account.adds_up and found == account.after:
        return
    raise Refusal(
        Text(
            f"La cuenta no cuadra: se esperaban [{account.after}] personas y hay [{found}]; "
            "no se cargó nada. Avise a quien mantiene el programa.",
            f"The account does not add up: [{account.after}] people expected, [{found}] found; "
            "nothing was loaded. Tell whoever keeps the program.",
        )
    )


def account_text(account: Account, *, done: bool) -> tuple[Text, ...]:
    """The account in sentences, for the page and the command line."""
    verb = Text("Se cargaron", "Loaded") if done else Text("Se cargarían", "Would load")
    lines = [
        Text(
            f"{account.rows} filas = {account.accepted} aceptadas + {account.refused} rechazadas.",
            f"{account.rows} rows = {account.accepted} accepted + {account.refused} refused.",
        ),
        verb
        + Text(
            f": {account.new} nuevas, {account.changed} con cambios, {account.unchanged} sin "
            f"cambios; {account.settle} por resolver.",
            f": {account.new} new, {account.changed} changed, {account.unchanged} unchanged; "
            f"{account.settle} to settle.",
        ),
        Text(
            f"Personas de esta fuente: {account.before} + {account.came} que entran − "
            f"{account.went} que salen = {account.after}.",
            f"People of this source: {account.before} + {account.came} in − "
            f"{account.went} out = {account.after}.",
        ),
    ]
    return (*lines, *_notes(account))


def _notes(account: Account) -> list[Text]:
    notes = []
    if account.unreported:
        notes.append(
            Text(
                f"{account.unreported} personas no están en este archivo; no por eso salieron: "
                "su custodia sigue abierta.",
                f"{account.unreported} people are not in this file; that is no release: "
                "their custody stays open.",
            )
        )
    if account.flagged:
        notes.append(
            Text(
                f"{account.flagged} filas tienen avisos; sus datos se conservan.",
                f"{account.flagged} rows have warnings; their data are kept.",
            )
        )
    return notes
