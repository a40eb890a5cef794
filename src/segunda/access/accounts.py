"""Accounts of those who work with the record: made, guarded, ended. Every change leaves a trace.

Two-person rule: a *guarded* account (its role meets sealed facts, or manages accounts itself)
comes to life, gets a new password or loses its second step only when a second administrator
agrees. Nobody changes their own account here, and a role is never changed: who has two jobs has
two accounts.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from segunda.access import devices, signin, signin_codes
from segunda.access.audit import record
from segunda.access.models import Assignment, Proposal, User
from segunda.access.roster import MANAGERS, ROLES
from segunda.access.scope import JOBS, Reader, acting, reader_of
from segunda.law.text import Refusal, Text

Place = tuple[str, int]
"""Kind ("facility" or "court") and id."""
TAKEN = Text(
    "Ese usuario ya existe: escoja otro, o busque la cuenta en la lista.",
    "That username exists already: choose another, or look for the account in the list.",
)
ONESELF = Text(
    "Nadie cambia su propia cuenta: pídalo a otra persona que administre cuentas.",
    "Nobody changes their own account: ask somebody else who manages accounts.",
)
ALONE = Text(
    "Hace falta una segunda persona que administre cuentas y aquí solo está usted. Quien lleva el "
    f"servidor puede crearla con «{settings.ACCESS_COMMAND}».",
    "It takes a second person who manages accounts, and there is only you. Whoever runs the "
    f'server can create one with "{settings.ACCESS_COMMAND}".',
)
SECOND_PERSON = Text(
    "Quien lo propuso no puede confirmarlo, ni aquella persona de quien se trata.",
    "Neither who proposed it nor the person it is about can confirm it.",
)
OPEN_ALREADY = Text(
    "Ya está propuesto y espera a otra persona que administre cuentas.",
    "It is proposed already and waits for somebody else who manages accounts.",
)


def guarded(role: str) -> bool:
    """Whether accounts of this role need two administrators: who reaches all files too."""
    return ROLES[role].sealed or ROLES[role].scope == "all" or role in MANAGERS


def other_managers(but: Iterable[int | None]) -> int:
    """How many active administrators of accounts there are besides these."""
    active = User.objects.filter(role__in=MANAGERS, is_active=True)
    return active.exclude(pk__in=[pk for pk in but if pk]).count()


def create(
    *, username: str, name: str, role: str, places: Iterable[Place], by: User, at: datetime
) -> tuple[User, str]:
    """A new account and its initial password; a guarded one waits, with an empty password."""
    if guarded(role) and not other_managers([by.pk]):
        raise Refusal(ALONE)
    with transaction.atomic():
        account = _new(username, name, role, at, by, active=not guarded(role))
        for kind, place in places:
            _assign(account, kind, place, by, at)
        _note(by, "account.create", account, at, after=_state(account))
        if guarded(role):
            _propose(account, "activate", "", by, at)
            return account, ""
        return account, signin.give_initial(account, at)


def create_at_server(
    *, username: str, name: str, role: str, places: Iterable[Place], at: datetime
) -> tuple[User, str]:
    """An account made by whoever runs the server: the first, or a second administrator's."""
    with acting(JOBS) as reader:
        account = _new(username, name, role, at, None, active=True)
        for kind, place in places:
            _assign(account, kind, place, None, at)
        _trace(reader, "account.create", account, at, after=_state(account), where="server")
        return account, signin.give_initial(account, at)


def ask(account: User, kind: str, reason: str, *, by: User, at: datetime) -> tuple[bool, str]:
    """Activate, give a new password, or take the second step away: (done, password if any).

    For a guarded account it is only proposed (False) until another administrator agrees.
    """
    _not_oneself(account, by)
    if not guarded(account.role):
        with transaction.atomic():
            return True, _do(account, kind, reason, by, at)
    if not other_managers([by.pk, account.pk]):
        raise Refusal(ALONE)
    _propose(account, kind, reason, by, at)
    return False, ""


def decide(proposal: Proposal, accepted: bool, *, by: User, at: datetime) -> str:
    """Agree to what another administrator proposed, or not; the password if there is one."""
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        if by.pk == proposal.user_id or (accepted and by.pk == proposal.proposed_by_id):
            raise Refusal(SECOND_PERSON)
        if proposal.decided_at:
            raise Refusal(Text("Ya se decidió.", "It was decided already."))
        decided = {"decided_by": by, "decided_at": at, "accepted": accepted}
        Proposal.objects.filter(pk=proposal.pk).update(**decided)
        account = proposal.user
        _note(by, "account.decide", account, at, kind=proposal.kind, accepted=accepted,
              proposal=proposal.pk)  # fmt: skip
        return _do(account, proposal.kind, proposal.reason, by, at) if accepted else ""


def deactivate(account: User, reason: str, *, by: User, at: datetime) -> None:
    """Nobody signs in to it any more, and whoever is in is out at the next request."""
    _not_oneself(account, by)
    with acting(reader_of(by)) as reader:
        _close(account, reason, reader, at)


def close_at_server(account: User, reason: str, *, at: datetime) -> None:
    """The same, by whoever runs the server: nobody may be left who could do it in the pages."""
    with acting(JOBS) as reader:
        _close(account, reason, reader, at)


def _close(account: User, reason: str, reader: Reader, at: datetime) -> None:
    before = _state(account)
    account.is_active, account.sessions_from = False, at
    account.save()
    _trace(reader, "account.deactivate", account, at, before=before, after=_state(account),
           reason=reason)  # fmt: skip


def assign(account: User, place: Place, *, by: User, at: datetime) -> None:
    """From now on the account answers for this facility or court; twice is once."""
    _not_oneself(account, by)
    with transaction.atomic():
        before = _state(account)
        if _assign(account, *place, by, at):
            _note(by, "account.assign", account, at, before=before, after=_state(account))


def end_assignment(assignment: Assignment, *, by: User, at: datetime) -> None:
    """The account answers for it no longer, from its next request on."""
    _not_oneself(assignment.user, by)
    with transaction.atomic():
        before = _state(assignment.user)
        if Assignment.objects.filter(pk=assignment.pk, end_at=None).update(end_at=at):
            after = _state(assignment.user)
            _note(by, "account.unassign", assignment.user, at, before=before, after=after)


def kind_for(role: str) -> str:
    """What a role answers for: "facility", "court", or "" for none."""
    scope = ROLES[role].scope
    return scope if scope in ("facility", "court") else ""


def _new(
    username: str, name: str, role: str, at: datetime, by: User | None, *, active: bool
) -> User:
    made = {"name": name, "role": role, "created_at": at, "created_by": by, "is_active": active}
    try:
        with transaction.atomic():
            return User.objects.create_user(signin.plain_name(username), None, **made)
    except IntegrityError:
        raise Refusal(TAKEN) from None


def _assign(account: User, kind: str, place: int, by: User | None, at: datetime) -> bool:
    if kind != kind_for(account.role):
        raise Refusal(
            Text(
                f"La función [{account.role}] no responde por ese lugar: escoja uno de los suyos.",
                f"The role [{account.role}] does not answer for that place: choose one of its own.",
            )
        )
    _, new = Assignment.objects.get_or_create(
        user=account, kind=kind, place=place, end_at=None,
        defaults={"start_at": at, "given_by": by},
    )  # fmt: skip
    return new


def _propose(account: User, kind: str, reason: str, by: User, at: datetime) -> None:
    try:
        with transaction.atomic():
            Proposal.objects.create(
                user=account, kind=kind, reason=reason, proposed_by=by, proposed_at=at
            )
            _note(by, "account.propose", account, at, kind=kind, reason=reason)
    except IntegrityError:
        raise Refusal(OPEN_ALREADY) from None


def _do(account: User, kind: str, reason: str, by: User, at: datetime) -> str:
    before, password = _state(account), ""
    if kind == "second_factor":
        signin_codes.remove_all(account)
        devices.forget(account)
        account.sessions_from = at
        account.save()
    else:
        account.is_active = account.is_active or kind == "activate"
        password = signin.give_initial(account, at)
        devices.forget(account)
    _note(by, f"account.{kind}", account, at, before=before, after=_state(account), reason=reason)
    return password


def _state(account: User) -> Mapping[str, object]:
    """What the trace keeps of an account: codes and ids, no name."""
    places = account.assignments.filter(end_at=None).order_by("kind", "place")
    return {
        "role": account.role,
        "active": account.is_active,
        "second": sorted(signin_codes.factors(account)),
        "places": [f"{kind} {place}" for kind, place in places.values_list("kind", "place")],
    }


def _not_oneself(account: User, by: User) -> None:
    if account.pk == by.pk:
        raise Refusal(ONESELF)


def _note(by: User, action: str, account: User, at: datetime, **detail: object) -> None:
    with acting(reader_of(by)) as reader:
        _trace(reader, action, account, at, **detail)


def _trace(reader: Reader, action: str, account: User, at: datetime, **detail: object) -> None:
    record(
        reader, action, at=at, purpose="accounts", object_kind="account", object_id=account.pk,
        detail=detail,
    )  # fmt: skip
