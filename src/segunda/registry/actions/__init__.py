"""Every write to the record: one verb, one transaction, one audit row.

All take keywords; `by` is the Reader who acts, `at` the instant. A Refusal is one sentence for
the person at the desk; `Stale` says that somebody else has changed the row meanwhile.
"""

from segunda.registry.actions.appointments import (
    confirm_appointment,
    declare_client,
    end_appointment,
    record_appointment,
)
from segunda.registry.actions.computations import (
    keep_computation,
    return_computation,
    sign_computation,
    withdraw_computation,
)
from segunda.registry.actions.corrections import correct_row, refresh_now, withdraw_row
from segunda.registry.actions.custody import answer_question, change_status, move_person
from segunda.registry.actions.facts import (
    answer_dispute,
    raise_dispute,
    record_document,
    record_fact,
)
from segunda.registry.actions.justice import (
    end_hold,
    record_case,
    record_charge,
    record_credit,
    record_hold,
    record_interruption,
    record_order,
    record_sentence,
)
from segunda.registry.actions.law import decide_law
from segunda.registry.actions.merges import merge_people, unmerge_people
from segunda.registry.actions.papers import (
    Arrived,
    answer_request,
    ask_again,
    ask_by_letter,
    ask_paper,
    receive_paper,
)
from segunda.registry.actions.people import (
    Admission,
    add_identity_number,
    admit_person,
    correct_name,
    correct_particulars,
    end_dependant,
    record_dependant,
)
from segunda.registry.actions.places import add_cell, add_unit, change_facility, set_capacity
from segunda.registry.actions.releases import confirm_release, propose_release, withdraw_release
from segunda.registry.actions.sheets import hand_sheet
from segunda.registry.actions.write import Stale

__all__ = [
    "Admission",
    "Arrived",
    "Stale",
    "add_cell",
    "add_identity_number",
    "add_unit",
    "admit_person",
    "answer_dispute",
    "answer_question",
    "answer_request",
    "ask_again",
    "ask_by_letter",
    "ask_paper",
    "change_facility",
    "change_status",
    "confirm_appointment",
    "confirm_release",
    "correct_name",
    "correct_particulars",
    "correct_row",
    "decide_law",
    "declare_client",
    "end_appointment",
    "end_dependant",
    "end_hold",
    "hand_sheet",
    "keep_computation",
    "merge_people",
    "move_person",
    "propose_release",
    "raise_dispute",
    "receive_paper",
    "record_appointment",
    "record_case",
    "record_charge",
    "record_credit",
    "record_dependant",
    "record_document",
    "record_fact",
    "record_hold",
    "record_interruption",
    "record_order",
    "record_sentence",
    "refresh_now",
    "return_computation",
    "set_capacity",
    "sign_computation",
    "unmerge_people",
    "withdraw_computation",
    "withdraw_release",
    "withdraw_row",
]
