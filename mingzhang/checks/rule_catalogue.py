"""The catalogue of rules: modules → the rules in them, by code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from mingzhang.checks import (
    asset_values,
    author_notes,
    budget_tables,
    budget_unit_totals,
    carried_over_projects,
    corrections,
    days_in_texts,
    declared_identities,
    department_sums,
    drawn_documents,
    empty_reasons,
    exchanged_projects,
    exchanged_rows,
    exchanged_units,
    execution_rates,
    fewer_than_listed,
    figures_beside_names,
    final_account_tables,
    foreign_institutions,
    functional_pairs,
    fund_section_texts,
    goal_words,
    goals_and_evaluations,
    grades_beside_scores,
    income_by_subject,
    incomplete_rows,
    indicator_levels,
    indicator_numbers,
    indicator_targets,
    last_year_comparison,
    leftover_texts,
    lone_among_equals,
    lone_figure_sizes,
    misnamed_projects,
    misplaced_words,
    missing_entries,
    money_between_units,
    numbered_items,
    office_costs,
    office_names,
    official_costs_over_budget,
    paid_cars,
    pasted_goals,
    performance_coverage,
    possible_balances,
    procured_in_all,
    procured_kinds,
    project_money,
    project_money_in_texts,
    project_subjects,
    project_words,
    projects_of_units,
    published_budget,
    purposes_and_rows,
    rates_in_texts,
    reason_lock_rules,
    repeated_rows,
    repeated_texts,
    replaced_budget_codes,
    row_order,
    row_purposes,
    rows_of_summed_units,
    self_evaluations,
    sentence_amounts,
    sentence_directions,
    sentence_sums,
    sentence_years,
    shared_identities,
    shifted_rows,
    spending_below_zero,
    subject_code_turnover,
    subject_codes,
    subject_funds,
    sums_as_typed,
    tenfold_moves,
    unfitting_subject_codes,
    unit_evaluations,
    unit_identity,
    unit_money_sizes,
    unit_places,
    unit_posts,
    unlikely_values,
    usual_shares,
    wrong_columns,
)
from mingzhang.checks.rule import Rule

MODULES: tuple[ModuleType, ...] = (
    shared_identities,
    shifted_rows,
    final_account_tables,
    budget_tables,
    published_budget,
    drawn_documents,
    carried_over_projects,
    spending_below_zero,
    execution_rates,
    corrections,
    days_in_texts,
    declared_identities,
    department_sums,
    empty_reasons,
    unit_evaluations,
    unit_identity,
    unit_money_sizes,
    exchanged_rows,
    exchanged_units,
    tenfold_moves,
    unfitting_subject_codes,
    fund_section_texts,
    subject_funds,
    rows_of_summed_units,
    money_between_units,
    goals_and_evaluations,
    foreign_institutions,
    leftover_texts,
    last_year_comparison,
    reason_lock_rules,
    indicator_numbers,
    misnamed_projects,
    author_notes,
    office_costs,
    office_names,
    official_costs_over_budget,
    row_order,
    exchanged_projects,
    project_money,
    replaced_budget_codes,
    unlikely_values,
    performance_coverage,
    missing_entries,
    row_purposes,
    fewer_than_listed,
    figures_beside_names,
    repeated_texts,
    lone_among_equals,
    lone_figure_sizes,
    subject_codes,
    indicator_targets,
    self_evaluations,
    sentence_amounts,
    sentence_directions,
    sentence_sums,
    sentence_years,
    subject_code_turnover,
    repeated_rows,
    budget_unit_totals,
    incomplete_rows,
    misplaced_words,
    numbered_items,
    project_words,
    unit_posts,
    unit_places,
    indicator_levels,
    functional_pairs,
    paid_cars,
    goal_words,
    grades_beside_scores,
    asset_values,
    pasted_goals,
    purposes_and_rows,
    procured_in_all,
    procured_kinds,
    income_by_subject,
    projects_of_units,
    sums_as_typed,
    possible_balances,
    usual_shares,
    wrong_columns,
    project_money_in_texts,
    project_subjects,
    rates_in_texts,
)


@cache
def catalogue() -> Mapping[str, Rule]:
    """The catalogue: every rule of the program, in the order of the codes."""
    return MappingProxyType(gathered(*MODULES))


def gathered(*modules: ModuleType) -> dict[str, Rule]:
    """The catalogue: the modules' rules in the order of the codes.

    ``ValueError`` for a code used twice.
    """
    found: dict[str, Rule] = {}
    for rule in sorted(_rules(modules), key=lambda rule: rule.code):
        if rule.code in found:
            raise ValueError(f"two rules have the code {rule.code}")
        found[rule.code] = rule
    return found


def aliases(rules: Mapping[str, Rule]) -> Mapping[str, str]:
    """The catalogue's aliases: codes that rules once had → those that they have now."""
    return {old: rule.code for rule in rules.values() for old in rule.aliases}


def _rules(modules: tuple[ModuleType, ...]) -> Iterator[Rule]:
    for module in modules:
        yield from (value for value in vars(module).values() if isinstance(value, Rule))
