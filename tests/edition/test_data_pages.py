import csv
import io

from kyyeu.edition import addresses
from kyyeu.edition.data_pages import data_jobs
from kyyeu.model import Kind, UnitRecord
from tests.edition.stories import archive, records


def test_the_tables_tell_no_record_that_is_closed_not_even_as_another_ones_parent():
    known = records(
        UnitRecord("so", "Sở Y tế"),
        UnitRecord("kin", "Phòng Kín", public=False),
        UnitRecord("to", "Tổ Một", parent="kin", predecessor="so", successor="nowhere"),
    )
    tables = {job.save_as: str(job.value.text) for job in data_jobs(archive(authorities=known))
              if job.template == "ready.txt"}  # fmt: skip
    rows = {
        row["id"]: row
        for row in csv.DictReader(io.StringIO(tables[addresses.table(Kind.UNIT)].lstrip("\ufeff")))
    }
    assert rows.keys() == {"so", "to"}
    assert (rows["to"]["parent"], rows["to"]["predecessor"]) == ("", "so")
    assert "kin" not in tables[addresses.table(Kind.UNIT)]
