"""Who uses the system, what each may do, and the trace that cannot be changed."""
