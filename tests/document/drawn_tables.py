"""A form's table drawn by itself, as its region's ``table.html.j2`` writes it."""

from jinja2 import Environment
from markupsafe import Markup

from mingzhang.document.paper_layout import lay_out
from mingzhang.document.table_markup import Drawer
from mingzhang.document.table_values import Table


def drawn(table: Table, environment: Environment) -> Markup:
    """The HTML of a table."""
    return Drawer(environment, {table.key: lay_out(table)})(table)
