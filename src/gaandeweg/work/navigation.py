"""The words that work puts in the frame."""

from django.utils.translation import gettext_lazy as _

from gaandeweg.kernel.navigation import Bar, offer_link

offer_link(Bar.MAIN, order=10, label=_("Today"), url_name="home")
offer_link(Bar.MAIN, order=80, label=_("Our work"), url_name="processes")
