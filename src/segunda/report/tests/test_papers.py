"""Which paper decides whom: counted by hand on a handful of people."""

from segunda.report.papers import Open, by_office, facts_in, papers_to_ask

# Ten people lack one paper for a path that would then be met; five lack two papers of two paths,
# one of which the first paper alone would settle; three lack two papers for the same path.
KINDS = [
    Open(10, (("PA-CP-112", True, ("sentence_months",)),)),
    Open(
        5,
        (
            ("PA-CP-112", True, ("sentence_months",)),
            ("PA-CP-098", False, ("first_time", "sentence_months")),
        ),
    ),
    Open(3, (("PA-CP-103", True, ("served_fraction", "work_or_study_or_income")),)),
]


def test_a_paper_counts_each_person_once_however_many_paths_it_decides() -> None:
    counts = {c.paper.id: c for c in papers_to_ask(KINDS)}
    assert counts["judgment"].people == 15
    assert counts["judgment"].by_rule == {"PA-CP-112": 15, "PA-CP-098": 5}


def test_alone_counts_those_who_lack_no_other_paper_for_a_path_that_would_be_met() -> None:
    counts = {c.paper.id: c for c in papers_to_ask(KINDS)}
    assert counts["judgment"].alone == 15
    assert counts["criminal_record_certificate"].alone == 0
    assert counts["sentence_computation"].alone == 0


def test_two_facts_on_one_paper_are_one_paper() -> None:
    kinds = [Open(4, (("PA-CP-112", True, ("penalty_type", "sentence_months")),))]
    assert [(c.paper.id, c.people, c.alone) for c in papers_to_ask(kinds)] == [("judgment", 4, 4)]


def test_the_paper_that_decides_most_people_comes_first() -> None:
    people = [c.people for c in papers_to_ask(KINDS)]
    assert people == sorted(people, reverse=True)


def test_the_papers_of_an_office_stand_together() -> None:
    offices = [(paper.office_id, [c.paper.id for c in group]) for paper, _, group in
               by_office(papers_to_ask(KINDS))]  # fmt: skip
    assert offices[0] == ("court", ["judgment"])
    assert len(offices) == len({office for office, _ in offices})


def test_bits_name_their_facts_also_beyond_the_first_63() -> None:
    facts = tuple(f"f{n}" for n in range(70))
    assert facts_in(facts, 0b101, 0b10) == ("f0", "f2", "f64")
