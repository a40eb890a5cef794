"""Every write to the mechanism's database: one verb, one transaction, one row of the trace.

All take keywords; `by` is the Reader who acts, `at` the instant. A part adds its own file here.
"""

from segunda.monitoring.actions.answers import (
    correct_form,
    finish_form,
    save_draft,
    start_form,
    take_draft,
)
from segunda.monitoring.actions.asked import ask_for, change_asked
from segunda.monitoring.actions.caseload import change_matter, link_to_matter, open_matter
from segunda.monitoring.actions.commitments import (
    correct_practice,
    move_commitment,
    note_commitment,
    shelve_practice,
)
from segunda.monitoring.actions.council import (
    answer_opinion,
    correct_member,
    note_opinion,
    seat_member,
)
from segunda.monitoring.actions.directors import change_director
from segunda.monitoring.actions.entries import correct_entry, load_first_entries, note_entry
from segunda.monitoring.actions.findings import correct_finding, write_finding
from segunda.monitoring.actions.follow_up import assess, note_reply, note_sent
from segunda.monitoring.actions.instruments import add_instrument, load_shipped, use_instrument
from segunda.monitoring.actions.keeping import note_keeping, note_version
from segunda.monitoring.actions.notes import correct_note, write_note
from segunda.monitoring.actions.packages import (
    Received,
    note_own_key,
    receive,
    send_recommendation,
    trust,
)
from segunda.monitoring.actions.places import correct_place, enter_place
from segunda.monitoring.actions.plan import (
    change_visit,
    choose_reasons,
    drop_visit,
    plan_visit,
)
from segunda.monitoring.actions.publishing import decide, decide_counts, decisions_of, published
from segunda.monitoring.actions.recommendations import (
    link_repeat,
    load_first_recommendations,
    make_recommendation,
    word_anew,
)
from segunda.monitoring.actions.referrals import (
    correct_area,
    open_area,
    open_referral,
    pass_referral,
    write_field,
)
from segunda.monitoring.actions.reports import make_report, print_copy
from segunda.monitoring.actions.sending import letters_wait, pack
from segunda.monitoring.actions.sent_days import correct_sent
from segunda.monitoring.actions.state_letters import send_to_state
from segunda.monitoring.actions.strategy import (
    add_to_plan,
    move_action,
    serve_priority,
    word_plan,
)
from segunda.monitoring.actions.teams import (
    declare_conflict,
    end_conflict,
    refuse_conflicted,
    refuse_outsiders,
)
from segunda.monitoring.actions.visits import (
    LARGEST,
    attach,
    move_visit,
    note_visit,
    refuse_heavy,
    write_visit,
)
from segunda.monitoring.actions.witness import sign_heads

__all__ = [
    "LARGEST",
    "Received",
    "add_instrument",
    "add_to_plan",
    "answer_opinion",
    "ask_for",
    "assess",
    "attach",
    "change_asked",
    "change_director",
    "change_matter",
    "change_visit",
    "choose_reasons",
    "correct_area",
    "correct_entry",
    "correct_finding",
    "correct_form",
    "correct_member",
    "correct_note",
    "correct_place",
    "correct_practice",
    "correct_sent",
    "decide",
    "decide_counts",
    "decisions_of",
    "declare_conflict",
    "drop_visit",
    "end_conflict",
    "enter_place",
    "finish_form",
    "letters_wait",
    "link_repeat",
    "link_to_matter",
    "load_first_entries",
    "load_first_recommendations",
    "load_shipped",
    "make_recommendation",
    "make_report",
    "move_action",
    "move_commitment",
    "move_visit",
    "note_commitment",
    "note_entry",
    "note_keeping",
    "note_opinion",
    "note_own_key",
    "note_reply",
    "note_sent",
    "note_version",
    "note_visit",
    "open_area",
    "open_matter",
    "open_referral",
    "pack",
    "pass_referral",
    "plan_visit",
    "print_copy",
    "published",
    "receive",
    "refuse_conflicted",
    "refuse_heavy",
    "refuse_outsiders",
    "save_draft",
    "seat_member",
    "send_recommendation",
    "send_to_state",
    "serve_priority",
    "shelve_practice",
    "sign_heads",
    "start_form",
    "take_draft",
    "trust",
    "use_instrument",
    "word_anew",
    "word_plan",
    "write_field",
    "write_finding",
    "write_note",
    "write_visit",
]
