"""A page as who reads it sees it: its words, its links, its forms with what stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_NEVER_SHOWN = {"script", "style", "title", "svg"}
_WITHOUT_END = {"input", "meta", "link", "br", "hr", "img"}


@dataclass
class Button:
    """A button, and what it adds to the form."""

    label: str
    name: str
    value: str
    action: str


@dataclass
class Form:
    """A form: where it goes, what stands in it, and its buttons."""

    method: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)

    def button(self, label):
        """Find the button with these words on it."""
        return next(button for button in self.buttons if label in button.label)

    def pressed(self, label, **typed):
        """Say what is sent, and where to, when this button is pressed."""
        pressed = self.button(label)
        named = {pressed.name: pressed.value} if pressed.name else {}
        return (pressed.action or self.action).partition("#")[0], self.fields | typed | named


class Page(HTMLParser):
    """Reads the answer of a request."""

    def __init__(self, answer):
        super().__init__()
        self.forms = []
        self.links = []
        self.resources = []
        self.headings = []
        self._all = []
        self._main = []
        self._open = []
        self._select = None
        self._area = None
        self.feed(answer.content.decode())
        self.close()

    @property
    def text(self):
        return " ".join("".join(self._all).split())

    @property
    def main(self):
        return " ".join("".join(self._main).split())

    def form_to(self, address):
        """Find the form that goes to an address."""
        return next(form for form in self.forms if form.action.partition("#")[0] == address)

    def form_with(self, name):
        """Find the form that has a field."""
        return next(form for form in self.forms if name in form.fields)

    def form_with_button(self, label):
        """Find the form that has a button with these words."""

        return next(
            form for form in self.forms if any(label in button.label for button in form.buttons)
        )

    def handle_starttag(self, tag, attrs):
        about = {name: value or "" for name, value in attrs}
        if tag not in _WITHOUT_END:
            self._open.append(tag)
        if tag == "a" and "href" in about:
            self.links.append(about["href"])
        elif tag == "form":
            self.forms.append(Form(about.get("method", "get"), about.get("action", "")))
        elif tag in {"h1", "h2"}:
            self.headings.append("")
        self._note_resource(tag, about)
        self._note_control(tag, about)

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._area is not None:
            self.forms[-1].fields[self._area] += data
        if "button" in self._open and self.forms and self.forms[-1].buttons:
            self.forms[-1].buttons[-1].label += data
        if self._open and self._open[-1] in {"h1", "h2"}:
            self.headings[-1] += data.strip()
        if _NEVER_SHOWN.isdisjoint(self._open):
            self._all.append(data)
            if "main" in self._open:
                self._main.append(data)

    def _note_resource(self, tag, about):
        for name in ("src", "href"):
            if name in about and tag != "a":
                self.resources.append(about[name])

    def _note_control(self, tag, about):
        if not self.forms or "form" not in self._open:
            return
        form, name = self.forms[-1], about.get("name", "")
        if tag == "button":
            button = Button("", name, about.get("value", ""), about.get("formaction", ""))
            form.buttons.append(button)
        elif tag == "textarea":
            self._area = name
            form.fields[name] = ""
        elif tag == "select":
            self._select = name
            form.fields[name] = ""
            form.choices[name] = {}
        elif tag == "option" and self._select:
            form.choices[self._select][about.get("value", "")] = ""
            if "selected" in about:
                form.fields[self._select] = about.get("value", "")
        elif tag == "input" and name:
            self._note_input(form, name, about)

    def _note_input(self, form, name, about):
        value = about.get("value", "")
        if about.get("type") in {"radio", "checkbox"}:
            form.choices.setdefault(name, {})[value] = ""
            if "checked" in about:
                form.fields[name] = value
        else:
            form.fields[name] = value
