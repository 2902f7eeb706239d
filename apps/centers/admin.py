"""What the Django admin does not show: the ways in to accounts. allauth would list them, with secrets that we seal."""

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin

admin.site.unregister([SocialAccount, SocialApp, SocialToken])
