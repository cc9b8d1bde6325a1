from django.urls import path

from . import views

app_name = "integrations_api"
ONE = "integrations/configurations/<str:configuration_id>/"
urlpatterns = [
    path("integrations/providers/", views.ProvidersView.as_view(), name="providers"),
    path("integrations/configurations/", views.ConfigurationsView.as_view(), name="configurations"),
    path(ONE, views.ConfigurationView.as_view(), name="configuration"),
    path(f"{ONE}test-connection/", views.TestConnectionView.as_view(), name="test-connection"),
    path(f"{ONE}logs/", views.ConfigurationLogsView.as_view(), name="configuration-logs"),
    path("integrations/logs/", views.LogsView.as_view(), name="logs"),
]
