"""The state program: the record of who is held, for the service, the courts and the defence."""
