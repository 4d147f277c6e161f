"""What an earlier run found in a paper that lies elsewhere now."""

from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.inspection.earlier_findings import as_line, moved, read_kept
from mingzhang.inspection.paper_inspection import Inspected


def test_a_paper_that_was_moved_is_named_where_it_lies() -> None:
    old, new = Path("旧/甲.pdf"), Path("新/甲.pdf")
    operands = (Operand("合计", "1.00", Place(old, page=3)), Operand("表", "2.00"))
    told = Diagnostic(Place(old, page=2), "MZ884", "印作 1.00", operands=operands)
    (kept,) = read_kept(as_line(("a", "b"), Inspected(old, found=(told,)))).values()
    (found,) = moved(kept, new).found
    assert found.place == Place(new, page=2)
    assert [one.place for one in found.operands] == [Place(new, page=3), None]
