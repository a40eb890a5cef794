"""Room: work, study and teaching that redeem: entered, confirmed by a second person, decided."""
