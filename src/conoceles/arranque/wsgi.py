"""Entrada WSGI del sistema de captura."""

import os

from django.core.wsgi import get_wsgi_application

from conoceles.arranque import preparacion

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.arranque.settings")
preparacion.exigir(preparacion.modo_escrito())
application = get_wsgi_application()
preparacion.exigir_esquemas()
