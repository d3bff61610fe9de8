"""Pages for people and documents for programs, made of nouns alone."""

from crossflight.views.boosting import boosts_document, boosts_page
from crossflight.views.changes import cells_page, changes_table, difference_document, difference_page
from crossflight.views.derivation import derivation_document, derivation_page
from crossflight.views.documents import (
    FlightRow,
    PersonRow,
    answer_document,
    findings_document,
    flight_row,
    person_row,
)
from crossflight.views.landings import landings_document, landings_page
from crossflight.views.light import light_document, light_page
from crossflight.views.losses import loss_page, losses_document, losses_page
from crossflight.views.moving import moved_document, moved_page
from crossflight.views.pages import answer_page, check_page, plan_page
from crossflight.views.replanning import replanned_document, replanned_page
from crossflight.views.spacewalk import spacewalk_document, spacewalk_names, spacewalk_page
from crossflight.views.spacewalk_record import (
    OutsideRow,
    SpacewalkRow,
    durations_document,
    spacewalk_row,
    spacewalks_page,
)
from crossflight.views.state import aboard
from crossflight.views.tables import flights_table, people_table, proof
from crossflight.views.terminal import Paper, paper
from crossflight.views.timeline import Timeline
from crossflight.views.training import TrainingChart, training_page
from crossflight.views.windows import windows_document, windows_page

__all__ = [
    "FlightRow",
    "OutsideRow",
    "Paper",
    "PersonRow",
    "SpacewalkRow",
    "Timeline",
    "TrainingChart",
    "aboard",
    "answer_document",
    "answer_page",
    "boosts_document",
    "boosts_page",
    "cells_page",
    "changes_table",
    "check_page",
    "derivation_document",
    "derivation_page",
    "difference_document",
    "difference_page",
    "durations_document",
    "findings_document",
    "flight_row",
    "flights_table",
    "landings_document",
    "landings_page",
    "light_document",
    "light_page",
    "loss_page",
    "losses_document",
    "losses_page",
    "moved_document",
    "moved_page",
    "paper",
    "people_table",
    "person_row",
    "plan_page",
    "proof",
    "replanned_document",
    "replanned_page",
    "spacewalk_document",
    "spacewalk_names",
    "spacewalk_page",
    "spacewalk_row",
    "spacewalks_page",
    "training_page",
    "windows_document",
    "windows_page",
]
