"""Loads as jobs of the queue: checked and done apart from the page that asked.

A job left `doing` by a killed worker is put back within a minute of the next worker's start; done
again it does what was not done (applying.py), so nothing is lost and nothing is doubled.
"""

from typing import Any

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from segunda.registry.keeping.tasks import ask_verdicts
from segunda.registry.loading.applying import apply
from segunda.registry.loading.checking import check
from segunda.registry.loading.painted import TASK, paint_sheet
from segunda.registry.models import Load

QUEUE = "loads"


@app.task(queue=QUEUE, name="segunda.check_load")
def check_load(load_id: int) -> None:
    """The dry run of one load."""
    check(load_id, at=timezone.now())


@app.task(queue=QUEUE, name="segunda.apply_load")
def apply_load(load_id: int) -> None:
    """One load that was asked for."""
    apply(load_id, at=timezone.now())
    ask_verdicts()


@app.task(queue=QUEUE, name=TASK)
def paint_load(load_id: int, language: str) -> None:
    """The sheet of one load with its faults painted."""
    paint_sheet(load_id, language, at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="segunda.put_back", name="segunda.put_back", pass_context=True)
async def put_back(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 (its signature)
    """Jobs of workers that have given no sign for half a minute go back into the queue."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(queue=QUEUE):
        await manager.retry_job(job)


def ask_check(load: Load) -> None:
    """Queue the dry run, in the transaction that received the file; asked twice, queued once."""
    _ask(check_load, load)


def ask_apply(load: Load) -> None:
    """Queue the load itself, in the transaction that asked for it; asked twice, queued once."""
    _ask(apply_load, load)


def ask_paint(load: Load, language: str) -> None:
    """Queue the painted sheet, in the transaction that asked for it; asked twice, queued once."""
    _queue(paint_load.configure(queueing_lock=f"{TASK} {load.pk} {language}"),
           load_id=load.pk, language=language)  # fmt: skip


def _ask(task: Any, load: Load) -> None:
    """One source at a time; the lock of a source is held while its job runs."""
    job = task.configure(queueing_lock=f"{task.name} {load.pk}", lock=f"load {load.source}")
    _queue(job, load_id=load.pk)


def _queue(job: Any, **said: object) -> None:
    from django.db import transaction

    try:
        with transaction.atomic():  # a savepoint: the page's transaction outlives a refusal
            job.defer(**said)
    except AlreadyEnqueued:
        return
