"""Entrada WSGI del sistema de captura."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from conoceles.arranque import preparacion
from conoceles.nucleo.errores import ConFrase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.arranque.settings")
try:
    preparacion.exigir_entera()
    preparacion.exigir(preparacion.modo_escrito())
    application = get_wsgi_application()
    preparacion.exigir_esquemas()
    preparacion.exigir_llaves_de_siempre()
except ConFrase as error:  # en el registro, la frase y no su rastro
    raise SystemExit(error.mensaje) from None
# Las vistas, antes de atender: si no, quien llega primero a cada proceso espera un segundo a que se lean.
import_module(settings.ROOT_URLCONF)
