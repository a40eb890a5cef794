"""The facts of the dictionary by theme, so that a file does not read as one long list."""

from segunda.law.text import Text

THEMES: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (Text("Salud y maternidad", "Health and motherhood"),
     ("pregnant", "gestation_weeks", "weeks_since_birth", "breastfeeding", "seriously_ill",
      "illness_prevents_prison", "terminal_illness", "hiv_terminal",
      "risk_of_death_or_worsening", "mental_illness", "disability",
      "disability_prevents_selfcare", "substance_dependent_in_treatment")),
    (Text("Familia y personas a su cuidado", "Family and people in her care"),
     ("youngest_child_age_months", "caregiver_minor", "youngest_dependant_age_years",
      "caregiver_disabled", "caregiver_older", "sole_custody", "head_of_household")),
    (Text("Vida afuera", "Life outside"),
     ("poverty", "extreme_vulnerability", "marginality_linked_to_offence",
      "coerced_by_partner_or_group", "has_home", "home_guarantor", "care_guarantor",
      "work_or_study_or_income", "host_institution_letter", "consents")),
    (Text("Delito y víctima", "Offence and victim"),
     ("offence_class", "offence_date", "offence_intentional", "offence_violent", "weapon_used",
      "offence_attempted", "offence_against_own_child", "drug_introduction_to_prison",
      "drug_quantity_g", "offence_in_cp115a_list", "victim_agreement",
      "victim_opposition_filed", "victim_forgiveness", "victim_estate_gravely_affected",
      "civil_liability_met_or_committed")),
    (Text("Título y pena", "Title and penalty"),
     ("legal_status", "penalty_type", "sentence_months", "statutory_min_months",
      "statutory_max_months", "weekend_count", "other_pending_sentence", "served_fraction",
      "served_days")),
    (Text("Proceso y detención provisional", "Proceedings and pre-trial detention"),
     ("days_in_pretrial", "tbl_max_detention_days", "case_declared_complex",
      "complexity_order_reasoned", "exceptional_cautionary_need", "danger_to_others",
      "absent_from_trial", "failed_to_appear", "territorial_ban_days", "presentations_made")),
    (Text("Antecedentes", "Earlier convictions"),
     ("first_time", "prior_intentional_conviction_5y", "prior_sentence_10y",
      "prior_conviction_exempt", "reoffended_same_offence")),
    (Text("Cumplimiento: conducta, trabajo, estudio", "Serving: conduct, work, study"),
     ("redeemed_days", "conduct_good", "rules_complied", "resocialisation_adequate",
      "junta_opinion", "progressive_period", "work_days", "study_days", "instructor_hours",
      "community_work_days")),
    (Text("Identidad", "Identity"),
     ("sex", "gender", "age_years", "foreign_national", "indigenous")),
)  # fmt: skip
OTHER = Text("Otros hechos", "Other facts")
"""Where a fact stands that nobody has put under a theme yet; a test looks that there is none."""


def theme_of(name: str) -> int:
    """The place of a fact's theme in THEMES; len(THEMES) for OTHER."""
    return _PLACES.get(name, len(THEMES))


_PLACES = {name: place for place, (_, names) in enumerate(THEMES) for name in names}
