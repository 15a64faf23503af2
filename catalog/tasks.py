"""What the worker runs for the catalog."""

from django_tasks import task


@task()
def tell_low_stock(offer_id: int) -> None:
    """Tell a shop that a pack is nearly gone, if it still is; see `centre_notices.tell_low`."""
    from catalog.centre import notices as centre_notices

    centre_notices.tell_low(offer_id=offer_id)


@task()
def check_import(job_id: int) -> None:
    """Read a shop's file and say what it would change; see `imports.job.check`."""
    from catalog.imports import job

    job.check(job_id=job_id)


@task()
def run_import(job_id: int, attempt: int) -> None:
    """Take a shop's file in, as a whole or not at all; see `imports.job.run`. Running it twice takes it in once."""
    from catalog.imports import job

    job.run(job_id=job_id, attempt=attempt)
