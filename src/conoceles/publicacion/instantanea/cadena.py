"""Una sola cadena de instantáneas, la haga la máquina que la haga: la base recuerda la última.

Una máquina cuyo disco no la tiene no publica: haría otra que empieza antes, firmada por la misma llave.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from conoceles.bitacora.compuerta import Sobre
from conoceles.nucleo import secretos
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.manifiesto import LETRAS, SitioAtrasado
from conoceles.publicacion.models import Publicada

REGISTRO = "_registro"


def sanar(arbol: Arbol) -> None:
    """Termina lo que consta y retira lo que dejó a medias un proceso muerto.

    La última consta antes de servirse, para que dos máquinas no muestren dos: si quien la hizo murió entre una cosa y otra, se
    sirve. También si llegó entera de una máquina que murió antes de decir aquí que se sirviera.
    """
    ultima = getattr(Publicada.objects.filter(pk=arbol.carpeta.name).first(), "instantanea", "")
    if ultima and ultima == arbol.por_servir():
        arbol.servir(ultima)
    arbol.sanar()
    actual = arbol.actual()
    if not ultima or actual == ultima or not arbol.ruta(ultima).is_dir():
        return  # lo de siempre: recorrer la cadena crece con ella
    if not actual or actual in _de_la_que_vienen(arbol, ultima):
        arbol.servir(ultima)


def al_dia(arbol: Arbol) -> bool:
    """Si lo que este disco sirve de esa elección es lo último publicado, o viene de ello."""
    ultima = Publicada.objects.filter(pk=arbol.carpeta.name).first()
    return ultima is None or ultima.instantanea in _de_la_que_vienen(arbol, arbol.actual())


def otras(claves: Collection[str]) -> list[str]:
    """Las que alguna vez se publicaron y no son de esas: en el sitio de esta máquina no están."""
    fuera = Publicada.objects.exclude(pk__in=[REGISTRO, *claves])
    return list(fuera.order_by("pk").values_list("pk", flat=True))


def exigir(arbol: Arbol) -> None:
    """`SitioAtrasado` si no está al día."""
    if not al_dia(arbol):
        ultima = Publicada.objects.get(pk=arbol.carpeta.name)
        raise SitioAtrasado(
            f"Lo último publicado de «{ultima.cadena}» se hizo en {ultima.equipo} y no está en el sitio de esta máquina.",
            "Traiga el sitio de un espejo o de un respaldo y vuelva a publicar; si se perdió para siempre, "
            f"conoceles publicar --proceso {ultima.cadena} --con-lo-que-hay.",
        )


def en_duda(sobre: Sobre) -> str:
    """Si lo último publicado de esa elección se hizo en otra máquina. La que solo captura no tiene sitio, y de ella no se duda."""
    if not sobre.proceso or secretos.papel() == "captura" or al_dia(Arbol(sobre.proceso)):
        return ""
    return f"Lo último publicado de «{sobre.proceso}» no está en el sitio de esta máquina: lo hizo otra."


def _de_la_que_vienen(arbol: Arbol, instantanea: str) -> Iterator[str]:
    """Ella, la anterior y así hasta la primera: lo que dicen los manifiestos de este disco."""
    while instantanea:
        yield instantanea
        guardado = arbol.guardado(instantanea)
        dicho = json.loads(guardado.read_bytes()) if guardado.exists() else {}
        instantanea = (dicho.get("anterior") or "")[:LETRAS]


def anotar(arbol: Arbol, instantanea: str, ahora: datetime, **mas: object) -> None:
    """Desde ahora, esa es la última. `mas`: otros campos de `Publicada`."""
    _anotar(arbol.carpeta.name, instantanea, ahora, **mas)


def olvidar(claves: Iterable[str]) -> None:
    """Quien opera dice que lo último se perdió: se sigue de lo que haya en este disco, o de nada."""
    Publicada.objects.filter(pk__in=claves).delete()


def hojas_al_dia(tamano: int) -> bool:
    """Lo mismo del registro público, del que la base recuerda cuántas hojas tenía."""
    ultima = Publicada.objects.filter(pk=REGISTRO).first()
    return ultima is None or tamano >= int(ultima.instantanea)


def exigir_hojas(tamano: int) -> None:
    """`SitioAtrasado` si tenía más en otra máquina."""
    if not hojas_al_dia(tamano):
        ultima = Publicada.objects.get(pk=REGISTRO)
        raise SitioAtrasado(
            f"El registro público tenía {ultima.instantanea} hojas en {ultima.equipo}, y en esta máquina {tamano}.",
            "Traiga la carpeta log/ de un espejo o de un respaldo.",
        )


def anotar_hojas(tamano: int, ahora: datetime) -> None:
    """Cuántas tiene. Si son las mismas, no escribe."""
    if not Publicada.objects.filter(pk=REGISTRO, instantanea=str(tamano)).exists():
        _anotar(REGISTRO, str(tamano), ahora)


def _anotar(nombre: str, instantanea: str, ahora: datetime, **mas: object) -> None:
    dicho = {"instantanea": instantanea, "equipo": socket.gethostname()[:200], "en": ahora, **mas}
    Publicada.objects.update_or_create(cadena=nombre, defaults=dicho)
