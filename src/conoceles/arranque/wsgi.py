"""Entrada WSGI del sistema de captura."""

import os

from django.core.wsgi import get_wsgi_application

from conoceles.arranque import entorno
from conoceles.nucleo import reloj

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.arranque.ajustes")
entorno.exigir_bien_escritos()
reloj.leer_entorno()
application = get_wsgi_application()
