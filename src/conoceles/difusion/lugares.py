"""Los materiales de un distrito, de un cargo, de la elección entera y los que enlazan desde otro sitio."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from conoceles.difusion.piezas import Pieza, en_pared, nombrados
from conoceles.publicacion.lectura.fichas import ContiendaPublica, SitioPublico
from conoceles.publicacion.sitio import materiales as rutas
from conoceles.publicacion.sitio.lenguas.tarjetas import (
    Decir,
    cajas,
    comunes,
    de_lugar,
    dice_la_eleccion,
    se_vota,
    tal_cual,
)


def de_distritos(sitio: SitioPublico, url: str, decir: Decir = tal_cual) -> Iterator[Pieza]:
    """Las tres de cada distrito: dónde es y qué se vota. No nombran a nadie."""
    for numero in sorted({b.distrito for b in sitio.contiendas if b.distrito is not None}):
        suyas = [b for b in sitio.contiendas if b.distrito == numero]
        destino = f"contiendas/{suyas[0].clave}/" if len(suyas) == 1 else "contiendas/"
        donde = ", ".join(decir(x) if x.endswith(")") else x for x in suyas[0].donde)
        parrafos = [f"{decir(sitio.territorio.municipios.capitalize())}: {donde}."] if donde else []
        parrafos += [f"{decir('Se vota')}: {'; '.join(decir(b.nombre) for b in suyas)}."]
        dichos = [decir(suyas[0].del_distrito), *parrafos]
        yield from _lugar(sitio, rutas.de_distrito, str(numero), dichos, destino, url, decir)


def carteles_de_distritos(sitio: SitioPublico, url: str, decir: Decir = tal_cual) -> Iterator[Pieza]:
    """El cartel y el mural de cada distrito, con todo lo que vota quien vive en él."""
    propias = {b.distrito: b for b in reversed(sitio.contiendas) if b.distrito is not None}
    for numero, suyas in rutas.por_distrito(sitio).items():
        if suyas:
            yield from _de_distrito(sitio, numero, propias[numero], suyas, url, decir)


def _de_distrito(
    sitio: SitioPublico,
    numero: int,
    propia: ContiendaPublica,
    suyas: list[ContiendaPublica],
    url: str,
    decir: Decir,
) -> Iterator[Pieza]:
    destino = f"contiendas/{propia.clave}/" if propia.fichas else "contiendas/"
    grupos = [(decir(b.nombre), cajas(b, decir)) for b in suyas]
    reverso = [decir(f"{b.nombre}, al reverso de la boleta.") for b in suyas if b.frente]
    bajada = " ".join([decir("En el orden de la boleta."), *reverso[:1]])
    datos = comunes(sitio, destino, "", url, decir) | {"titulo": decir(propia.ambito), "bajada": bajada}
    papeles = en_pared(datos, "Qué se vota en su distrito", propia, sitio, grupos, decir)
    alternativo = " ".join([f"{propia.ambito}.", *map(rutas.dice_de_boleta, suyas)])
    folios = tuple(dict.fromkeys(f for b in suyas for f in nombrados(b.fichas)))
    for formato in rutas.DE_DISTRITO:
        ruta = rutas.impreso_de_distrito(str(numero), formato)
        yield Pieza(ruta, "impreso", formato, papeles, alternativo, folios)


def de_cargos(sitio: SitioPublico, url: str, decir: Decir = tal_cual) -> Iterator[Pieza]:
    """Las tres de cada cargo: cuántas boletas lo eligen y cómo se gana, que no es lo que diga una sola de ellas."""
    gana = {x.cargo: x.como_se_gana for x in sitio.se_elige}
    for clave in dict.fromkeys(b.cargo for b in sitio.contiendas):
        suyas = [b for b in sitio.contiendas if b.cargo == clave]
        boletas = f"{len(suyas)} {'contienda' if len(suyas) == 1 else 'contiendas'} en {sitio.entidad}."
        dichos = map(decir, (suyas[0].cargo_nombre, boletas, gana.get(clave, "")))
        yield from _lugar(sitio, rutas.de_cargo, clave, [*dichos], "contiendas/", url, decir)


def de_eleccion(sitio: SitioPublico, url: str, decir: Decir = tal_cual) -> Iterator[Pieza]:
    """Las tres de la elección entera: las que anuncian la portada."""
    dichos = dice_la_eleccion(sitio, decir)
    yield from _lugar(sitio, lambda _, formato: rutas.de_eleccion(formato), "", dichos, "", url, decir)


def de_mensajes(
    sitio: SitioPublico, mensajes: Sequence[str], url: str, decir: Decir = tal_cual
) -> Iterator[Pieza]:
    """Las tres de cada mensaje general de la campaña, en el orden en que se declaran."""
    for numero, mensaje in enumerate(mensajes, 1):
        dichos = dice_el_mensaje(sitio, mensaje, decir)
        yield from _lugar(sitio, rutas.de_mensaje, str(numero), dichos, "", url, decir)


def dice_el_mensaje(sitio: SitioPublico, mensaje: str, decir: Decir = tal_cual) -> list[str]:
    """El título y los párrafos de su imagen: su primera frase, el resto y el día en que se vota."""
    dichos = re.split(r"(?<=[.?!]) ", decir(mensaje), maxsplit=1)
    return [*dichos, *filter(None, [se_vota(sitio, decir)])]


def de_portal(sitio: SitioPublico, url: str, decir: Decir = tal_cual) -> Iterator[Pieza]:
    """Botón, banner y recuadro para enlazar el sitio desde el portal del instituto o desde cualquiera (plan §13, II)."""
    frase = decir(rutas.invitacion(sitio))
    datos = comunes(sitio, "", "", url, decir) | {"invitacion": frase.removeprefix("Conóceles: ")}
    for formato in rutas.PORTAL:
        yield Pieza(
            rutas.de_portal(formato), "portal", formato, datos, f"{frase}. {sitio.entidad}, {sitio.nombre}."
        )


def _lugar(
    sitio: SitioPublico,
    ruta: Callable[[str, str], str],
    clave: str,
    dichos: Sequence[str],
    destino: str,
    url: str,
    decir: Decir,
) -> Iterator[Pieza]:
    """`dichos`: su título y sus párrafos, ya en su lengua."""
    datos = de_lugar(sitio, dichos, destino, url, decir)
    for formato in rutas.MEDIDAS:
        yield Pieza(
            ruta(clave, formato), "lugar", formato, datos, seguido(datos["titulo"], datos["parrafos"])
        )


def seguido(titulo: str, parrafos: Sequence[str]) -> str:
    """Lo de una imagen, como se lee en voz alta."""
    return " ".join((titulo if titulo.endswith((".", "?", "!")) else f"{titulo}.", *parrafos))
