"""The page of the contingencies is as its command makes it; the case of Soyuz MS-22 is answered once more."""

import json

import archive


def test_the_archive_page_is_current() -> None:
    answers = json.loads(archive.ANSWERS.read_text(encoding="utf-8"))

    assert archive.page(answers) == archive.PAGE.read_text(encoding="utf-8"), (
        "run docs/archive.py, and read what changed"
    )


def test_the_answer_of_11_january_2023_is_the_one_on_the_page() -> None:
    case = next(case for case in archive.cases() if case["event"] == "ms22-leak")
    answers = json.loads(archive.ANSWERS.read_text(encoding="utf-8"))

    assert answers["ms22-leak"]["2023-01-11"] == archive.answer(case, "2023-01-11"), "run docs/archive.py"
