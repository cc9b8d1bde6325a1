from oscar.apps.dashboard import apps

from commerce.core.conflicts import answering_conflicts


class DashboardConfig(apps.DashboardConfig):
    """Oscar looks for the forks of its dashboard's parts beside this one."""

    name = "commerce.oscar.dashboard"

    def get_url_decorator(self, pattern):
        """Upstream passes the pages of all parts of the dashboard through here."""
        protect = super().get_url_decorator(pattern)
        return lambda view: answering_conflicts(protect(view) if protect else view)
