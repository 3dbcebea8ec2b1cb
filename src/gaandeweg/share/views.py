"""The pages of sharing: find, ask, tell, read, reply, thank, change, withdraw, and what is mine."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gaandeweg.kernel import access, limits
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import READ_AND_WRITE, WRITE, ViewedRequest, page
from gaandeweg.kernel.typed import normalise
from gaandeweg.kernel.words import Kind
from gaandeweg.share import actions, queries
from gaandeweg.share.actions import AlreadySharedError, Placing, Words
from gaandeweg.share.forms import PlaceForm, ReplyForm, ReviseForm, ShareForm

UNPROCESSABLE = 422
# In the address and not in the form, so that it lasts when a question about residents comes first.
ASKS_BACK = "terug"


@page(Ability.FIND)
def find(request: ViewedRequest) -> HttpResponseBase:
    """Show what is known about what somebody runs into, and under it: ask it, or share it."""
    query = _query(request)
    found = queries.find_page(request.viewer, query)
    title = query if len(query) <= limits.TITLE_CHARACTERS else ""
    body = "" if title else query
    form = _share_form(request, found, {"title": title, "body": body})
    return render(request, "share/find.html", {"query": query, "found": found, "form": form})


@page(Ability.FIND)
def suggest(request: ViewedRequest) -> HttpResponseBase:
    """Show in the box what is known, while somebody types."""
    query = _query(request)
    known = queries.find_known(request.viewer, query, limit=limits.SUGGESTION_COUNT)
    return render(request, "share/_suggestions.html", {"query": query, "known": known})


@page(Ability.QUESTION_ASK, methods=READ_AND_WRITE)
def ask(request: ViewedRequest) -> HttpResponseBase:
    """Ask a question."""
    access.require(Ability.QUESTION_ASK, request.viewer)
    return _share(
        request, actions.ask_question, _("Your question is out. You hear of every answer.")
    )


@page(Ability.EXPERIENCE_TELL, methods=READ_AND_WRITE)
def tell(request: ViewedRequest) -> HttpResponseBase:
    """Share an experience."""
    access.require(Ability.EXPERIENCE_TELL, request.viewer)
    return _share(
        request, actions.tell_experience, _("Shared. Thank you: somebody will find this.")
    )


@page(Ability.FIND)
def questions(request: ViewedRequest) -> HttpResponseBase:
    """List what is asked and shared, newest first."""
    access.require(Ability.FIND, request.viewer)
    chosen = request.GET.get("toon", "")
    condition = _SHOWN.get(chosen, lambda: None)()
    address = f"?toon={chosen}&" if chosen in _SHOWN else "?"
    before, after = _key(request, "voor"), _key(request, "na")
    shown = queries.things(
        request.viewer,
        condition=condition,
        before=before,
        after=after,
        address=address,
    )
    if not shown.things and (before or after):
        # Past the end: what stood there was withdrawn, or the address was made up.
        return redirect(f"{request.path}{address[:-1]}")
    return render(
        request, "share/questions.html", {"page": shown, "chosen": chosen, "views": _views()}
    )


@page(Ability.QUESTION_READ)
def question(request: ViewedRequest, question_id: UUID) -> HttpResponseBase:
    """Show a question with its answers."""
    shown = queries.question_page(request.viewer, question_id)
    form = ReplyForm(viewer=request.viewer)
    return render(request, "share/thing.html", {"thing": shown, "form": form})


@page(Ability.EXPERIENCE_READ)
def experience(request: ViewedRequest, experience_id: UUID) -> HttpResponseBase:
    """Show an experience with what colleagues added."""
    shown = queries.experience_page(request.viewer, experience_id)
    form = ReplyForm(viewer=request.viewer)
    return render(request, "share/thing.html", {"thing": shown, "form": form})


@page(Ability.REPLY_WRITE, methods=WRITE)
def reply(request: ViewedRequest, subject_id: UUID) -> HttpResponseBase:
    """Answer a question, or add to an experience."""
    thing = queries.thing_page(request.viewer, subject_id)
    form = ReplyForm(request.POST, viewer=request.viewer)
    if not form.is_valid():
        return _again(request, "share/thing.html", {"thing": thing, "form": form})
    try:
        made = actions.write_reply(
            viewer=request.viewer,
            subject_id=subject_id,
            form_key=form.once_key(),
            body=form.cleaned_data["body"],
            asks_back=ASKS_BACK in request.GET,
            now=timezone.now(),
        )
    except AlreadySharedError as already:
        if already.is_the_same and not already.is_withdrawn:
            return redirect(thing.url)
        form.begin_anew(_withdrawn() if already.is_withdrawn else _replied_already())
        return _again(request, "share/thing.html", {"thing": thing, "form": form})
    return redirect(f"{thing.url}#r-{made}")


@page(Ability.QUESTION_SETTLE, methods=WRITE)
def helped(request: ViewedRequest, reply_id: UUID) -> HttpResponseBase:
    """Say that an answer helped."""
    question_id = actions.settle_question(
        viewer=request.viewer, reply_id=reply_id, now=timezone.now()
    )
    messages.success(request, _("Good. Who runs into this after you finds this answer first."))
    return redirect(f"{reverse('question', args=[question_id])}#r-{reply_id}")


@page(Ability.QUESTION_JOIN, methods=WRITE)
def join(request: ViewedRequest, question_id: UUID) -> HttpResponseBase:
    """Ask along with a question, and hear of its answers; or do so no more."""
    if "no_more" in request.POST:
        actions.leave_question(viewer=request.viewer, question_id=question_id)
    else:
        actions.join_question(viewer=request.viewer, question_id=question_id)
        messages.success(request, _("You hear of every answer. Nobody sees that you ask along."))
    return redirect("question", question_id)


@page(Ability.REPLY_THANK, methods=WRITE)
def thank(request: ViewedRequest, reply_id: UUID) -> HttpResponseBase:
    """Thank a colleague; only the two of them see it."""
    subject_id = actions.thank(viewer=request.viewer, reply_id=reply_id)
    return redirect(f"{queries.url_of(request.viewer, subject_id)}#r-{reply_id}")


@page(Ability.TEXT_REVISE, methods=READ_AND_WRITE)
def revise(request: ViewedRequest, text_id: UUID) -> HttpResponseBase:
    """Change one's own text; the earlier version stays visible."""
    shown = queries.text_to_change(request.viewer, text_id, Ability.TEXT_REVISE)
    has_title = shown.is_opening
    typed = {"title": shown.title, "body": shown.body}
    if request.method != "POST":
        form = ReviseForm(initial=typed, viewer=request.viewer, has_title=has_title)
        return render(request, "share/revise.html", {"form": form, "shown": shown})
    form = ReviseForm(request.POST, viewer=request.viewer, has_title=has_title)
    if shown.is_erased and "knows_it_was_erased" not in request.POST:
        form.add_error(None, _erased_meanwhile())
    if not form.is_valid():
        return _again(request, "share/revise.html", {"form": form, "shown": shown})
    words = Words(form.cleaned_data.get("title", ""), form.cleaned_data["body"])
    try:
        actions.revise_text(viewer=request.viewer, text_id=text_id, words=words, now=timezone.now())
    except actions.TooManyVersionsError:
        form.add_error(None, _("This text has been changed very often. Write a new one instead."))
        return _again(request, "share/revise.html", {"form": form, "shown": shown})
    return redirect(shown.url)


@page(Ability.TEXT_WITHDRAW, methods=READ_AND_WRITE)
def withdraw(request: ViewedRequest, text_id: UUID) -> HttpResponseBase:
    """Take one's own text from sight."""
    shown = queries.text_to_change(request.viewer, text_id, Ability.TEXT_WITHDRAW)
    if request.method != "POST":
        return render(request, "look/confirm.html", _asked_withdrawal(shown))
    actions.withdraw_text(viewer=request.viewer, text_id=text_id, now=timezone.now())
    messages.success(request, _("Withdrawn. Nobody sees it any more."))
    return redirect(reverse("mine") if shown.is_opening else shown.url)


@page(Ability.TEXT_ERASE, methods=READ_AND_WRITE)
def erase(request: ViewedRequest, text_id: UUID) -> HttpResponseBase:
    """Have a text made unreadable at once, because it names a resident."""
    shown = queries.text_to_change(request.viewer, text_id, Ability.TEXT_ERASE)
    if request.method != "POST":
        return render(request, "look/confirm.html", _asked_erasure(shown))
    actions.make_unreadable(viewer=request.viewer, text_id=text_id, now=timezone.now())
    done = _("Made unreadable, in every version.")
    told = "" if shown.is_mine else _("The author is told.")
    messages.success(request, f"{done} {told}".strip())
    return redirect(shown.url)


@page(Ability.VERSIONS_READ)
def versions(request: ViewedRequest, text_id: UUID) -> HttpResponseBase:
    """Show the earlier versions of a text."""
    url, shown = queries.versions_of(request.viewer, text_id)
    return render(request, "share/versions.html", {"url": url, "versions": shown})


@page(Ability.TEXT_REVISE, methods=READ_AND_WRITE)
def place(request: ViewedRequest, subject_id: UUID) -> HttpResponseBase:
    """Change where one's own thing belongs, and who can read it."""
    shown = queries.place_page(request.viewer, subject_id)
    place_form = partial(PlaceForm, processes=shown.processes, audiences=shown.audiences)
    if request.method != "POST":
        form = place_form(initial=shown.now)
        return render(request, "share/place.html", {"form": form, "shown": shown})
    form = place_form(request.POST)
    if not form.is_valid():
        return _again(request, "share/place.html", {"form": form, "shown": shown})
    chosen = form.cleaned_data["process"]
    placing = Placing(
        audience=form.chosen_audience(),
        process_id=UUID(chosen) if chosen else None,
        topics=form.cleaned_data["topics"],
    )
    actions.place(viewer=request.viewer, subject_id=subject_id, placing=placing, now=timezone.now())
    return redirect(shown.url)


@page(Ability.MINE_READ)
def mine(request: ViewedRequest) -> HttpResponseBase:
    """Show somebody their own page; nobody else has it."""
    return render(request, "share/mine.html", {"mine": queries.mine(request.viewer)})


def _share(request: ViewedRequest, action: Callable[..., UUID], done: str) -> HttpResponseBase:
    if request.method != "POST":
        return redirect("find")
    typed = normalise(request.POST.get("title", ""))
    processes, audiences = queries.share_choices(request.viewer)
    form = ShareForm(request.POST, viewer=request.viewer, processes=processes, audiences=audiences)
    if not form.is_valid():
        return _share_again(request, typed, form)
    words = Words(form.cleaned_data["title"], form.cleaned_data["body"])
    placing = Placing(form.chosen_audience(), form.process_id())
    try:
        made = action(
            viewer=request.viewer,
            form_key=form.once_key(),
            words=words,
            placing=placing,
            now=timezone.now(),
        )
    except AlreadySharedError as already:
        if already.is_withdrawn:
            form.begin_anew(_withdrawn())
            return _share_again(request, typed, form)
        return _shared_already(request, already, words)
    messages.success(request, done)
    return redirect(queries.url_of(request.viewer, made))


def _share_again(request: ViewedRequest, typed: str, form: ShareForm) -> HttpResponse:
    """Show the form again, under what is known about what was typed."""
    found = queries.find_page(request.viewer, typed)
    return _again(request, "share/find.html", {"query": typed, "found": found, "form": form})


def _shared_already(
    request: ViewedRequest, already: AlreadySharedError, words: Words
) -> HttpResponseBase:
    """Answer a form posted twice: show what is there, or offer what was typed since as a change."""
    if already.is_the_same:
        return redirect(queries.url_of(request.viewer, already.subject_id))
    shown = queries.text_to_change(request.viewer, already.text_id, Ability.TEXT_REVISE)
    messages.info(request, _("This is there already. Do you want to change it into this?"))
    form = ReviseForm(
        initial={"title": words.title, "body": words.body}, viewer=request.viewer, has_title=True
    )
    return render(request, "share/revise.html", {"form": form, "shown": shown})


def _erased_meanwhile() -> str:
    return _(
        "This was made unreadable meanwhile, because it seemed to name a resident. "
        "Take the resident out, and send it again."
    )


def _withdrawn() -> str:
    return _("You withdrew this. Send it again if you want to share it after all.")


def _replied_already() -> str:
    return _("What you wrote before is there already. Send this too if you want to add it.")


def _share_form(
    request: ViewedRequest, found: queries.FindPage, typed: dict[str, str]
) -> ShareForm:
    process = str(found.likely_process) if found.likely_process else ""
    return ShareForm(
        initial={**typed, "process": process},
        viewer=request.viewer,
        processes=found.processes,
        audiences=found.audiences,
    )


def _again(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Show a form again with what was typed and what to do about it."""
    return render(request, template, context, status=UNPROCESSABLE)


def _query(request: HttpRequest) -> str:
    return normalise(request.GET.get("q", ""))[: limits.TEXT_CHARACTERS]


def _key(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


_SHOWN = {
    "open": queries.unanswered,
    "vragen": lambda: queries.only(Kind.QUESTION),
    "ervaringen": lambda: queries.only(Kind.EXPERIENCE),
}


def _views() -> list[tuple[str, str]]:
    return [
        ("", _("Everything")),
        ("open", _("Waits for an answer")),
        ("vragen", _("Questions")),
        ("ervaringen", _("Experiences")),
    ]


def _asked_withdrawal(shown: queries.TextToChange) -> dict[str, object]:
    gone = _("Nobody sees it any more, and nobody finds it.")
    with_all = _("The answers under it go out of sight with it.") if shown.is_opening else ""
    return {
        "title": _("Withdraw this text?"),
        "text": f"{gone} {with_all}".strip(),
        "label": _("Withdraw it"),
        "back_url": shown.url,
    }


def _asked_erasure(shown: queries.TextToChange) -> dict[str, object]:
    told = "" if shown.is_mine else _("The author is told.")
    whole = _(
        "Does it name a resident? Then it must go at once. The whole text becomes unreadable, "
        "in every version, for everybody and for good."
    )
    return {
        "title": _("Make this text unreadable?"),
        "text": f"{whole} {told}".strip(),
        "label": _("Make it unreadable"),
        "back_url": shown.url,
    }
