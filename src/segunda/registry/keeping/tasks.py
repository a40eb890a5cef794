"""Verdicts as a job of the queue: asked for after a load, and looked after every minute."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from segunda.registry.keeping.checking import catch_up

QUEUE = "verdicts"


@app.periodic(cron="* * * * *")
@app.task(queue=QUEUE, queueing_lock="segunda.verdicts", name="segunda.verdicts")
def keep_verdicts(timestamp: int = 0) -> None:  # noqa: ARG001 (the queue's signature)
    """Check whoever is out of date: the new day, a new law, a load, a page that could not wait."""
    catch_up()


def ask_verdicts() -> None:
    """Queue a check in the transaction that changed the record; asked twice, queued once."""
    try:
        with transaction.atomic():
            keep_verdicts.defer()
    except AlreadyEnqueued:
        return
