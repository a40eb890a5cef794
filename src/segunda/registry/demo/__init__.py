"""The synthetic demonstration register: an invented Panama as of 30 June 2024, all FICTICIO."""
