"""The village: about 40 invented people in 3 facilities, the only fixture world. FICTICIO."""
