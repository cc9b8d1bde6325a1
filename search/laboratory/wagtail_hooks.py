"""What the laboratory adds to the search's rooms in Wagtail."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from search.permissions import OwnChannelsPolicy

from .back_office.publishing import MeasuredPublishViewSet
from .back_office.sets import JudgedSetViewSet
from .models import JudgedSet

register_permission_policy(JudgedSet, OwnChannelsPolicy(JudgedSet))
for _view_set in (MeasuredPublishViewSet, JudgedSetViewSet):
    hooks.register("register_search_viewset", lambda view_set=_view_set: view_set)
