"""`contiendas/<contienda>/novedades.atom`: qué información se publicó o se actualizó en una boleta.

Sale de las mismas fichas que la página: una revocación, que solo retira, no aparece nunca.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico
from conoceles.publicacion.sitio.lenguas.canales import Canal

MAXIMO = 50


def feed(sitio: SitioPublico, contienda: ContiendaPublica, canal: Canal) -> bytes:
    """Una entrada por candidatura con información, de la más reciente a la más antigua (RFC 4287)."""
    con_datos = sorted(
        (f for f in contienda.fichas if f.actualizada), key=lambda f: (f.actualizada, f.folio), reverse=True
    )
    entradas = "".join(_entrada(f, canal) for f in con_datos[:MAXIMO])
    momento = con_datos[0].actualizada if con_datos else ""
    titulo = f"{contienda.nombre}. {sitio.nombre}"
    return canal.entero(f"contiendas/{contienda.clave}/", titulo, momento, sitio.institucion, entradas)


def _entrada(f: Ficha, canal: Canal) -> str:
    direccion = f"{escape(canal.url)}candidaturas/{f.folio}/"
    return (
        f"<entry><id>{direccion}#{f.huella[:16]}</id>"
        f"{canal.elemento('title', f'{f.nombre}: información publicada')}"
        f'<link href="{direccion}"/><updated>{f.actualizada}</updated>'
        f"{canal.elemento('summary', _resumen(f))}</entry>\n"
    )


def _resumen(ficha: Ficha) -> str:
    return " ".join(p for p in (f"{ficha.fuerza.nombre}. {ficha.calidad_texto}.", ficha.aviso_boleta) if p)
