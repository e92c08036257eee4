"""La página de cada boleta, con lo que hay de ella y de cada persona: formato, peso y duración. Lo vacío no se lista."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from conoceles.difusion.adaptaciones.pagina import Adaptada
from conoceles.difusion.formatos import ogg, programas
from conoceles.difusion.formatos.piezas import AUDIO, BRAILLE, DE_BOLETA, Formato, de_perfil, ruta_de
from conoceles.difusion.models import Adaptacion
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio.boletas.paginas import materiales_de_boleta

Enlaces = list[tuple[str, str]]


def de_las_boletas(
    d: Definicion,
    sitio: SitioPublico,
    obra: Obra,
    adaptadas: Sequence[Adaptada] = (),
    grabadas: Mapping[str, Adaptacion] | None = None,
) -> list[Pagina]:
    """`grabadas`: de quién o de qué boleta, la voz de una persona."""
    faltan = [BRAILLE.nombre] if programas.falta() else []
    hechas = []
    for boleta in sitio.contiendas:
        if not boleta.fichas:
            continue
        voces = grabadas or {}
        otros = {f.folio: enlaces(obra, "candidaturas", f.folio, de_perfil(d), voces) for f in boleta.fichas}
        otros[boleta.clave] = enlaces(obra, "contiendas", boleta.clave, DE_BOLETA, voces)
        for a in adaptadas:
            if a.ficha.contienda == boleta.clave:
                dicho = f"{a.clase.nombre} (HTML, {peso(obra.archivos[a.ruta].octetos)})"
                otros[a.ficha.folio].append((a.ruta, dicho))
        hechas.append(materiales_de_boleta(sitio, boleta, obra.archivos, otros, faltan))
    return hechas


def enlaces(
    obra: Obra, donde: str, clave: str, formatos: Iterable[Formato], grabadas: Mapping[str, Adaptacion]
) -> Enlaces:
    """(ruta, lo que se lee) de los que ya están publicados."""
    rutas = ((f, ruta_de(donde, clave, f)) for f in formatos if f is not AUDIO or clave in grabadas)
    return [(ruta, _dicho(f, obra, ruta, grabadas.get(clave))) for f, ruta in rutas if ruta in obra.archivos]


def _dicho(f: Formato, obra: Obra, ruta: str, grabada: Adaptacion | None) -> str:
    que_es = f"{f.tipo}, {peso(obra.archivos[ruta].octetos)}"
    if f is AUDIO and grabada is not None:
        dura = duracion(ogg.segundos(_leer(obra, ruta)))
        return f"Audio, leído por {grabada.hizo} y revisado por {grabada.reviso} ({que_es}, {dura})"
    return f"{f.nombre} ({que_es})"


def _leer(obra: Obra, ruta: str) -> bytes:
    return ((obra.parcial or obra.arbol.ruta(obra.base)) / ruta).read_bytes()


def peso(octetos: int) -> str:
    """«84 KB», «2.9 MB»."""
    return f"{octetos / 1_000_000:.1f} MB" if octetos >= 1_000_000 else f"{max(1, round(octetos / 1000))} KB"


def duracion(segundos: float) -> str:
    """«45 segundos», «16 minutos»."""
    if segundos < 100:
        return f"{round(segundos)} segundos"
    return f"{round(segundos / 60)} minutos"
