"""A shop's own import: a file is uploaded, read, shown, confirmed, taken in by a worker, and deleted.

Each step is one conditional update of `ImportJob.state`, so two people, two tabs or two workers do it once:

    checking → ready → queued → running → done
          ↘ refused           ↘ failed, cancelled (running again → queued)

The file lies below PRIVATE_ROOT and is opened by nobody but the worker. A running import whose worker has died is shown
as failed and may be started again; should the old worker live after all, it finds another `attempt` and writes nothing.
"""

import datetime as dt
import logging
import secrets
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.imports.archive import unpacked_bytes
from catalog.imports.columns import MAX_BYTES, ImportRefused, Problem, refused
from catalog.imports.plan import Plan
from catalog.imports.progress import ImportCancelled, Progress, files_delete
from catalog.imports.services import products_import
from catalog.models import ImportJob, ImportState
from catalog.models.import_job import AT_WORK
from catalog.tasks import check_import, run_import
from core.tasks import enqueue
from core.text import clean_text
from vendors.models import Vendor

logger = logging.getLogger(__name__)

FOLDER: Final = "imports"
AT_ONCE_BYTES: Final = 60_000  # some 300 rows: read while the person waits
AT_ONCE_UNPACKED: Final = 1_000_000  # of a workbook of so many rows; more is no honest one
SHOWN_CHANGES: Final = 100
SHOWN_PROBLEMS: Final = 200
KEPT: Final = dt.timedelta(days=2)  # a file that nobody comes back to
WAITING: Final = dt.timedelta(minutes=10)  # for a worker to read a file, before it may be thrown away
_SUFFIXES: Final = (".csv", ".xlsx")
_OTHER_SHEETS: Final = (".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".numbers", ".tsv", ".txt")


class ImportBusy(Exception):
    """The shop has an import at work; one after the other."""


class GivenUp(Exception):
    """This start of the import was given up and another one begun, or it was stopped."""


def file_of(job: ImportJob) -> Path:
    """Where the file lies."""
    return Path(settings.PRIVATE_ROOT) / job.path


def progress_of(job: ImportJob) -> Progress:
    return Progress(file_of(job), job.attempt)


# ── The shop ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def upload(*, vendor: Vendor, file: UploadedFile, by: User) -> ImportJob:
    """Keep a file and have it read: at once where it is small, by a worker else. Nothing of the shop changes.

    Files before it that wait for nothing but a confirmation are dropped. Raises `ImportRefused` for what is no table,
    and `ImportBusy`; then nothing is kept.
    """
    name = clean_text((file.name or "")[-200:], max_length=120)
    suffix = Path(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise refused(
            _("Chỉ nhận tệp .csv hoặc .xlsx. Mở tệp này trong bảng tính rồi lưu lại dạng .xlsx.")
            if suffix in _OTHER_SHEETS
            else _("Chỉ nhận tệp .csv hoặc .xlsx.")
        )
    if (file.size or 0) > MAX_BYTES:
        raise refused(_("Tệp lớn hơn 10 MB."))
    if not file.size:
        raise refused(_("Tệp trống."))
    path = f"{FOLDER}/{vendor.pk}/{secrets.token_hex(16)}{suffix}"
    target = Path(settings.PRIVATE_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    language = (get_language() or settings.LANGUAGE_CODE)[:8]
    at_once = file.size <= AT_ONCE_BYTES and unpacked_bytes(target) <= AT_ONCE_UNPACKED
    try:
        with transaction.atomic():
            job = ImportJob.objects.create(
                vendor=vendor, by=by, name=name, path=path, size=file.size, language=language
            )
            if not at_once:
                enqueue(check_import, job.pk)
    except IntegrityError as error:
        files_delete(target)
        raise ImportBusy from error
    for old in ImportJob.objects.for_vendor(vendor).exclude(pk=job.pk).exclude(path="").exclude(state__in=AT_WORK):
        _drop(old)
    if at_once:
        check(job_id=job.pk)
        job.refresh_from_db()
    return job


def confirm(*, job: ImportJob) -> bool:
    """Have it taken in; also again after it failed. Says whether it was waiting for that. Raises `ImportBusy`."""
    sources = [ImportState.READY, ImportState.FAILED]
    if job.state == ImportState.RUNNING and has_died(job):
        sources = [ImportState.RUNNING]
    try:
        with transaction.atomic():
            rows = ImportJob.objects.filter(pk=job.pk, state__in=sources, attempt=job.attempt).exclude(path="")
            if not rows.update(state=ImportState.QUEUED, attempt=F("attempt") + 1, touched_at=timezone.now()):
                return False
            enqueue(run_import, job.pk, job.attempt + 1)
    except IntegrityError as error:
        raise ImportBusy from error
    return True


def cancel(*, job: ImportJob) -> bool:
    """Stop it: at once where nothing is being written, at the next rows where it is, which undoes everything.

    Says whether there was anything to stop.
    """
    if job.state == ImportState.RUNNING and not has_died(job):
        progress_of(job).stop()
        return True
    if job.state in (ImportState.DONE, ImportState.CANCELLED):
        return job.state == ImportState.CANCELLED
    if ImportJob.objects.filter(pk=job.pk, state=job.state, attempt=job.attempt).update(state=ImportState.CANCELLED):
        progress = progress_of(job)
        if job.state == ImportState.CHECKING and not progress.is_silent():
            progress.stop()  # somebody is reading it, and deletes it
        else:
            _drop(job)
        return True
    now = ImportJob.objects.get(pk=job.pk)  # a worker has begun, or ended, at this very moment
    if now.state not in AT_WORK:
        return now.state == ImportState.CANCELLED
    progress_of(now).stop()
    return True


def has_died(job: ImportJob) -> bool:
    """Whether the worker of a running import has not been heard of for a while."""
    return job.state == ImportState.RUNNING and progress_of(job).is_silent()


# ── The worker ───────────────────────────────────────────────────────────────────────────────────────────────────────
def check(*, job_id: int) -> None:
    """Read the file and write down what it would change, or what is wrong with it. Nothing of the shop changes."""
    job = ImportJob.objects.select_related("vendor").filter(pk=job_id, state=ImportState.CHECKING).first()
    if job is None:
        return
    progress = progress_of(job)
    with override(job.language):
        try:
            with progress.alive():
                plan = products_import(
                    vendor=job.vendor, path=file_of(job), dry_run=True, by_shop=True, watch=_whole(progress)
                ).plan
            fields: dict[str, Any] = {"state": ImportState.READY, **_told(plan)}
        except ImportRefused as refusal:
            fields = _wrong(refusal)
        except ImportCancelled:
            fields = {"state": ImportState.CANCELLED}
        except Exception:
            logger.exception("import %s cannot be read", job.pk)
            fields = _wrong(refused(_("Không đọc được tệp này.")))
    waiting = ImportJob.objects.filter(pk=job.pk, state=ImportState.CHECKING)
    if not waiting.update(touched_at=timezone.now(), **fields) or fields["state"] != ImportState.READY:
        _drop(job)


def run(*, job_id: int, attempt: int) -> None:
    """Take the file in, in one transaction whose last statement says so. Does nothing unless this start is wanted."""
    mine = ImportJob.objects.filter(pk=job_id, attempt=attempt)
    job = mine.select_related("vendor", "by").first()
    if job is None or job.state != ImportState.QUEUED:
        return
    progress = progress_of(job)
    with override(job.language):
        try:
            with progress.alive():  # before it counts as running: a running import without a sign of life has died
                if not mine.filter(state=ImportState.QUEUED).update(state=ImportState.RUNNING):
                    return

                def finish(plan: Plan) -> None:
                    progress.tell(1, 1)
                    done = {"state": ImportState.DONE, "touched_at": timezone.now(), **_told(plan), "preview": []}
                    if not mine.filter(state=ImportState.RUNNING).update(**done):
                        raise GivenUp

                products_import(
                    vendor=job.vendor,
                    path=file_of(job),
                    by=job.by,
                    by_shop=True,
                    watch=progress.tell,
                    finish=finish,
                )
        except GivenUp:
            return
        except ImportCancelled:
            fields: dict[str, Any] = {"state": ImportState.CANCELLED}
        except ImportRefused as refusal:  # the shop has changed since the file was read
            fields = _wrong(refusal)
        except Exception:
            logger.exception("import %s failed", job.pk)
            fields = {"state": ImportState.FAILED}
        else:
            _drop(job)
            return
    if mine.filter(state=ImportState.RUNNING).update(touched_at=timezone.now(), **fields):
        job.state = fields["state"]
        if job.state != ImportState.FAILED:
            _drop(job)


def prune(*, now: dt.datetime | None = None) -> int:
    """Delete files that nobody has come back to, and give up those no worker has read; the ticker calls it."""
    now = now or timezone.now()
    for job in ImportJob.objects.filter(state=ImportState.CHECKING, touched_at__lt=now - WAITING)[:100]:
        if progress_of(job).is_silent():
            ImportJob.objects.filter(pk=job.pk, state=ImportState.CHECKING).update(state=ImportState.CANCELLED)
    old = list(ImportJob.objects.forgotten(now - KEPT).exclude(state__in=AT_WORK)[:500])
    for job in old:
        _drop(job)
    return len(old)


# ── The parts ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _drop(job: ImportJob) -> None:
    """Delete the file; what waited for a confirmation can no longer be confirmed."""
    files_delete(file_of(job))
    ImportJob.objects.filter(pk=job.pk, state__in=[ImportState.READY, ImportState.FAILED]).update(
        state=ImportState.CANCELLED
    )
    ImportJob.objects.filter(pk=job.pk).update(path="")


def _whole(progress: Progress) -> Any:
    """A file that is only read is done when its rows are."""
    return lambda done, whole: progress.tell(min(2 * done, whole), whole)


def _told(plan: Plan) -> dict[str, Any]:
    shown = [step for step in plan.steps if step.is_new or step.changes or step.note][:SHOWN_CHANGES]
    return {
        "made": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "wrong": 0,
        "problems": [],
        "preview": [
            {
                "line": step.row.line,
                "sku": step.row.sku,
                "name": step.row.name,
                "new": step.is_new,
                "changes": [change.partition(" ")[::2] for change in step.changes],
                "note": step.note,
            }
            for step in shown
        ],
    }


def _wrong(refusal: ImportRefused) -> dict[str, Any]:
    first: list[Problem] = refusal.problems[:SHOWN_PROBLEMS]
    return {
        "state": ImportState.REFUSED,
        "wrong": len(refusal.problems),
        "preview": [],
        "problems": [{"line": p.line, "column": p.column, "text": p.text} for p in first],
    }
