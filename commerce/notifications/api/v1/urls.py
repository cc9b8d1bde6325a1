from django.urls import path

from . import callbacks, centre, preferences, push, unsubscribe

urlpatterns = [
    path("integrations/callbacks/<str:configuration>/", callbacks.CallbackView.as_view()),
    path("notifications/", centre.NoticesView.as_view()),
    path("notifications/unread-count/", centre.UnreadCountView.as_view()),
    path("notifications/read-all/", centre.ReadAllView.as_view()),
    path("notifications/preferences/", preferences.PreferencesView.as_view()),
    path("notifications/push/", push.PushAddressesView.as_view()),
    path("notifications/push/<str:push_id>/", push.PushAddressView.as_view()),
    path("notifications/unsubscribe/<str:link_token>/", unsubscribe.UnsubscribeView.as_view()),
    path("notifications/<str:notice_id>/", centre.NoticeView.as_view()),
    path("notifications/<str:notice_id>/read/", centre.ReadNoticeView.as_view()),
]
