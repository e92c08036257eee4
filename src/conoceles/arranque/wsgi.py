"""Entrada WSGI del sistema de captura."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from conoceles.arranque import preparacion

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.arranque.settings")
preparacion.exigir(preparacion.modo_escrito())
application = get_wsgi_application()
preparacion.exigir_esquemas()
# Las vistas, antes de atender: si no, quien llega primero a cada proceso espera un segundo a que se lean.
import_module(settings.ROOT_URLCONF)
