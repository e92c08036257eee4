"""Lo que dice la imagen que una página anuncia al compartirse. La dibuja la segunda vuelta; en qué lenguas, se sabe desde la primera."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from typing import Any, NotRequired, TypedDict

from conoceles.nucleo.papel.letra import se_escribe
from conoceles.nucleo.redaccion.frases import EN_ESPANOL
from conoceles.publicacion.instantanea.pagina import en_lengua
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, Recuadro, SitioPublico
from conoceles.publicacion.sitio import materiales as rutas
from conoceles.publicacion.sitio import papel
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua, edicion

Datos = dict[str, Any]
LEMA = "Información para decidir el voto; no es propaganda."

De = Ficha | ContiendaPublica | None  # de una persona, de una boleta o de la elección
Decir = Callable[[str], str]  # cómo se dice, en la lengua del material, lo que no es un nombre


def tal_cual(texto: str) -> str:
    """En español."""
    return texto


class Caja(TypedDict):
    """Lo que se dibuja de un recuadro o de una lista. Nada de esto se puede omitir: son sus renglones."""

    fuerza: str
    color: str
    alianza: str  # con quién va, si no va por sí
    nombre: str
    suplente: str
    en_papel: str  # qué otro nombre puede decir el papel
    foto: NotRequired[str]
    iniciales: NotRequired[str]


def comunes(sitio: SitioPublico, destino: str, invitacion: str, url: str, decir: Decir = tal_cual) -> Datos:
    """Lo que dice toda imagen. `destino`: la página a la que lleva, relativa a la elección."""
    aviso = "Práctica: esta elección no existe." if sitio.practica else ""
    inventado = "Demostración: las personas son inventadas." if sitio.inventado else ""
    return {
        "acento": sitio.acento,
        "eleccion": f"{sitio.entidad}, {decir(sitio.nombre)}",
        "institucion": sitio.institucion,
        "lema": decir(LEMA),
        "aviso": decir(aviso or inventado),
        "invitacion": decir(invitacion),
        "enlace": url + destino,
        "direccion": (url + destino).partition("://")[2],
    }


def cajas(boleta: ContiendaPublica, decir: Decir = tal_cual) -> list[Caja]:
    """Cada recuadro en el orden de la boleta o, de las listas que van al reverso de otra, cada lista."""
    if papel.se_marca(boleta) is None:
        return _listas(boleta, decir)
    return [_caja(recuadro, decir) for recuadro in papel.casillas(boleta)]


def se_vota(sitio: SitioPublico, decir: Decir = tal_cual) -> str:
    """Vacío si la elección no dice qué día."""
    return decir(f"Se vota el {sitio.jornada_texto}.") if sitio.jornada_texto else ""


def _caja(recuadro: Recuadro, decir: Decir) -> Caja:
    primera, *otras = recuadro.formula
    juntos = papel.juntos(recuadro)
    return {
        "fuerza": recuadro.fuerza.nombre,
        "color": recuadro.fuerza.color,
        "alianza": juntos if juntos == recuadro.alianza else decir(juntos),
        "nombre": primera.nombre,
        "suplente": ". ".join(f"{decir(o.nota)}: {o.nombre}" for o in otras),
        "en_papel": ". ".join(decir(papel.puede_decir([par])) for par in recuadro.en_papel),
    }


def con_caras(boleta: ContiendaPublica, decir: Decir = tal_cual) -> list[Caja]:
    """Lo mismo, con la fotografía de quien encabeza cada recuadro."""
    fichas = {f.folio: f for f in boleta.fichas}
    encabezan = (fichas[r.formula[0].folio] for r in papel.casillas(boleta))
    return [
        {**caja, "foto": f.foto.chica if f.foto else "", "iniciales": f.iniciales}
        for caja, f in zip(cajas(boleta, decir), encabezan, strict=True)
    ]


def _listas(boleta: ContiendaPublica, decir: Decir) -> list[Caja]:
    """Cada fuerza con cuántos lugares registró: nadie se destaca."""
    return [
        {
            "fuerza": lista.fuerza.nombre,
            "color": lista.fuerza.color,
            "alianza": "",
            "nombre": decir(rutas.cuantas(len(lista.formulas)).capitalize()),
            "suplente": "",
            "en_papel": ". ".join(decir(papel.puede_decir([par])) for par in lista.en_papel),
        }
        for lista in papel.listas([boleta])
    ]


def _bajada(boleta: ContiendaPublica, decir: Decir) -> str:
    dichos = [decir("En el orden de la boleta.")]
    if boleta.ambito and boleta.ambito not in boleta.nombre:
        dichos.insert(0, f"{decir(boleta.ambito)}.")
    if boleta.frente:
        dichos.append(decir(f"Al reverso de la boleta de {boleta.frente.lower()}."))
    return " ".join(dichos)


def de_persona(sitio: SitioPublico, ficha: Ficha, url: str, decir: Decir = tal_cual) -> Datos:
    """La de una candidatura, sin su cara: las mismas palabras haya o no información publicada."""
    return comunes(
        sitio,
        f"candidaturas/{ficha.folio}/",
        "Lea su perfil y compárelo con los demás de su boleta.",
        url,
        decir,
    ) | {
        "calidad": decir(ficha.calidad_texto + rutas.lugar(ficha)),
        "nombre": ficha.nombre,
        "en_papel": decir(papel.puede_decir([(ficha.nombre, ficha.en_papel)])) if ficha.en_papel else "",
        "cargo": decir(ficha.cargo_nombre),
        "ambito": decir(ficha.ambito),
        "fuerza": ficha.fuerza.nombre,
        "color": ficha.fuerza.color,
        "iniciales": ficha.iniciales,
    }


def de_boleta(sitio: SitioPublico, boleta: ContiendaPublica, url: str, decir: Decir = tal_cual) -> Datos:
    """La de una boleta: todos sus recuadros, sin caras."""
    return comunes(
        sitio, f"contiendas/{boleta.clave}/", "Lea quiénes son y qué proponen, lado a lado.", url, decir
    ) | {
        "titulo": decir(boleta.nombre),
        "bajada": _bajada(boleta, decir),
        "cajas": cajas(boleta, decir),
    }


def de_eleccion(sitio: SitioPublico, url: str, decir: Decir = tal_cual) -> Datos:
    """La de la elección entera."""
    return de_lugar(sitio, dice_la_eleccion(sitio, decir), "", url, decir)


def de_lugar(
    sitio: SitioPublico, dichos: Sequence[str], destino: str, url: str, decir: Decir = tal_cual
) -> Datos:
    """La de un distrito, un cargo, un mensaje o la elección. `dichos`: su título y sus párrafos, ya en su lengua."""
    return comunes(sitio, destino, "Conozca a quienes compiten y qué proponen.", url, decir) | {
        "titulo": dichos[0],
        "parrafos": [*filter(None, dichos[1:])],
    }


def dice_la_eleccion(sitio: SitioPublico, decir: Decir = tal_cual) -> list[str]:
    """El título y los párrafos de su imagen."""
    dichos = [
        decir("Conozca a quienes compiten"),
        decir("Busque su boleta y lea lo que propone cada persona, con las mismas preguntas para todas."),
    ]
    return [*dichos, *filter(None, [se_vota(sitio, decir)])]


def entera(datos: Datos) -> bool:
    """Si alguien tradujo todo lo que dice y la letra de la casa tiene todos sus signos."""
    dicho = "".join(textos(datos))
    return EN_ESPANOL not in dicho and se_escribe(dicho)


def textos(dato: object) -> Iterator[str]:
    """Todo lo que se lee de una pieza; un emblema es dibujo."""
    if isinstance(dato, str):
        yield dato
    elif isinstance(dato, dict):
        yield from (t for clave, valor in dato.items() if clave != "emblema" for t in textos(valor))
    elif isinstance(dato, list | tuple):
        yield from (t for valor in dato for t in textos(valor))


def la_suya(sitio: SitioPublico, de: De, url: str) -> str:
    """La que anuncia la página que se compone: la de su lengua o, si ahí no se hace, la que está en español."""
    cual = edicion()
    return en_la_suya(sitio, de, url, cual.dicho) if cual and cual.dicho else _donde(de)


def en_la_suya(sitio: SitioPublico, de: De, url: str, lengua: EnLengua) -> str:
    """Lo mismo, en esa lengua."""
    hecha = entera(_dice(sitio, de, url + en_lengua(lengua.clave, ""), lengua.voz.entero))
    return en_lengua(lengua.clave, _donde(de)) if hecha else _donde(de)


def _donde(de: De) -> str:
    if de is None:
        return rutas.de_eleccion("tarjeta")
    if isinstance(de, Ficha):
        return rutas.de_persona(de, "tarjeta")
    return rutas.de_boleta(de.clave, "tarjeta", "png")


def _dice(sitio: SitioPublico, de: De, url: str, decir: Decir) -> Datos:
    if de is None:
        return de_eleccion(sitio, url, decir)
    if isinstance(de, Ficha):
        return de_persona(sitio, de, url, decir)
    return de_boleta(sitio, de, url, decir)


def anunciadas(
    sitio: SitioPublico,
    url: str,
    lenguas: Sequence[EnLengua],
    ya: Container[str] = (),
    solo: Container[str] | None = None,
) -> dict[str, str]:
    """La que anuncia cada página, en español y en cada lengua en que se hace → de quién es, si es de alguien.

    `ya`: las que están puestas; en otra lengua no se vuelven a mirar. `solo`: la de la elección y las de esas contiendas.
    """
    if not sitio.abierto or "compartir" in sitio.detenido:
        return {}
    boletas = [b for b in sitio.contiendas if b.fichas and (solo is None or b.clave in solo)]
    de_quienes: list[De] = [None, *boletas, *(f for b in boletas for f in b.fichas)]
    faltan = ((x, de) for x in lenguas for de in de_quienes if en_lengua(x.clave, _donde(de)) not in ya)
    en_lenguas = {en_la_suya(sitio, de, url, x): _folio(de) for x, de in faltan}
    return {_donde(de): _folio(de) for de in de_quienes} | en_lenguas


def _folio(de: De) -> str:
    return de.folio if isinstance(de, Ficha) else ""
