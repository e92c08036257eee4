"""Los materiales en el árbol: siguen mientras sigan todas las personas y caras que muestran."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from conoceles.nucleo import estatico
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.pagina import LENGUAS, en_espanol, resumir
from conoceles.publicacion.lectura import fotos
from conoceles.publicacion.lectura.fichas import Ficha

CARPETA, CALENDARIO, PRENSA = "materiales/", "difusion/", "prensa/"
CALENDARIO_JSON = f"{CALENDARIO}calendario.json"
LO_DICHO = ("texto", "imagen", "alterno", "enlace", "fuerzas")  # de cada publicación
PRESTADA = (
    "prestada"  # en vez del resumen de sus datos: ahí está la imagen común, y la segunda vuelta pone la suya
)
_ESTATICO, _LETRA = re.compile(r"estatico/([\w.-]+)"), re.compile(r"[\w-]+\.[0-9a-f]{10}\.woff2")


class EnLenguas:
    """Los que están en alguna lengua, para que cada página enlace los suyos. Se buscan una vez, al primero que se pida."""

    def __init__(self, obra: Obra) -> None:
        self._obra = obra

    @cached_property
    def _por_carpeta(self) -> dict[str, list[str]]:
        carpetas: dict[str, list[str]] = {}
        prestadas = self._obra.estado.materiales_con(PRESTADA)
        for ruta in self._obra.archivos:
            if (
                ruta.startswith(LENGUAS)
                and ruta not in prestadas
                and (suya := en_espanol(ruta)).startswith(CARPETA)
            ):
                carpetas.setdefault(suya.rpartition("/")[0], []).append(ruta)
        return carpetas

    def de_boleta(self, clave: str, folios: Iterable[str]) -> frozenset[str]:
        """Los de esa boleta y de sus personas."""
        suyas = [f"{CARPETA}contiendas/{clave}", *(f"{CARPETA}candidaturas/{f}" for f in folios)]
        return frozenset(r for carpeta in suyas for r in self._por_carpeta.get(carpeta, ()))

    def generales(self) -> frozenset[str]:
        """Los que no son de una boleta ni de una persona."""
        de_alguien = (f"{CARPETA}contiendas/", f"{CARPETA}candidaturas/")
        return frozenset(
            r for c, rutas in self._por_carpeta.items() if not c.startswith(de_alguien) for r in rutas
        )


@dataclass(frozen=True)
class Hechos:
    """Las rutas a la vista, sin las que solo tienen la imagen común. Se pregunta por cada una: hay muchas por persona."""

    obra: Obra
    en_lenguas: EnLenguas

    def __contains__(self, ruta: object) -> bool:
        return ruta in self.obra.archivos and not self.obra.estado.material_con(str(ruta), PRESTADA)


def hechos(obra: Obra) -> Hechos:
    """Lo que ya se puede ofrecer."""
    return Hechos(obra, EnLenguas(obra))


def prestar(obra: Obra, anunciadas: Mapping[str, str]) -> None:
    """`anunciadas`: la imagen que cada página dice tener al compartirse → a quién muestra. La que aún no está lleva la común."""
    for ruta, muestra_a in anunciadas.items():
        if ruta not in obra.archivos:
            obra.poner(ruta, estatico.para_compartir(ruta.rpartition(".")[2]))
            obra.estado.anotar_materiales({ruta: (PRESTADA, muestra_a)})


def muestra(folios: Iterable[str], retratos: Iterable[str]) -> str:
    """A quiénes muestra un material, para retirarlo en cuanto falte alguno."""
    caras = {r.removeprefix("fotos/").split("-")[0] for r in retratos if r}
    return " ".join(sorted({*folios, *caras}))


def vigencia(ficha: Ficha) -> str:
    """Cambia si su información se retira, si el instituto oculta o corrige algo, o si ya se nombra a otra con ella."""
    dicho = resumir(ficha.con_informacion, ficha.notas, ficha.companeras, ficha.en_papel)
    return f"{ficha.folio}:{dicho[:12]}"


def presentes(fichas: Sequence[Ficha]) -> set[str]:
    """Las personas, sus textos y caras que se pueden mostrar: también quien sigue en el papel, mientras no se suprima su nombre."""
    return {f.folio for f in fichas} | {*map(vigencia, fichas)} | fotos.de_fichas(fichas) | _impresas(fichas)


def _impresas(fichas: Sequence[Ficha]) -> set[str]:
    return {f.en_papel.folio for f in fichas if f.en_papel and f.en_papel.nombre}


def conservar(obra: Obra, fichas: Sequence[Ficha]) -> list[str]:
    """En una publicación completa, lo hecho sigue mientras sigan todas las personas y fotografías que muestra; si no, sale ya.

    Rehacerlo es de la segunda vuelta; retirarlo, no espera. Dice qué salió.
    """
    quedan = presentes(fichas)
    hechos = obra.estado.materiales()
    for ruta in [r for r in obra.archivos if en_espanol(r).startswith(CALENDARIO) and r not in hechos]:
        obra.conservar(ruta)
    idas = []
    for ruta in filter(_se_retira, list(obra.archivos)):
        if ruta in hechos and quedan.issuperset(hechos[ruta][1].split()):
            obra.conservar(ruta)
        else:
            idas.append(ruta)
    _conservar_lo_que_enlazan(obra)
    return _quitar(obra, idas)


def _conservar_lo_que_enlazan(obra: Obra) -> None:
    """Con otra versión, las páginas que la segunda vuelta aún no rehace siguen con la hoja y la letra con que nacieron."""
    base = obra.arbol.ruta(obra.base)
    de_despues = (CALENDARIO, CARPETA, PRENSA)
    paginas = [
        r
        for r in obra.conservadas()
        if r.endswith(".html") and en_espanol(r).startswith(de_despues) and (base / r).exists()
    ]
    enlazados = {n for r in paginas for n in _ESTATICO.findall((base / r).read_text(encoding="utf-8"))}
    hojas = [base / "estatico" / n for n in enlazados if n.endswith(".css")]
    letras = {n for h in hojas if h.exists() for n in _LETRA.findall(h.read_text(encoding="utf-8"))}
    for nombre in enlazados | letras:
        obra.conservar(f"estatico/{nombre}")


def retirar(obra: Obra, antes: Sequence[Ficha], ahora: Sequence[Ficha], todas: Sequence[Ficha]) -> list[str]:
    """Lo mismo cuando solo cambiaron unas boletas, que estaban como `antes`: se mira lo que de ellas ya no está."""
    perdidas = presentes(antes) - presentes(ahora)
    if any(":" not in perdida for perdida in perdidas):  # una vigencia no es de nadie más
        perdidas -= {f.folio for f in todas} | fotos.de_fichas(todas) | _impresas(todas)
    return _quitar(obra, sorted(obra.estado.materiales_que_muestran(perdidas)))


def callar(obra: Obra) -> None:
    """Sin canal de novedades, la prensa sale con el suyo; sin él la repone la segunda vuelta, que no espera dibujos."""
    if f"{PRENSA}novedades.atom" in obra.archivos:
        _quitar(obra, [r for r in obra.archivos if en_espanol(r).startswith(PRENSA)])


def _quitar(obra: Obra, idas: list[str]) -> list[str]:
    for ruta in idas:
        callado = _sin_lo_dicho(obra) if ruta == CALENDARIO_JSON else b""
        obra.quitar(ruta)
        obra.estado.anotar_materiales({ruta: None})
        if callado:  # su página lo enlaza
            obra.poner(ruta, callado)
    return idas


def _sin_lo_dicho(obra: Obra) -> bytes:
    """El calendario sin lo que nombra a alguien: cuándo va cada boleta se sigue recalculando; lo demás lo repone la segunda vuelta."""
    calendario = json.loads((obra.arbol.ruta(obra.base) / CALENDARIO_JSON).read_bytes())
    for publicacion in calendario["publicaciones"]:
        for clave in LO_DICHO:
            publicacion.pop(clave, None)
    return json.dumps(calendario, ensure_ascii=False, indent=1).encode()


def _se_retira(ruta: str) -> bool:
    """Lo que puede nombrar a alguien y la primera vuelta no rehace."""
    if ruta.endswith((".gz", ".br")):
        return False
    suya = en_espanol(ruta)
    return (
        ruta == CALENDARIO_JSON
        or suya.startswith(PRENSA)
        or (suya.startswith(CARPETA) and not suya.endswith("index.html"))
    )
