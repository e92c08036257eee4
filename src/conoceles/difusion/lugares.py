"""Los materiales de un distrito, de un cargo, de la elección entera y los que enlazan desde otro sitio."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from conoceles.difusion.piezas import Formula, Pieza, comunes, en_pared, mostradas, nombrados, sin_caras
from conoceles.publicacion.lectura.fichas import ContiendaPublica, SitioPublico
from conoceles.publicacion.sitio import materiales as rutas


def de_distritos(sitio: SitioPublico, url: str) -> Iterator[Pieza]:
    """Las tres de cada distrito: dónde es y qué se vota. No nombran a nadie."""
    for numero in sorted({b.distrito for b in sitio.contiendas if b.distrito is not None}):
        suyas = [b for b in sitio.contiendas if b.distrito == numero]
        destino = f"contiendas/{suyas[0].clave}/" if len(suyas) == 1 else "contiendas/"
        donde = ", ".join(suyas[0].donde)
        parrafos = [f"{sitio.territorio.municipios.capitalize()}: {donde}."] if donde else []
        parrafos += [f"Se vota: {'; '.join(b.nombre for b in suyas)}."]
        yield from _lugar(
            sitio, rutas.de_distrito, str(numero), suyas[0].del_distrito, parrafos, destino, url
        )


def carteles_de_distritos(sitio: SitioPublico, url: str) -> Iterator[Pieza]:
    """El cartel y el mural de cada distrito, con todo lo que vota quien vive en él."""
    for numero in sorted({b.distrito for b in sitio.contiendas if b.distrito is not None}):
        propia = next(b for b in sitio.contiendas if b.distrito == numero)
        if suyas := rutas.lo_que_vota(sitio, numero):
            yield from _de_distrito(sitio, numero, propia, suyas, url)


def _de_distrito(
    sitio: SitioPublico, numero: int, propia: ContiendaPublica, suyas: list[ContiendaPublica], url: str
) -> Iterator[Pieza]:
    destino = f"contiendas/{propia.clave}/" if propia.fichas else "contiendas/"
    grupos = [(b.nombre, sin_caras(mostradas(b))) for b in suyas]
    reverso = [f"{b.nombre}, al reverso de la boleta" for b in suyas if b.frente]
    bajada = f"En el orden de la boleta.{f' {reverso[0]}.' if reverso else ''}"
    datos = comunes(sitio, destino, "", url) | {"titulo": propia.ambito, "bajada": bajada}
    papeles = en_pared(datos, "Qué se vota en su distrito", propia, sitio, grupos)
    alternativo = f"{propia.ambito}. " + " ".join(f"{nombre}: {_enumerar(f)}." for nombre, f in grupos)
    folios = tuple(dict.fromkeys(f for b in suyas for f in nombrados(b.fichas)))
    for formato in rutas.DE_DISTRITO:
        ruta = rutas.impreso_de_distrito(str(numero), formato)
        yield Pieza(ruta, "impreso", formato, papeles, alternativo, folios)


def _enumerar(formulas: list[Formula]) -> str:
    return "; ".join(f"{f['fuerza']}: {f['nombre']}" for f in formulas)


def de_cargos(sitio: SitioPublico, url: str) -> Iterator[Pieza]:
    """Las tres de cada cargo: cuántas boletas lo eligen y cómo se gana."""
    for clave in dict.fromkeys(b.cargo for b in sitio.contiendas):
        suyas = [b for b in sitio.contiendas if b.cargo == clave]
        boletas = f"{len(suyas)} {'contienda' if len(suyas) == 1 else 'contiendas'} en {sitio.entidad}."
        parrafos = [boletas, suyas[0].como_se_gana]
        yield from _lugar(sitio, rutas.de_cargo, clave, suyas[0].cargo_nombre, parrafos, "contiendas/", url)


def de_eleccion(sitio: SitioPublico, url: str) -> Iterator[Pieza]:
    """Las tres de la elección entera: las que anuncian la portada."""
    titulo, *parrafos = dice_la_eleccion(sitio)
    yield from _lugar(sitio, lambda _, formato: rutas.de_eleccion(formato), "", titulo, parrafos, "", url)


def dice_la_eleccion(sitio: SitioPublico) -> list[str]:
    """El título y los párrafos de su imagen."""
    dichos = [
        "Conozca a quienes compiten",
        "Busque su boleta y lea lo que propone cada persona, con las mismas preguntas para todas.",
    ]
    return [*dichos, f"Se vota el {sitio.jornada_texto}."] if sitio.jornada_texto else dichos


def de_mensajes(sitio: SitioPublico, mensajes: Sequence[str], url: str) -> Iterator[Pieza]:
    """Las tres de cada mensaje general de la campaña, en el orden en que se declaran."""
    for numero, mensaje in enumerate(mensajes, 1):
        titulo, *parrafos = dice_el_mensaje(sitio, mensaje)
        yield from _lugar(sitio, rutas.de_mensaje, str(numero), titulo, parrafos, "", url)


def dice_el_mensaje(sitio: SitioPublico, mensaje: str) -> list[str]:
    """El título y los párrafos de su imagen: su primera frase, el resto y el día en que se vota."""
    dichos = re.split(r"(?<=[.?!]) ", mensaje, maxsplit=1)
    return [*dichos, f"Se vota el {sitio.jornada_texto}."] if sitio.jornada_texto else dichos


def de_portal(sitio: SitioPublico, url: str) -> Iterator[Pieza]:
    """Botón, banner y recuadro para enlazar el sitio desde el portal del instituto o desde cualquiera (plan §13, II)."""
    frase = rutas.invitacion(sitio)
    datos = comunes(sitio, "", frase.partition(": ")[2], url)
    for formato in rutas.PORTAL:
        yield Pieza(
            rutas.de_portal(formato), "portal", formato, datos, f"{frase}. {sitio.entidad}, {sitio.nombre}."
        )


def _lugar(
    sitio: SitioPublico,
    ruta: Callable[[str, str], str],
    clave: str,
    titulo: str,
    parrafos: list[str],
    destino: str,
    url: str,
) -> Iterator[Pieza]:
    dichos = [p for p in parrafos if p]
    datos = comunes(sitio, destino, "Conozca a quienes compiten y qué proponen.", url) | {
        "titulo": titulo,
        "parrafos": dichos,
    }
    for formato in rutas.MEDIDAS:
        yield Pieza(ruta(clave, formato), "lugar", formato, datos, seguido(titulo, dichos))


def seguido(titulo: str, parrafos: Sequence[str]) -> str:
    """Lo de una imagen, como se lee en voz alta."""
    return " ".join((titulo if titulo.endswith((".", "?", "!")) else f"{titulo}.", *parrafos))
