"""How much of each fact the demonstration register knows: our assumptions, one table.

No register of Panama was read person by person; every share below is ours, chosen so that all
four groups of every path have people in them. `known` is the share of people of the group about
whom the register says something, `true` the share of those for whom it says yes.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """One fact for one group of people; outside the group the cell stays empty."""

    fact: str
    group: str
    known: float
    true: float


# Groups: everyone, women, men, sentenced, final, late (final, two thirds passed), pretrial,
# drugs, with_victim; defined in `facts.groups`.
SHARES = (
    Share("caregiver_disabled", "women", 0.45, 0.06),
    Share("caregiver_older", "women", 0.45, 0.12),
    Share("head_of_household", "women", 0.55, 0.58),
    Share("head_of_household", "men", 0.15, 0.35),
    Share("poverty", "everyone", 0.30, 0.55),
    Share("extreme_vulnerability", "everyone", 0.22, 0.12),
    Share("marginality_linked_to_offence", "everyone", 0.12, 0.35),
    Share("coerced_by_partner_or_group", "women", 0.18, 0.30),
    Share("indigenous", "everyone", 0.60, 0.11),
    Share("substance_dependent_in_treatment", "everyone", 0.55, 0.02),
    Share("has_home", "everyone", 0.45, 0.85),
    Share("home_guarantor", "everyone", 0.28, 0.80),
    Share("care_guarantor", "everyone", 0.06, 0.75),
    Share("work_or_study_or_income", "everyone", 0.22, 0.65),
    Share("work_or_study_or_income", "late", 0.55, 0.70),
    Share("host_institution_letter", "sentenced", 0.08, 0.80),
    Share("consents", "sentenced", 0.35, 0.92),
    Share("offence_against_own_child", "sentenced", 0.80, 0.01),
    Share("offence_attempted", "everyone", 0.70, 0.06),
    Share("failed_to_appear", "sentenced", 0.62, 0.08),
    Share("civil_liability_met_or_committed", "sentenced", 0.42, 0.62),
    Share("other_pending_sentence", "everyone", 0.55, 0.12),
    Share("other_pending_sentence", "late", 0.78, 0.10),
    Share("victim_agreement", "with_victim", 0.20, 0.05),
    Share("victim_opposition_filed", "late", 0.40, 0.06),
    Share("victim_forgiveness", "with_victim", 0.10, 0.04),
    Share("conduct_good", "final", 0.66, 0.78),
    Share("conduct_good", "late", 0.86, 0.82),
    Share("rules_complied", "final", 0.58, 0.80),
    Share("rules_complied", "late", 0.80, 0.84),
    Share("resocialisation_adequate", "final", 0.25, 0.55),
    Share("resocialisation_adequate", "late", 0.62, 0.68),
    Share("case_declared_complex", "pretrial", 0.72, 0.12),
    Share("exceptional_cautionary_need", "pretrial", 0.50, 0.18),
    Share("danger_to_others", "pretrial", 0.55, 0.30),
    Share("absent_from_trial", "pretrial", 0.60, 0.07),
)


@dataclass(frozen=True)
class PaperShare:
    """How many people of a group have a paper in their file, before the file's own quality."""

    paper: str
    group: str
    share: float


# A file is thick or thin as a whole: the same people tend to have every paper (see `papers`).
PAPER_SHARES = (
    PaperShare("identity_document", "everyone", 0.82),
    PaperShare("migration_record", "foreign", 0.55),
    PaperShare("prenatal_record", "pregnant", 0.60),
    PaperShare("child_birth_certificate", "mothers", 0.50),
    PaperShare("health_certificate", "women", 0.35),
    PaperShare("social_work_report", "women", 0.40),
    PaperShare("social_work_report", "men", 0.18),
    PaperShare("socioeconomic_report", "everyone", 0.12),
    PaperShare("psychosocial_report", "women", 0.10),
    PaperShare("self_identification", "everyone", 0.25),
    PaperShare("medical_legal_report", "ill", 0.45),
    PaperShare("medical_legal_report", "everyone", 0.05),
    PaperShare("psychiatric_report", "mentally_ill", 0.40),
    PaperShare("disability_certificate", "disabled", 0.45),
    PaperShare("treatment_certificate", "in_treatment", 0.55),
    PaperShare("home_verification", "everyone", 0.22),
    PaperShare("home_undertaking", "everyone", 0.18),
    PaperShare("care_undertaking", "everyone", 0.05),
    PaperShare("care_undertaking", "dying", 0.60),
    PaperShare("medical_legal_report", "dying", 0.75),
    PaperShare("job_or_study_letter", "late", 0.38),
    PaperShare("job_or_study_letter", "sentenced", 0.10),
    PaperShare("host_letter", "sentenced", 0.06),
    PaperShare("signed_consent", "sentenced", 0.26),
    PaperShare("custody_title", "everyone", 0.88),
    PaperShare("judgment", "sentenced", 0.78),
    PaperShare("drug_expert_report", "drugs", 0.50),
    PaperShare("criminal_record_certificate", "sentenced", 0.48),
    PaperShare("court_record", "everyone", 0.40),
    PaperShare("civil_liability_proof", "sentenced", 0.30),
    PaperShare("other_cases_certificate", "late", 0.50),
    PaperShare("other_cases_certificate", "sentenced", 0.25),
    PaperShare("sentence_computation", "late", 0.62),
    PaperShare("sentence_computation", "final", 0.40),
    PaperShare("custody_record", "everyone", 0.90),
    PaperShare("redemption_resolution", "final", 0.18),
    PaperShare("conduct_certificate", "late", 0.60),
    PaperShare("conduct_certificate", "final", 0.25),
    PaperShare("disciplinary_record", "late", 0.55),
    PaperShare("disciplinary_record", "final", 0.25),
    PaperShare("board_minutes", "late", 0.45),
    PaperShare("board_minutes", "final", 0.15),
    PaperShare("period_resolution", "late", 0.50),
    PaperShare("period_resolution", "final", 0.20),
    PaperShare("complexity_order", "complex", 0.70),
    PaperShare("precautionary_order", "pretrial", 0.45),
    PaperShare("work_and_study_register", "final", 0.30),
)
