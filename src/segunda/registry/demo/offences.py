"""Classes of offence, their penalties and their shares in the demonstration register."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Offence:
    """One row of the mixture: class of the dictionary, legal range in months, shares by sex.

    Only the drug range (72 to 300 months: 6 to 25 years) comes from a source, the MNPT's text
    in the APT Global NPM report. Every other range is our assumption, no article was read.
    Shares: men follow UNODC 2012 for drugs (3,395) and homicide (3,084) of 14,468 held; that
    women are held mostly for drugs is in the MNPT's text and WOLA's report, 70 % is ours.
    """

    offence_class: str
    statutory_min: int
    statutory_max: int
    men: float
    women: float
    skew: float = 4.0
    violent: float = 0.0
    weapon: float = 0.0
    intentional: float = 1.0
    listed_115a: float = 0.0


OFFENCES = (
    Offence("drugs_trafficking", 96, 300, 0.165, 0.47, skew=7.0),
    Offence("drugs_small", 72, 120, 0.07, 0.23, skew=3.0),
    Offence("homicide", 120, 360, 0.19, 0.05, skew=1.6, violent=1.0, weapon=0.7),
    Offence("homicide", 12, 60, 0.02, 0.01, intentional=0.0, listed_115a=0.8),
    Offence("property", 60, 180, 0.17, 0.06, violent=0.8, weapon=0.55),
    Offence("property", 6, 60, 0.11, 0.07, skew=2.2, listed_115a=0.6),
    Offence("sexual", 60, 216, 0.11, 0.01, skew=2.5, violent=0.7, weapon=0.1),
    Offence("domestic_violence", 24, 96, 0.035, 0.01, violent=0.8, weapon=0.2),
    Offence("organised_crime", 72, 180, 0.04, 0.03, weapon=0.3),
    Offence("corruption", 36, 120, 0.01, 0.02),
    Offence("kidnapping", 180, 300, 0.008, 0.005, violent=0.7, weapon=0.6),
    Offence("terrorism", 240, 360, 0.0005, 0.0, violent=1.0, weapon=1.0),
    Offence("other", 48, 144, 0.05, 0.015, weapon=0.9),
    Offence("other", 6, 48, 0.0215, 0.02, skew=2.0, listed_115a=0.3),
)
