"""Filling in the dashboard's forms as a browser does."""

from bs4 import BeautifulSoup


def form_data(page):
    """What a browser would send of the page's form if nothing were changed."""
    forms = BeautifulSoup(page.content, "html.parser").find_all("form", method="post")
    form = max(forms, key=lambda form: len(form.find_all(True)))
    data = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if (
            not name
            or kind in ("file", "submit")
            or (kind == "checkbox" and not field.has_attr("checked"))
        ):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            if chosen is None and not field.has_attr("multiple"):
                chosen = field.find("option")
            if chosen is not None:
                data[name] = chosen.get("value", "")
        elif field.name == "textarea":
            data[name] = field.text.strip()
        else:
            data[name] = field.get("value", "on" if kind == "checkbox" else "")
    return data


def submit(staff, path, expected=302, **changes):
    page = staff.get(path)
    assert page.status_code == 200
    answer = staff.post(path, {**form_data(page), **changes})
    errors = BeautifulSoup(answer.content, "html.parser").select(".error-block, .errorlist")
    assert answer.status_code == expected, [error.text.strip() for error in errors]
    return answer
