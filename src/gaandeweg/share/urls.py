"""Addresses of finding, asking, sharing and answering."""

from django.urls import path

from gaandeweg.share import views

urlpatterns = [
    path("zoek/", views.find, name="find"),
    path("zoek/suggesties/", views.suggest, name="suggest"),
    path("vragen/", views.questions, name="questions"),
    path("vragen/stel/", views.ask, name="ask"),
    path("vragen/<uuid:question_id>/", views.question, name="question"),
    path("vragen/<uuid:question_id>/mee/", views.join, name="join_question"),
    path("ervaringen/deel/", views.tell, name="tell"),
    path("ervaringen/<uuid:experience_id>/", views.experience, name="experience"),
    path("gedeeld/<uuid:subject_id>/antwoord/", views.reply, name="reply"),
    path("gedeeld/<uuid:subject_id>/plaats/", views.place, name="place"),
    path("antwoorden/<uuid:reply_id>/hielp/", views.helped, name="helped"),
    path("antwoorden/<uuid:reply_id>/bedank/", views.thank, name="thank"),
    path("teksten/<uuid:text_id>/wijzig/", views.revise, name="revise"),
    path("teksten/<uuid:text_id>/intrekken/", views.withdraw, name="withdraw"),
    path("teksten/<uuid:text_id>/onleesbaar/", views.erase, name="erase"),
    path("teksten/<uuid:text_id>/versies/", views.versions, name="versions"),
    path("mijn/", views.mine, name="mine"),
]
