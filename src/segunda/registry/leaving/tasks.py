"""Exports as jobs of the queue; one left by a killed worker goes back into it and begins anew."""

from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from segunda.access.clock import today
from segunda.registry.leaving.making import make

QUEUE = "exports"


@app.task(queue=QUEUE, name="segunda.export_list")
def export_list(export: str) -> None:
    """The files of one list."""
    make(UUID(export), at=timezone.now(), day=today())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="segunda.export_again", name="segunda.export_again", pass_context=True)
async def export_again(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 (its signature)
    """Exports of workers that have given no sign for half a minute go back into the queue."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(queue=QUEUE):
        await manager.retry_job(job)


def queue(export: UUID) -> None:
    """Queue one export, in the transaction that asked for it."""
    export_list.defer(export=str(export))
