"""What a file says of each person, in the shapes the record keeps: pure, no database.

One row per row of the file. `ordinary` and `sealed` are JSON texts of what the source says:
the columns of the person table under their names; a column that is not there is not known.
`<fact>__proved` stands only where true, `<fact>__applies` only where false, and `left` where the
file itself says that the person had left by its day.
"""

import datetime as dt
import hashlib

import polars as pl

from segunda.law.facts import SEALED_ATTRIBUTES, person
from segunda.registry.intake import Intake
from segunda.registry.intake.names import plain
from segunda.registry.matching import sort_key
from segunda.registry.matching.documents import canonical

IDENTITY = ("surnames", "given_names", "document_type", "document_number", "custody_end_date",
            "custody_end_date__latest", *SEALED_ATTRIBUTES)  # fmt: skip
TYPED: dict[str, type[pl.DataType]] = {
    "birth_date": pl.Date, "birth_date__latest": pl.Date, "custody_start_date": pl.Date,
    "custody_end_date": pl.Date, "custody_end_date__latest": pl.Date,
    "sentence_imposed_date": pl.Date, "pretrial_start_date": pl.Date,
    "offence_date": pl.Date, "sentence_months": pl.Int64, "sentence_months__of": pl.Int64,
    "sentence_days": pl.Int64, "statutory_min_months": pl.Int64, "statutory_max_months": pl.Int64,
    "sex": pl.String, "legal_status": pl.String, "penalty_type": pl.String,
    "offence_class": pl.String, "surnames": pl.String, "given_names": pl.String,
    "document_type": pl.String, "document_number": pl.String, "name": pl.String,
    "facility": pl.String, "nationality": pl.String,
}  # fmt: skip
"""The columns the record has a place of its own for; absent ones are null."""


def sealed_columns() -> frozenset[str]:
    """The sealed facts and attributes of the dictionary; what is beside them (`__`) follows."""
    return frozenset(n for n, f in person().items() if f.sealed) | frozenset(SEALED_ATTRIBUTES)


def staged(intake: Intake, day: dt.date) -> pl.DataFrame:
    """One row per row of the file, as `staging.COLUMNS` has it; refused rows too (`refused`).

    `day` is the day the file speaks of: who had left by then is not held.
    """
    wide = _wide(intake)
    wide = wide.with_columns(end=pl.coalesce("custody_end_date__latest", "custody_end_date"))
    left = (wide["end"] <= day).fill_null(value=False)
    ordinary, sealed = _divided(wide.columns)
    signed = _with_signs(wide)
    made = wide.with_columns(left.alias("left")).select(
        pl.col("row"),
        external=_external(),
        given=pl.coalesce("given_names", _beside_surnames()),
        surnames="surnames",
        sex="sex",
        birth_from="birth_date",
        birth_to=pl.coalesce("birth_date__latest", "birth_date"),
        nationality="nationality",
        document_kind="document_type",
        document="document_number",
        facility="facility",
        start="custody_start_date",
        end=pl.when("left").then("end"),
        status="legal_status",
        status_start=_status_start(),
        imposed="sentence_imposed_date",
        penalty="penalty_type",
        **_length(),
        offence_class="offence_class",
        min_months="statutory_min_months",
        max_months="statutory_max_months",
        offence_date="offence_date",
        ordinary=_json([*ordinary, "left"], wide.schema, signed),
        sealed=_json(sealed, wide.schema, signed),
    )
    refused = pl.col("row").is_in(list(intake.rejected_rows))
    return _keyed(made).with_columns(refused=refused)


def _wide(intake: Intake) -> pl.DataFrame:
    """The person table beside what names each person, with every column of TYPED there."""
    names = [n for n in IDENTITY if n in intake.identities.columns]
    wide = intake.everyone.hstack(intake.identities.select(names))
    wide = wide.hstack(_papers(intake, wide.columns))
    missing = [pl.lit(None, dtype=kind).alias(n) for n, kind in TYPED.items() if n not in wide]
    return wide.with_columns(missing)


def _papers(intake: Intake, taken: list[str]) -> pl.DataFrame:
    """The columns of papers (`paper_judgment`), word for word: which paper is there."""
    table = intake.sheet.table
    names = [n for n in table.columns if n.startswith("paper_") and n not in taken]
    return table.select(pl.col(names).cast(pl.String))


def _external() -> pl.Expr:
    """The number a source knows a person by; without one, her name and birth date stand for it.

    Whoever then changes her name is somebody else to this source: the share of people who would
    vanish shows it.
    """
    named = pl.col("name").is_not_null() & pl.col("birth_date").is_not_null()
    made = pl.concat_str(pl.col("name"), pl.col("birth_date").cast(pl.String), separator="|")
    unnumbered = pl.when(pl.col("id").is_null() & named).then(made)
    return pl.coalesce("id", unnumbered.map_elements(_hashed, return_dtype=pl.String))


def _hashed(text: str) -> str:
    return "~" + hashlib.sha256(plain(text).encode()).hexdigest()[:32]


def _status_start() -> pl.Expr:
    """The day a title holds from, where the file says it."""
    waiting = pl.col("legal_status") == "pretrial"
    since = pl.coalesce("pretrial_start_date", "custody_start_date")
    return pl.when(waiting).then(since).otherwise("sentence_imposed_date")


def _length() -> dict[str, pl.Expr]:
    """A sentence's length in months and days; thirtieths of a month are days."""
    part = pl.coalesce("sentence_months__of", pl.lit(1))
    months = pl.col("sentence_months") // part
    over = (pl.col("sentence_months") % part) * 30 // part
    return {
        "months": months.fill_null(0),
        "days": pl.when(pl.col("sentence_months").is_null())
        .then(pl.col("sentence_days").fill_null(0))
        .otherwise(over),
    }


def _beside_surnames() -> pl.Expr:
    """What a name says beside the surnames the file also gives apart; all of it without any."""
    told = pl.col("surnames").fill_null("")
    rest = pl.col("name").str.strip_suffix(told).str.strip_prefix(told).str.strip_chars(" ,")
    return pl.when(rest != "").then(rest)


def _divided(columns: list[str]) -> tuple[list[str], list[str]]:
    """The columns for everyone, and the sealed ones with what stands beside them.

    A paper is sealed where it proves a sealed fact: that it exists would tell.
    """
    hidden = sealed_columns() | {f"paper_{f.paper}" for f in person().values() if f.sealed}
    kept = [c for c in columns if c not in ("row", "id", "end")]
    sealed = [c for c in kept if c.split("__")[0] in hidden]
    return [c for c in kept if c not in set(sealed)], sealed


def _with_signs(wide: pl.DataFrame) -> frozenset[str]:
    """The text columns in which a sign stands that JSON writes otherwise: few, if any."""
    found = wide.select(pl.col(pl.String).str.contains(r'[\x00-\x1f"\\]').any())
    return frozenset(name for name in found.columns if found[name][0])


def _json(columns: list[str], schema: pl.Schema, signed: frozenset[str]) -> pl.Expr:
    """A JSON object of what is known, without what is not; keys in the order of the columns."""
    pairs = [_pair(name, schema.get(name, pl.Boolean()), name in signed) for name in columns]
    if not pairs:
        return pl.lit("{}")
    return pl.lit("{") + pl.concat_str(pairs, separator=",", ignore_nulls=True) + pl.lit("}")


def _pair(name: str, kind: pl.DataType, signed: bool) -> pl.Expr:
    return pl.lit(f'"{name}":') + _written(pl.col(name), name, kind, signed)


def _written(value: pl.Expr, name: str, kind: pl.DataType, signed: bool) -> pl.Expr:
    """A value as JSON writes it; null where the key is to be left out."""
    if kind == pl.Boolean:
        if name.endswith("__proved") or name == "left":
            return pl.when(value).then(pl.lit("true"))
        if name.endswith("__applies"):
            return pl.when(~value).then(pl.lit("false"))
        return value.cast(pl.String)
    if kind.is_numeric():
        return value.cast(pl.String)
    text = value.cast(pl.String)
    return pl.lit('"') + (_escaped(text) if signed else text) + pl.lit('"')


def _escaped(text: pl.Expr) -> pl.Expr:
    for found, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", ""), ("\t", "\\t")):
        text = text.str.replace_all(found, written, literal=True)
    return text.str.replace_all(r"[\x00-\x1f]", "")


def _keyed(made: pl.DataFrame) -> pl.DataFrame:
    """The keys by which names are sorted, documents compared and facilities found."""
    pairs = zip(made["surnames"].to_list(), made["given"].to_list(), strict=True)
    documents = [canonical(d) or None if d else None for d in made["document"].to_list()]
    places = {f: plain(f) for f in made["facility"].unique().to_list() if f}
    return made.with_columns(
        pl.Series("sort_name", [sort_key(s or "", g or "") for s, g in pairs], dtype=pl.String),
        pl.Series("document_key", documents, dtype=pl.String),
        pl.col("facility").replace_strict(places, default=None, return_dtype=pl.String)
        .alias("facility_key"),
    )  # fmt: skip
