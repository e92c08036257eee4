"""Las llaves de esta instalación son las de siempre: sus huellas constan en la bitácora desde el primer uso."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from conoceles.arranque.comprobar.hallazgo import Hallazgo, error
from conoceles.bitacora.actos import Acto
from conoceles.nucleo import secretos


def asentar() -> None:
    """Deja constancia de la huella de cada llave la primera vez que la hay. Idempotente."""
    from django.db import transaction

    from conoceles.bitacora.operaciones import registrar
    from conoceles.nucleo import reloj
    from conoceles.nucleo.alcance import Alcance

    if not set(secretos.NOMBRES) <= set(_constancia("huellas")):
        with transaction.atomic(using="default"):
            registrar(
                using="default", por=Alcance.sistema("instalación"), acto=Acto.LLAVES_ASENTADAS, ahora=reloj.ahora(),
                datos={"huellas": {nombre: secretos.huella(nombre) for nombre in secretos.NOMBRES}},
            )  # fmt: skip


def ajenas() -> Iterator[Hallazgo]:
    """Las que no son las que constan: ni la de siempre ni la que un cambio interrumpido dejó dicho que iba a poner."""
    por_poner = _constancia("por_poner")
    for nombre, huella in _constancia("huellas").items():
        if nombre in secretos.suyas() and secretos.huella(nombre) not in (huella, por_poner.get(nombre)):
            yield _ajena(nombre, "no es la de esta instalación")


def a_medias() -> Iterator[Hallazgo]:
    """Un cambio de llave que se interrumpió."""
    from conoceles.publicacion import rotacion

    for nombre in rotacion.a_medias():
        yield error(
            "LLAVE_A_MEDIAS",
            f"El cambio de la llave «{nombre}» se interrumpió y no se ha terminado.",
            f"Con la captura y el obrero detenidos, repita la orden igual: {rotacion.orden(nombre)}",
        )


def maestra() -> Iterator[Hallazgo]:
    """Abre una llave viva del llavero: la prueba que no depende de lo que conste."""
    from conoceles.identidad.llaves.llavero import abre

    if "maestra" in secretos.suyas() and not abre():
        yield _ajena("maestra", "no abre lo que hay en el llavero")


def de_personas() -> Iterator[Hallazgo]:
    """Lo sellado de cada persona se abre con su llave, y esa con la maestra; lo que no, lo cambió o lo quitó otro cliente."""
    from conoceles.identidad import consultas
    from conoceles.identidad.llaves.llavero import abre, ilegibles

    if "maestra" not in secretos.suyas() or not abre():
        return  # es la maestra, y ya se dijo
    for claves, que, de in (
        ({*ilegibles()}, "La llave de los datos de {} no es la que se le dio", "la última copia del llavero"),
        (consultas.sin_llave(), "Ningún acto quitó la llave de los datos de {}, y no está", "la última copia del llavero"),
        (consultas.ilegibles(), "Las respuestas de identidad de {} no son las que se sellaron", "la última copia"),
    ):  # fmt: skip
        yield from _de_personas(claves, que, de)


def _de_personas(claves: Collection[UUID], que: str, de: str) -> Iterator[Hallazgo]:
    from conoceles.candidaturas.models import Candidatura

    suyas = Candidatura.objects.filter(clave_identidad__in=claves).order_by("folio")
    for folio, eleccion in suyas.values_list("folio", "proceso_id"):
        yield error(
            "LLAVE_CAMBIADA",
            f"{que.format(folio)}: no se pueden leer ni se publican.",
            f"Reponga lo suyo de {de}, y averigüe quién entró a la base.",
            eleccion,
            folio,
        )


def _ajena(nombre: str, que: str) -> Hallazgo:
    return error(
        "LLAVE_AJENA",
        f"La llave «{nombre}» {que}: lo ya guardado o publicado con la otra no se podrá abrir ni comprobar.",
        f"Recupere la suya de su resguardo y póngala en {secretos.ruta(nombre)}.",
    )


def _constancia(cual: str) -> dict[str, str]:
    """Llave → huella, según el último asiento. `cual`: `huellas`, las de la instalación, o `por_poner`."""
    from conoceles.bitacora.models import Entrada

    datos = (
        Entrada.objects.using("default")
        .filter(acto=Acto.LLAVES_ASENTADAS)
        .order_by("-id")
        .values_list("datos", flat=True)
    )
    return dict((datos.first() or {}).get(cual, {}))
