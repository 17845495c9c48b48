"""A first case by questions and answers, in words: who, what could be done, for whom it is a gain, what matters most.

The interview is a function of its answers: `next_question` says what is to be asked, given what has been answered, and
`case_text` writes the case when nothing is left to ask. So an answer can be changed at any time, and an interview can
be left and taken up again. Asking itself is for `detente.cli`.
"""

from detente.interview.answers import Answers, read_answers, write_answers
from detente.interview.questions import NotUnderstoodError, Question, next_question, questions_asked, understood
from detente.interview.writing import case_of, case_text

__all__ = [
    "Answers",
    "NotUnderstoodError",
    "Question",
    "case_of",
    "case_text",
    "next_question",
    "questions_asked",
    "read_answers",
    "understood",
    "write_answers",
]
