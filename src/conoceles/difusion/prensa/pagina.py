"""`prensa/`: la página y su canal de noticias (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from itertools import groupby
from xml.sax.saxutils import escape

from conoceles.difusion.prensa.cambios import Cambio, cambios
from conoceles.estadistica.publicado import Publicado
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.instantanea.materiales import PRENSA
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.lectura import textos
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio import cifras, pagina
from conoceles.publicacion.sitio.lenguas import canales, edicion
from conoceles.publicacion.sitio.lenguas.canales import Canal

DIAS, MAXIMO = 7, 50  # días con cambios en la página; entradas del canal


def archivos(
    d: Definicion, sitio: SitioPublico, indicadores: Sequence[Publicado], corte: str, url: str
) -> dict[str, bytes]:
    """Ruta → contenido. `corte`: ISO 8601 de los indicadores, o vacío."""
    hechos = cambios(d, sitio)
    con_canal = "novedades" not in sitio.detenido and not sitio.archivo
    componer = partial(
        pagina.sencilla,
        "prensa",
        sitio,
        "../",
        cifras=[(b["clave"], b["titulo"], b["frase"], b["nota"]) for b in cifras.hallazgos(indicadores)],
        corte_texto=textos.momento(datetime.fromisoformat(corte), d.calendario.zona) if corte else "",
        corte_de="datos",
        dias=_por_dia(hechos),
        telefono=d.institucion.telefono,
        con_canal=con_canal,
    )
    lenguas = edicion.lenguas(d)
    suyas = edicion.ediciones(lenguas, Pagina(f"{PRENSA}index.html", componer, ""))
    suyos = canales.en_cada_lengua(lenguas, url) if con_canal else []
    de_canal = {c.en(f"{PRENSA}novedades.atom"): _canal(sitio, hechos[:MAXIMO], c) for c in suyos}
    return {una.ruta: una.componer().encode() for una in suyas} | de_canal


def nombra(d: Definicion, sitio: SitioPublico) -> list[str]:
    """Los folios de quienes aparecen: si una sale, la página sale con ella y se rehace."""
    return sorted({c.ficha.folio for c in cambios(d, sitio)})


def _por_dia(hechos: Sequence[Cambio]) -> list[tuple[str, list[tuple[str, list[Cambio]]]]]:
    """Los últimos días con cambios: de cada uno, qué pasó y a quiénes, en el orden de la boleta."""
    dias = [(dia, list(suyos)) for dia, suyos in groupby(hechos, key=lambda c: c.dia)][:DIAS]
    return [(_dicho(dia), _por_suceso(suyos)) for dia, suyos in dias]


def _por_suceso(suyos: Sequence[Cambio]) -> list[tuple[str, list[Cambio]]]:
    sucesos = dict.fromkeys(c.que for c in suyos)
    return [
        (que, sorted((c for c in suyos if c.que == que), key=lambda c: c.ficha.contienda)) for que in sucesos
    ]


def _dicho(dia: date) -> str:
    return str(textos.dia(dia))


def _canal(sitio: SitioPublico, hechos: Sequence[Cambio], canal: Canal) -> bytes:
    momento = hechos[0].momento.isoformat() if hechos else ""
    entradas = "".join(_entrada(c, canal) for c in hechos)
    return canal.entero(PRENSA, f"Qué cambió. {sitio.nombre}", momento, sitio.institucion, entradas)


def _entrada(c: Cambio, canal: Canal) -> str:
    direccion = f"{escape(canal.url)}candidaturas/{c.ficha.folio}/"
    titulo = f"{c.ficha.nombre}: {c.que[:1].lower() + c.que[1:]}"
    return (
        f"<entry><id>{direccion}#{c.momento:%Y%m%d%H%M%S}</id>{canal.elemento('title', titulo)}"
        f'<link href="{direccion}"/><updated>{c.momento.isoformat()}</updated>'
        f"{canal.elemento('summary', f'{c.ficha.contienda_nombre}. {c.ficha.fuerza.nombre}.')}</entry>\n"
    )
