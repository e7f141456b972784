"""A prediction: the learner commits to an answer before the program runs.

    predict("fork-once-lines", "?")      shows the question; this is what a stored notebook holds
    predict("fork-once-lines", "b")      shows it again, keeps the answer, and replies to it below

Where the answer can be read off a run, the letter is only kept, and the verdict follows the run:

    predict ──"b"──► waiting ──► run("1.3/fork_once.py") ──► settle: "It wrote 3 lines. You said …"

The reply to a wrong answer speaks to the belief behind it and leaves the right letter open. What is stored in a
notebook has no answers, so it shows no verdicts.
"""

from __future__ import annotations

from ..recording.answer import Answer
from ..recording.recording import Recording
from . import answers, page
from .explained import Explained
from .questions import Option, Question, find

_waiting: dict[str, Option] = {}  # by the question's name: what was chosen, in this kernel, for a run to judge


class NotAnAnswer(Explained, ValueError):
    """What was given instead of a letter."""


def predict(name: str, answer: str = "?") -> None:
    """Show the question `name`; keep the letter `answer` in `my-answers.json` and reply to it, now or after the run.

    Raises NoSuchQuestion if there is no such question, NotAnAnswer if `answer` is neither "?" nor
    one of its letters.
    """
    question = find(name)
    letter = answer.strip().lower() if isinstance(answer, str) else answer
    _waiting.pop(name, None)
    if letter == "?":
        _put(question, f'Choose {_choices(question)}: put the letter in place of "?" and run this cell again.')
        return
    option = question.option(letter)
    if option is None:
        raise NotAnAnswer(f"{answer!r} is not one of the answers. Write {_choices(question)} between the quotes.")
    answers.remember_prediction(name, option.letter)
    if question.ask:
        _waiting[name] = option
        reply = f"You chose {option.letter}. Run the program: what it does is the answer."
    else:
        reply = f"You chose {option.letter}. {_verdict(option.right)} {option.reply}"
    _put(question, reply)


def settle(program: str, recording: Recording) -> None:
    """After a run of `program` ("1.3/fork_once.py", with its arguments), judge the predictions that waited for it."""
    for name, option in _waiting.items():
        question = find(name)
        if question.program == program:
            seen = getattr(recording, question.ask[0])(*question.ask[1:])
            text = f"Your prediction was {option.letter}: {option.says}\n\n{_judged(question, option, seen)}"
            page.put(_status(text), text)


def _judged(question: Question, option: Option, seen: Answer) -> str:
    if seen.unknown:
        return f"This run can't settle it: {seen.unknown}. {_verdict(option.right)} {option.reply}"
    if seen.missing:
        return f"This run can't settle it. {seen.missing}"
    value = ", ".join(map(str, seen.value)) if isinstance(seen.value, list) else seen.value
    if all(seen.value != each.means for each in question.options):
        return f"{question.seen.format(value)} That is none of the answers: look at the picture."
    return f"{question.seen.format(value)} {_verdict(seen.value == option.means)} {option.reply}"


def _verdict(right: bool) -> str:
    return "Right." if right else "Not quite."


def _put(question: Question, reply: str) -> None:
    """Show the question, its options, and the reply below them, of which a screen reader is told."""
    # The letters are text of the page: not every viewer keeps a list's own lettering.
    items = [f"<li><strong>{one.letter}</strong>&ensp;{page.inline(one.says)}</li>" for one in question.options]
    options = "\n".join(items)
    html = f"{page.to_html(question.text)}\n<ul>\n{options}\n</ul>\n{_status(reply)}"
    plain = [question.text, "", *(f"  {one.letter}) {one.says}" for one in question.options), "", reply]
    page.put(html, "\n".join(plain))


def _status(text: str) -> str:
    return f'<div role="status">\n{page.to_html(text)}\n</div>'


def _choices(question: Question) -> str:
    *first, last = [option.letter for option in question.options]
    return f"{', '.join(first)} or {last}"
