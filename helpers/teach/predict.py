"""A prediction: the learner commits to an answer before the program runs.

    predict("fork-once-lines", "?")      shows the question; this is what a stored notebook holds
    predict("fork-once-lines", "b")      keeps the answer and replies to it

The reply to a wrong answer speaks to the idea behind it and leaves the right letter open:
the run will tell.
"""

from __future__ import annotations

from . import answers, page
from .explained import Explained
from .questions import Option, Question, find


class NotAnAnswer(Explained, ValueError):
    """What was given instead of a letter."""


def predict(name: str, answer: str = "?") -> None:
    """Show the question `name`, or reply to the letter `answer` and keep it in `my-answers.json`.

    Raises NoSuchQuestion if there is no such question, NotAnAnswer if `answer` is neither "?" nor
    one of its letters.
    """
    question = find(name)
    letter = answer.strip().lower() if isinstance(answer, str) else answer
    if letter == "?":
        _ask(question)
        return
    option = question.option(letter)
    if option is None:
        raise NotAnAnswer(f"{answer!r} is not one of the answers. Write {_choices(question)} between the quotes.")
    answers.remember_prediction(name, option.letter)
    _reply(option)


def _ask(question: Question) -> None:
    how = f'Choose {_choices(question)}: put the letter in place of "?" and run this cell again.'
    plain = [
        question.text,
        "",
        *(f"  {option.letter}) {option.says}" for option in question.options),
        "",
        how,
    ]
    # The letters are text of the page: not every viewer keeps a list's own lettering.
    items = "\n".join(
        f"<li><strong>{option.letter}</strong>&ensp;{page.inline(option.says)}</li>" for option in question.options
    )
    page.put(f"{page.to_html(question.text)}\n<ul>\n{items}\n</ul>\n<p>{page.inline(how)}</p>", "\n".join(plain))


def _reply(option: Option) -> None:
    verdict = "Right." if option.right else "Not quite."
    after = "" if option.right else "Change your answer if you like, or keep it. The run below decides."
    said = f"You chose {option.letter}: {option.says}"
    paragraphs = [said, f"{verdict} {option.reply}", *([after] if after else [])]
    text = "\n\n".join(paragraphs)
    page.put(f'<div role="status">\n{page.to_html(text)}\n</div>', text)


def _choices(question: Question) -> str:
    *first, last = [option.letter for option in question.options]
    return f"{', '.join(first)} or {last}"
