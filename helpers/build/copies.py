"""A learner's own copies of the notebooks: where they are, and what an update of the course does to them.

    notebooks/1.3-fork.ipynb ──┬──► my-course/1.3-fork.ipynb              the learner's: changed, run and saved at will
                               └──► my-course/.originals/1.3-fork.ipynb   what that copy was made from
    helpers/ ◄──── a link ───────── my-course/helpers                     so that `from helpers import …` works there
                                    my-course/my-answers.json             (teach/answers.py)

Git ignores `my-course`, so studying changes nothing that an update could meet. A copy whose cells are still those of
its original is replaced when the course has a newer one; what was run in it doesn't count. A copy with changes stays,
and a sentence says that there is a newer original. `course.py fresh 1.3` puts it in place, and keeps the learner's
beside it; `%%original` in a notebook takes back one cell (notebook/original.py).

Where the course's folder can't be written to, the copies are in the user's data folder.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..teach import answers

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
KERNEL = "python3"
ORIGINALS = ".originals"
HELPERS, IMAGES = "helpers", "images"


def folder() -> Path:
    """The folder of the copies, made if need be. Exits with a sentence if it can't be made anywhere."""
    for place in answers.folders():
        try:
            (place / ORIGINALS).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(place, os.W_OK):
            return place
    places = " nor ".join(str(place) for place in answers.folders())
    sys.exit(
        f"There is no room for notebooks of your own: neither {places} can be written to. Make one of them writable."
    )


def bring_up_to_date(own: Path, notebooks: Path = NOTEBOOKS) -> Iterator[str]:
    """Make what is missing in `own`, replace what is untouched and old, and yield a sentence for each that stays."""
    course = notebooks.parent
    _link(own / HELPERS, course / HELPERS)
    if own.parent != course:
        _link(own.parent / IMAGES, course / IMAGES)
    _move_old_answers(course, own)
    originals = {path.name: path for path in sorted(notebooks.glob("*.ipynb"))}
    for name, original in originals.items():
        if _is_current(own, name, original):
            continue
        if _untouched(own, name) or _text(own / name) == _text(original):
            put(original, own)
        elif _text(own / ORIGINALS / name) != _text(original):
            section = name.partition("-")[0]
            yield (
                f"{name} is newer in the course than the one that you have changed. Yours stays as it is. To begin it "
                f"again with the new one, run `python3 course.py fresh {section}`; yours will be kept beside it."
            )
    for kept in sorted((own / ORIGINALS).glob("*.ipynb")):
        if kept.name not in originals:
            if _untouched(own, kept.name):
                (own / kept.name).unlink(missing_ok=True)
            else:
                yield f"{kept.name} is no longer a part of the course. Your copy stays where it is."
            kept.unlink()


def begin_again(original: Path, own: Path) -> str:
    """Put a new copy of `original` into `own`, keep the old one beside it, and say so."""
    copy = own / original.name
    kept = ""
    if copy.exists() and not _untouched(own, copy.name):
        aside = _free(own / f"{copy.stem}-mine-{date.today()}.ipynb")
        os.rename(copy, aside)
        kept = f" What you had made of it is kept in {own.name}/{aside.name}."
    put(original, own)
    return (
        f"{own.name}/{copy.name} is as the course has it.{kept} If it is open, choose File, Reload Notebook from Disk."
    )


def put(original: Path, own: Path) -> None:
    """Copy `original` into `own`, in place of what is there, and note what the copy was made from."""
    text = original.read_text(encoding="utf-8")
    notebook = json.loads(text)
    # JupyterLab writes both into each notebook that it opens. Where they are there already, the notebook doesn't
    # count as changed, and isn't to be saved, before its reader has done anything.
    notebook["metadata"] |= {"kernelspec": _kernel(), "language_info": _language()}
    _replace(own / original.name, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
    _replace(own / ORIGINALS / original.name, text)


def _kernel() -> dict:
    from jupyter_client.kernelspec import KernelSpecManager

    kind = KernelSpecManager().get_kernel_spec(KERNEL)
    return {"display_name": kind.display_name, "language": kind.language, "name": KERNEL}


def _language() -> dict:
    from ipykernel.ipkernel import IPythonKernel

    return dict(IPythonKernel.language_info)


def _is_current(own: Path, name: str, original: Path) -> bool:
    made_from = own / ORIGINALS / name
    return (own / name).exists() and made_from.exists() and made_from.read_bytes() == original.read_bytes()


def _untouched(own: Path, name: str) -> bool:
    """Whether the copy `name` is missing or has the cells of the original that it was made from."""
    return not (own / name).exists() or _text(own / name) == _text(own / ORIGINALS / name) is not None


def _text(path: Path) -> list[tuple[str, str]] | None:
    """The cells' kinds and sources, without outputs; None of a file that is missing or no notebook."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _link(link: Path, target: Path) -> None:
    target = Path(os.path.relpath(target, link.parent)) if link.is_relative_to(target.parent) else target
    if link.is_symlink() and Path(os.readlink(link)) != target:
        link.unlink()
    if not link.exists():
        link.symlink_to(target)


def _move_old_answers(course: Path, own: Path) -> None:
    """Answers once lay in the course's own folder, a level above the notebooks."""
    old, new = course / answers.NAME, own / answers.NAME
    if old.exists() and not new.exists():
        os.replace(old, new)


def _free(path: Path) -> Path:
    """`path`, or the next of its name with a number that is not taken."""
    names = [path, *(path.with_stem(f"{path.stem}-{number}") for number in range(2, 1000))]
    return next(name for name in names if not name.exists())


def _replace(path: Path, text: str) -> None:
    """Put `text` in the place of the file `path`, whole or not at all."""
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def main() -> None:
    """The command `python -m helpers.build.copies NAME …`."""
    from .notebooks import chosen  # it loads much that `course.py lab` has no need of

    own = folder()
    for _ in bring_up_to_date(own):
        pass  # what is newer is said by `course.py lab`
    for original in chosen(sys.argv[1:]):
        print(begin_again(original, own))


if __name__ == "__main__":
    main()
