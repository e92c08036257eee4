"""Las páginas de una boleta: las personas lado a lado, por tema, sus planillas, la que va en otros sitios y la de practicar."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from conoceles.publicacion.instantanea.materiales import CARPETA
from conoceles.publicacion.instantanea.pagina import Pagina, resumir
from conoceles.publicacion.lectura.fichas import ContiendaPublica, SitioPublico
from conoceles.publicacion.sitio import contenido, indice, materiales, pagina, papel, qr
from conoceles.publicacion.sitio.boletas import practica, temas


def boleta(sitio: SitioPublico, contienda: ContiendaPublica, url: str) -> Pagina:
    """Todas las personas de una boleta, lado a lado."""
    ruta = f"contiendas/{contienda.clave}/index.html"
    return Pagina(ruta, partial(_boleta, sitio, contienda, url), resumir(contienda, url))


def _boleta(sitio: SitioPublico, contienda: ContiendaPublica, url: str) -> str:
    codigo = qr.svg(f"{url}contiendas/{contienda.clave}/")
    return pagina.contienda(sitio, contienda, qr=codigo, url=url)


def planillas(sitio: SitioPublico, boleta: ContiendaPublica) -> list[Pagina]:
    """La ficha de cada planilla de esa boleta; ninguna si no se vota por planillas."""
    if not boleta.puestos:
        return []
    return [
        Pagina(
            f"contiendas/{boleta.clave}/{lista.ancla}/index.html",
            partial(pagina.planilla, sitio, boleta, lista),
            resumir(boleta, lista.ancla),
        )
        for lista in contenido.listas(contenido.formulas(boleta))
    ]


def incrustada(sitio: SitioPublico, contienda: ContiendaPublica) -> Pagina:
    """La tarjeta de una boleta para los portales que quieran mostrarla."""
    ruta = f"incrustar/{contienda.clave}/index.html"
    ligeras = replace(contienda, fichas=tuple(indice.ligera(f) for f in contienda.fichas))
    corte = contenido.corte(contienda)
    return Pagina(ruta, partial(pagina.incrustada, sitio, ligeras, corte), resumir(ligeras, corte))


def temas_de_boleta(sitio: SitioPublico, contienda: ContiendaPublica) -> Iterator[Pagina]:
    """Qué temas se eligieron en una boleta y, de cada uno, sus propuestas."""
    carpeta = f"contiendas/{contienda.clave}/temas/"
    hechos = temas.de_boleta(sitio.temas, contienda)
    ligeras = replace(contienda, fichas=(), papel=None)
    sin_tema = tuple(indice.ligera(f) for f in contienda.fichas if not f.temas)
    datos: dict[str, object] = {"contienda": ligeras, "temas": hechos}
    cuentas = [(g.tema, g.personas, g.propuestas) for g in hechos]
    yield Pagina(
        f"{carpeta}index.html",
        partial(pagina.sencilla, "temas", sitio, "../../../", sin_tema=sin_tema, **datos),
        resumir(contienda.nombre, cuentas, sin_tema),
    )
    datos["cabe_entera"] = len(contienda.fichas) <= contenido.DE_UN_VISTAZO
    for g in hechos:
        if g.propuestas:
            yield Pagina(
                f"{carpeta}{g.tema.clave}/index.html",
                partial(pagina.sencilla, "tema", sitio, "../../../../", g=g, **datos),
                resumir(contienda.nombre, cuentas, datos["cabe_entera"], g),
            )


def temas_de_la_eleccion(sitio: SitioPublico) -> Iterator[Pagina]:
    """Por tema, en qué boletas lo eligió alguien."""
    hechos = temas.de_la_eleccion(sitio)
    yield indice.fija("temas_eleccion", "temas/index.html", sitio, temas=hechos)
    for g in hechos:
        if g.boletas:
            yield indice.fija("tema_eleccion", f"temas/{g.tema.clave}/index.html", sitio, g=g)


def materiales_de_boleta(
    sitio: SitioPublico,
    contienda: ContiendaPublica,
    publicados: Container[str],
    otros: Mapping[str, materiales.Enlaces] | None = None,
    no_se_hacen: Sequence[str] = (),
) -> Pagina:
    """Lo que ya se puede descargar de una boleta y de sus personas. `otros`: los formatos que agrega la segunda vuelta."""
    ruta = f"{CARPETA}contiendas/{contienda.clave}/index.html"
    ligeras = replace(contienda, fichas=tuple(indice.ligera(f) for f in contienda.fichas))
    insumos = resumir(materiales.de_la_boleta(ligeras, publicados))
    datos = materiales.de_la_boleta(ligeras, publicados, otros) | {"no_se_hacen": no_se_hacen}
    return Pagina(ruta, partial(pagina.sencilla, "materiales_boleta", sitio, "../../../", **datos), insumos)


def para_practicar(sitio: SitioPublico, contienda: ContiendaPublica) -> list[Pagina]:
    """La boleta que se marca en el teléfono, mientras la elección no pasa; ninguna si no dice qué cuenta como voto."""
    casos = practica.casos(contienda)
    if not casos or sitio.archivo:
        return []
    ligeras = replace(contienda, fichas=())
    bloques = practica.bloques(contienda)
    datos: dict[str, object] = {
        "contienda": ligeras, "papel": papel.se_marca(contienda), "casos": casos, "bloques": bloques,
    }  # fmt: skip
    return [
        Pagina(
            f"contiendas/{contienda.clave}/practicar/index.html",
            partial(pagina.sencilla, "practicar", sitio, "../../../", **datos),
            resumir(ligeras, casos, bloques),
        )
    ]
