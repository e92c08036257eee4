"""Se corre aparte: cambia columnas con el editor de Django y dice qué candados quedan después."""

from __future__ import annotations

import json
import sys

from conoceles.arranque.preparacion import preparar


def main(modelo: str, campo: str) -> None:
    """Ensancha `campo` en `modelo` (`sala.Modelo`), que en SQLite rehace la tabla, como haría una migración."""
    preparar()
    from django.apps import apps
    from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
    from django.db import connection

    from conoceles.nucleo.disparadores import instalados

    clase = apps.get_model(modelo)
    viejo = clase._meta.get_field(campo)
    nuevo = viejo.clone()
    nuevo.max_length += 7
    nuevo.set_attributes_from_name(campo)
    nuevo.model = clase
    avisos = {"verbosity": 0, "interactive": False, "db": "default", "apps": apps}
    emit_pre_migrate_signal(**avisos, plan=[])
    with connection.schema_editor() as editor:
        editor.alter_field(clase, viejo, nuevo)
    emit_post_migrate_signal(**avisos)
    print(json.dumps(sorted(instalados("default"))))


if __name__ == "__main__":
    main(*sys.argv[1:])
