"""What is said of vectors while an index is made."""

from search.management.vectors import Reporter


def test_now_and_then_it_is_said_how_many_there_are():
    lines, seconds = [], iter([0.0, 10.0, 31.0, 31.0, 40.0, 62.0, 62.0])
    reporter = Reporter("shop en products", lines.append, clock=lambda: next(seconds))

    for _ in range(4):
        reporter.had(8)

    assert lines == [
        "shop en products: 16 vectors so far",
        "shop en products: 32 vectors so far",
    ]


def test_what_goes_wrong_is_said_once_each():
    lines = []
    reporter = Reporter("shop en products", lines.append)

    for _ in range(2):
        reporter.goes_on_with_fewer(16, 64, "Too slow.")
        reporter.failed("No key.")

    assert lines == [
        "shop en products: 64 texts at once: Too slow. Going on with 16.",
        "shop en products: No vectors at the moment: No key.",
    ]
