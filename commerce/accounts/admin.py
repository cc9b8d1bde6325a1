"""Django's administration asks for passwords as every other door does."""

from django.contrib import admin

from .forms import AdminLoginForm

admin.site.login_form = AdminLoginForm
