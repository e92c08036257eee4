"""`contiendas/<contienda>/novedades.atom`: qué información se publicó o se actualizó en una boleta.

Sale de las mismas fichas que la página: una revocación, que solo retira, no aparece nunca.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico

MAXIMO = 50


def feed(sitio: SitioPublico, contienda: ContiendaPublica, url: str) -> bytes:
    """Una entrada por candidatura con información, de la más reciente a la más antigua (RFC 4287)."""
    direccion = f"{url}contiendas/{contienda.clave}/"
    con_datos = sorted(
        (f for f in contienda.fichas if f.actualizada), key=lambda f: (f.actualizada, f.folio), reverse=True
    )
    entradas = "".join(
        f"<entry><id>{escape(url)}candidaturas/{f.folio}/#{f.huella[:16]}</id>"
        f"<title>{escape(f.nombre)}: información publicada</title>"
        f'<link href="{escape(url)}candidaturas/{f.folio}/"/><updated>{f.actualizada}</updated>'
        f"<summary>{escape(_resumen(f))}</summary></entry>\n"
        for f in con_datos[:MAXIMO]
    )
    momento = con_datos[0].actualizada if con_datos else "1970-01-01T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es-MX">'
        f"<id>{escape(direccion)}</id><title>{escape(contienda.nombre)}. {escape(sitio.nombre)}</title>"
        f'<link href="{escape(direccion)}"/><link rel="self" href="{escape(direccion)}novedades.atom"/>'
        f"<updated>{momento}</updated><author><name>{escape(sitio.institucion)}</name></author>\n"
        f"{entradas}</feed>\n"
    ).encode()


def _resumen(ficha: Ficha) -> str:
    return " ".join(p for p in (f"{ficha.fuerza.nombre}. {ficha.calidad_texto}.", ficha.aviso_boleta) if p)
