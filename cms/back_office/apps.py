"""Wagtail's administration of people, for those whom the tenant knows."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    user_viewset = "cms.back_office.people.PeopleViewSet"
