"""Official costs: the subject under which basic spending has the same."""

from mingzhang.facts.official_costs import subject_of


def test_a_named_figure_of_official_costs_has_its_subject_in_any_column() -> None:
    assert subject_of("三公经费.公务接待费") == subject_of("三公经费.公务接待费.决算数") == "30217"
    assert not subject_of("三公经费.合计")
    assert not subject_of("公务接待费")
