"""La página de cada adaptación: qué dice, en qué lengua, quién la hizo, quién la revisó y de qué texto es."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.utils.html import escape

from conoceles.difusion.adaptaciones import vigentes
from conoceles.difusion.adaptaciones.clases import Clase, clases
from conoceles.difusion.adaptaciones.originales import Original, de_perfil
from conoceles.difusion.models import Adaptacion
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.lenguas.traducibles import vigentes as vigentes_de
from conoceles.publicacion.api.publicar import ruta_de_perfil
from conoceles.publicacion.instantanea.materiales import CARPETA, vigencia
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.instantanea.renglones.renglon import Renglon
from conoceles.publicacion.lectura import textos
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.sitio import pagina

Pares = Sequence[tuple[Original, Adaptacion]]


@dataclass(frozen=True)
class Adaptada:
    """Una página por hacer. `muestra`: si algo de eso deja de verse, se retira."""

    ficha: Ficha
    clase: Clase
    componer: Callable[[], str]

    @property
    def ruta(self) -> str:
        return f"{CARPETA}candidaturas/{self.ficha.folio}/{self.clase.clave}.html"

    @property
    def pagina(self) -> Pagina:
        return Pagina(self.ruta, self.componer, "")

    @property
    def muestra(self) -> str:
        return f"{self.ficha.folio} {vigencia(self.ficha)}"


def todas(
    d: Definicion, sitio: SitioPublico, carpeta: Path, publicados: Mapping[str, Renglon]
) -> list[Adaptada]:
    """Las que tienen algo vigente; lo vacío no se lista. Sin nada recibido no lee ningún perfil."""
    guardadas = vigentes.ultimas(d.clave)
    con_algo = {(clase, donde) for clase, donde, _ in guardadas}
    hechas = []
    for ficha in (f for boleta in sitio.contiendas for f in boleta.fichas):
        for clase in clases(d).values():
            if (clase.clave, ficha.folio) not in con_algo or ruta_de_perfil(ficha.folio) not in publicados:
                continue
            pares = vigentes.de_perfil(guardadas, clase.clave, de_perfil(carpeta, ficha.folio))
            if pares:
                huella = publicados[ruta_de_perfil(ficha.folio)].sha256
                datos = _datos(d, ficha, clase, pares, huella)
                componer = partial(pagina.sencilla, "adaptacion", sitio, "../../../", **datos)
                hechas.append(Adaptada(ficha, clase, componer))
    return hechas


def _datos(d: Definicion, ficha: Ficha, clase: Clase, pares: Pares, huella: str) -> dict[str, object]:
    """Lo adaptado y la pregunta traducida ya dicen su lengua en la página: en otra edición se leen igual."""
    ultima = max(a.en for _, a in pares)
    return {
        "f": ficha,
        "clase": clase,
        "renglones": [(*_pregunta(d, clase, o), [*map(escape, a.texto.split("\n"))]) for o, a in pares],
        "quienes": list(dict.fromkeys((textos.Propio(a.hizo), textos.Propio(a.reviso)) for _, a in pares)),
        "fecha": textos.momento(ultima, d.calendario.zona),
        "huella": huella,
    }


def _pregunta(d: Definicion, clase: Clase, original: Original) -> tuple[str, str]:
    """La pregunta y la lengua en que se dice: la de la página, si alguien la tradujo."""
    lengua = next((x for x in d.guia.lenguas if x.clave == clase.clave), None)
    hechas = vigentes_de(d, lengua) if lengua else {}
    suya = next((t for c, t in hechas.items() if c.split(".")[2:] == [original.campo]), None)
    return (escape(suya.texto), clase.codigo) if suya else (original.pregunta, "")
