"""Las tres bases: que contesten, que su esquema sea el de este programa y que conserven sus candados."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from conoceles.arranque import preparacion
from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar.hallazgo import Hallazgo, dato, error
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.texto import cuantos


def cerradas() -> dict[str, Hallazgo]:
    """Alias → por qué no se puede abrir; vacío si las tres contestan."""
    from django.db import DatabaseError, connections

    halladas = {}
    for alias, nombre in ALIAS.items():
        if not os.environ.get(f"CONOCELES_BD_{nombre.upper()}") and not carpetas().base(nombre).is_file():
            halladas[alias] = _cerrada(f"No existe {carpetas().base(nombre)}.")
            continue
        try:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT COUNT(*) FROM django_migrations")
        except DatabaseError as problema:
            halladas[alias] = _cerrada(preparacion.base_cerrada(nombre, problema))
    return halladas


def de_otra_version(alias: Iterable[str]) -> dict[str, Hallazgo]:
    """De esas, las que otra versión del programa dejó así → por qué no se mira ahí lo cambiado por fuera.

    Lo que todavía no se asienta parecería cambiado por alguien, y a nadie se le acusa de actualizar. La que dice que le falta una
    migración de en medio no es de otra versión: así no se esconde nada.
    """
    return {
        a: dato(
            "OTRA_VERSION",
            f"En la base «{ALIAS[a]}» no se comprobó si alguien cambió algo por fuera: es de otra versión.",
        )
        for a in sorted(alias)
        if any(preparacion.desfase(a)) and not preparacion.salteadas(a)
    }


def _cerrada(frase: str) -> Hallazgo:
    return error(
        "BASE_CERRADA",
        f"{frase} No se comprobó nada de lo que guarda.",
        encenderlas() + " Después, repita la comprobación.",
    )


def encenderlas() -> str:
    """Qué hacer con una base que no contesta. Si `operacion/volver` quedó a la mitad, encenderla no sirve: repetirla sí."""
    a_medias = carpetas().registros / "volviendo"
    if a_medias.is_file():
        orden = a_medias.read_text(encoding="utf-8").strip()
        return f"Volver las bases a un momento quedó a la mitad. Como root, repita: {orden}. Ella las enciende y abre."
    return "pg_lsclusters dice cuál está apagado; systemctl restart postgresql los enciende. Si no quiere, df -h: puede no caber."


def esquema(alias: str) -> Iterator[Hallazgo]:
    """Migraciones que este programa no conoce, o que la base no tiene todavía."""
    nombre = ALIAS[alias]
    nuevas, faltan = preparacion.desfase(alias)
    if nuevas:
        yield error(
            "ESQUEMA_NUEVO",
            f"La base «{nombre}» es de una versión posterior a este programa ({', '.join(nuevas[:3])}).",
            "Instale esa versión del programa, o restaure el respaldo anterior a la actualización.",
        )
    if preparacion.salteadas(alias):
        yield error(
            "ESQUEMA_SALTEADO",
            f"En la base «{nombre}» consta una migración y no otra que va antes ({', '.join(faltan[:3])}): ninguna versión la deja así.",
            "Alguien tocó la base: averigüe quién y qué cambió, y reponga su tabla django_migrations del último respaldo.",
        )
    elif faltan:
        yield error(
            "ESQUEMA_ATRASADO",
            f"A la base «{nombre}» faltan {cuantos(len(faltan), 'migración', 'migraciones')} ({', '.join(faltan[:3])}…).",
            "./conoceles papeles, y reinicie los servicios.",
        )


def ilegibles(alias: str) -> Iterator[Hallazgo]:
    """Filas que no se pueden leer, y que impiden comprobar las de su tabla."""
    from conoceles.nucleo.bases import de_su_clase

    for tabla, renglon in de_su_clase.ilegibles(alias):
        yield error(
            "FILA_ILEGIBLE",
            f"En la base «{ALIAS[alias]}», el renglón {renglon} de {tabla} guarda lo que el programa nunca escribiría.",
            "Alguien tocó la base: compárelo con la última copia y repóngalo o quítelo, por su rowid.",
        )


def candados(alias: str) -> Iterator[Hallazgo]:
    """Los disparadores declarados y los que la base tiene son los mismos y dicen lo mismo."""
    from conoceles.arranque.apps import disparadores
    from conoceles.nucleo.disparadores import distintos

    nombre = ALIAS[alias]
    clases = zip(("falta", "está cambiado o apagado", "sobra"), distintos(alias, disparadores()), strict=True)
    for problema, nombres in clases:
        for candado in sorted(nombres):
            yield error(
                "CANDADO_SOBRA" if problema == "sobra" else "CANDADO_ROTO",
                f"En la base «{nombre}» {problema} el candado {candado}.",
                "Alguien tocó la base: averigüe quién y qué cambió.",
            )
