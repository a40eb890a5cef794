"""Room: what is asked of the prison service and answered: the mechanism's recommendations first."""
