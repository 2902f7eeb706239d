"""follow-ups/…"""

from django.urls import path

from apps.followups.views import mail, operations, steps

app_name = "followups"

urlpatterns = [
    path("new/<uuid:contact_id>/", steps.follow_up_create, name="create"),
    path("<uuid:follow_up_id>/done/", steps.follow_up_done, name="done"),
    path("<uuid:follow_up_id>/snooze/", steps.follow_up_snooze, name="snooze"),
    path("<uuid:follow_up_id>/drop/", steps.follow_up_drop, name="drop"),
    path("<uuid:follow_up_id>/undo/", steps.follow_up_undo, name="undo"),
    path("mail/<str:token>/", mail.mail_action, name="mail_action"),
    path("stop/<str:token>/", mail.unsubscribe, name="unsubscribe"),
    path("start/<str:token>/", mail.resubscribe, name="resubscribe"),
]

#: operations/…, for whoever runs Acquaint.
operator_patterns = (
    [
        path("reminders/", operations.queue, name="reminders"),
        path("reminders/resend/", operations.resend_all, name="resend_all"),
        path("reminders/<uuid:reminder_id>/resend/", operations.resend, name="resend"),
    ],
    "operations",
)
