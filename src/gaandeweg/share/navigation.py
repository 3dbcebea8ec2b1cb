"""The words that share puts in the frame."""

from django.utils.translation import gettext_lazy as _

from gaandeweg.kernel.navigation import Bar, offer_link

offer_link(Bar.MAIN, order=20, label=_("Questions"), url_name="questions")
offer_link(Bar.ACCOUNT, order=10, label=_("Mine"), url_name="mine")
