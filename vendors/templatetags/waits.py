"""How long somebody has waited: `{% load waits %}`."""

from django import template

from vendors.wording import waited

register = template.Library()
register.filter("waited", waited)
