"""Chains: the name of a form (版式) → its folder and those of its parents, the own one first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, has_errors
from mingzhang.project import Project
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_kept

FILE = "region.yaml"
NAME, PARENT = "名称", "上级"
UNKNOWN = "MZ501"  # that no form has a name
STRUCTURE = "*/document.yaml"  # of each kind of document that a form has


@dataclass(frozen=True)
class Chain:
    """The chain of a form: its folders, its own one first, and the ``region.yaml`` of each."""

    name: str
    folders: tuple[Path, ...]
    nodes: tuple[Node, ...]


def find_chain(
    name: str, project: Project, place: Place | None = None
) -> tuple[Chain | None, tuple[Diagnostic, ...]]:
    """The chain of the form called ``name``, asked for at ``place``, or why there is none."""
    nodes, broken = _nodes(project)
    folder = next((f for f, node in nodes.items() if name in (node.text_at(NAME), f.name)), None)
    if folder is None:
        unknown = _unknown(name, nodes.values(), place or Place(project.templates))
        return None, (*broken.values(), unknown)
    line, faults = _line(folder, nodes)
    faults += [fault for file, fault in broken.items() if file.parent in line]
    if faults:
        return None, tuple(faults)
    own = nodes[folder].text_at(NAME) or folder.name
    return Chain(own, tuple(line), tuple(nodes[member] for member in line)), ()


def form_names(project: Project) -> tuple[str, ...]:
    """The names of all forms (版式), ends of chains, that can be asked for."""
    nodes, _ = _nodes(project)
    roots = sorted(nodes, key=lambda folder: (nodes[folder].get(PARENT) is not None, folder.name))
    return tuple(nodes[folder].text_at(NAME) or folder.name for folder in roots)


def _nodes(project: Project) -> tuple[dict[Path, Node], dict[Path, Diagnostic]]:
    """Each form's ``region.yaml``, a link of its chain, by folder, and faults of those."""
    nodes: dict[Path, Node] = {}
    broken: dict[Path, Diagnostic] = {}
    for file in project.form_files(FILE):
        node, found = read_kept(file.read_bytes(), file)
        if node:
            nodes[file.parent] = node
        if has_errors(found):
            broken[file] = found[0]
    return nodes, broken


def _unknown(name: str, nodes: Iterable[Node], place: Place) -> Diagnostic:
    known = [node.text_at(NAME) for node in nodes]
    hint = f"可用的版式：{'、'.join(known)}。" if known else "templates 里没有版式。"
    return Diagnostic(place, UNKNOWN, f"没有名为“{name}”的版式。", hint)


def _line(folder: Path, nodes: Mapping[Path, Node]) -> tuple[list[Path], list[Diagnostic]]:
    """The chain of a form: its folder and its parents' (上级), the own one first."""
    line, by_name = [folder], {member.name: member for member in nodes}
    while parent := nodes[line[-1]].get(PARENT):
        above = by_name.get(parent.text)
        if above is None:
            message = f"没有版式文件夹“{parent.text}”。"
            return line, [Diagnostic(parent.place, "MZ502", message, _way_up(parent, nodes))]
        if above in line:
            hint = "请删去其中一个“上级”。"
            return line, [Diagnostic(parent.place, "MZ502", "“上级”绕成了一圈。", hint)]
        line.append(above)
    if line == [folder] and not any(folder.glob(STRUCTURE)):
        return line, [_rootless(nodes[folder], nodes)]
    return line, []


def _way_up(parent: Node, nodes: Mapping[Path, Node]) -> str:
    """What stands in the chain for a parent that is no folder's name; maybe a form's own name."""
    named = next((f.name for f, node in nodes.items() if node.text_at(NAME) == parent.text), "")
    if named:
        return f"“上级”写文件夹名：版式“{parent.text}”的文件夹是 {named}。"
    return f"“上级”写 templates 里另一个有 {FILE} 的文件夹名，例如 national。"


def _rootless(node: Node, nodes: Mapping[Path, Node]) -> Diagnostic:
    """A chain that ends at once, in a folder that prints nothing by itself."""
    name = node.text_at(NAME)
    forms = {folder.name for folder in nodes}
    meant = next((key for key, value in node.items() if key != NAME and value.text in forms), "")
    place = node.keys.get(meant or NAME, node.place)
    message = f"版式“{name}”没有“上级”，自己也没有 document.yaml，什么也印不出来。"
    written = f"“{meant}”应写作“上级”。" if meant else "请写一行 上级: 最接近的版式的文件夹名"
    return Diagnostic(place, "MZ502", message, written if meant else f"{written}，例如 national。")
