"""Con qué datos se hace cada material de una persona o de una boleta. Funciones puras sobre lo ya público.

Entra lo que muestran las listas (fichas sin secciones ni identidad): ninguna respuesta de identidad puede llegar aquí.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from conoceles.difusion import muestra
from conoceles.difusion.dibujo.comun import Datos
from conoceles.publicacion.instantanea.materiales import muestra as mostrados
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico
from conoceles.publicacion.sitio import materiales as rutas
from conoceles.publicacion.sitio import papel

SIN_TELEFONO = (
    "¿No tiene teléfono? En un telecentro, una biblioteca o el instituto pida que le abran esta dirección o le "
    "impriman esta hoja. Consultarla no cuesta ni deja rastro."
)
LEMA = "Información para decidir el voto; no es propaganda."
Decir = Callable[[str], str]  # cómo se dice, en la lengua del material, lo que no es un nombre


def tal_cual(texto: str) -> str:
    """En español."""
    return texto


class Formula(TypedDict):
    """Lo que se dibuja de una fórmula o de una lista."""

    nombre: str
    suplente: str
    fuerza: str
    color: str
    foto: NotRequired[str]
    iniciales: NotRequired[str]


@dataclass(frozen=True)
class Pieza:
    """Un archivo por hacer: dónde va, quién lo dibuja, con qué datos y qué dice para quien no lo ve."""

    ruta: str
    dibujo: str
    formato: str
    datos: Datos
    alternativo: str
    folios: tuple[str, ...] = ()  # a quiénes nombra
    vigencias: tuple[str, ...] = ()  # en qué estaba lo que dice de ellas
    tanda: int = 0  # se publica entera, después de las menores
    pistas: tuple[Pieza, ...] = ()  # las que se hacen antes y se juntan en esta; no se publican solas

    @property
    def muestra(self) -> str:
        """Los folios, lo vigente y las fotografías que lleva: si falta una persona, un texto o una cara, se retira."""
        retratos = [self.datos.get("foto", ""), *(f.get("foto", "") for f in self.datos.get("formulas", ()))]
        return mostrados((*self.folios, *self.vigencias), retratos)


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


def de_persona(sitio: SitioPublico, ficha: Ficha, url: str, decir: Decir = tal_cual) -> Iterator[Pieza]:
    """Las tres medidas de una candidatura: las mismas palabras haya o no información publicada."""
    datos = comunes(
        sitio,
        f"candidaturas/{ficha.folio}/",
        "Lea su perfil y compárelo con los demás de su boleta.",
        url,
        decir,
    ) | {
        "calidad": decir(ficha.calidad_texto + rutas.lugar(ficha)),
        "nombre": ficha.nombre,
        "en_papel": decir(_en_papel(ficha)),
        "cargo": decir(ficha.cargo_nombre),
        "ambito": decir(ficha.ambito),
        "fuerza": ficha.fuerza.nombre,
        "color": ficha.fuerza.color,
        "iniciales": ficha.iniciales,
    }
    for formato in rutas.MEDIDAS:
        foto = (ficha.foto.chica if formato == "tarjeta" else ficha.foto.grande) if ficha.foto else ""
        yield Pieza(
            rutas.de_persona(ficha, formato),
            "persona",
            formato,
            datos | {"foto": foto},
            rutas.dice_de_persona(ficha),
            nombrados([ficha]),
        )


def de_boleta(
    sitio: SitioPublico, boleta: ContiendaPublica, url: str, decir: Decir = tal_cual
) -> Iterator[Pieza]:
    """Tres medidas, la infografía con sus caras, el cartel, el mural y la hoja carta."""
    formulas = [_formula(f, decir) for f in papel.formulas(boleta.fichas)]
    se_ven = sin_caras(mostradas(boleta, decir))
    datos = comunes(
        sitio, f"contiendas/{boleta.clave}/", "Lea quiénes son y qué proponen, lado a lado.", url, decir
    ) | {
        "titulo": decir(boleta.nombre),
        "bajada": _bajada(boleta, decir),
        "formulas": se_ven,
    }
    folios = nombrados(boleta.fichas)
    alternativo = rutas.dice_de_boleta(boleta)
    for formato in rutas.MEDIDAS:
        yield Pieza(
            rutas.de_boleta(boleta.clave, formato, "png"), "boleta", formato, datos, alternativo, folios
        )
    if rutas.con_caras(boleta):
        yield Pieza(
            rutas.quienes(boleta), "infografia", "vertical", datos | {"formulas": formulas},
            f"Quiénes están en su boleta. {alternativo}", folios,
        )  # fmt: skip
    papeles = en_pared(datos, "Quiénes están en su boleta", boleta, sitio, [("", se_ven)], decir)
    for formato in rutas.IMPRESOS:
        yield Pieza(
            rutas.de_boleta(boleta.clave, formato, "pdf"), "impreso", formato, papeles, alternativo, folios
        )


def en_pared(
    datos: Datos,
    encabezado: str,
    boleta: ContiendaPublica,
    sitio: SitioPublico,
    grupos: Sequence[tuple[str, list[Formula]]],
    decir: Decir = tal_cual,
) -> Datos:
    """Lo que lleva un impreso: los mismos datos, con dónde se vota, cuándo y lo que se muestra, por boleta."""
    return {clave: valor for clave, valor in datos.items() if clave != "formulas"} | {
        "encabezado": decir(encabezado),
        "donde": ", ".join(decir(x) if x.endswith(")") else x for x in boleta.donde),
        "lugares": decir(sitio.territorio.municipios.capitalize()),
        "cuando": se_vota(sitio, decir),
        "lea": decir("Lea quiénes son y qué proponen"),
        "apunte": decir("Apunte la cámara de su teléfono al código, o escriba:"),
        "sin_telefono": decir(SIN_TELEFONO),
        "codigo": f"{decir('Código QR que lleva a')} {datos['direccion']}",
        "grupos": [{"titulo": titulo, "formulas": formulas} for titulo, formulas in grupos],
    }


def sin_caras(formulas: Iterable[Formula]) -> list[Formula]:
    """Lo que se escribe de cada una, sin su fotografía."""
    return [
        {"nombre": f["nombre"], "suplente": f["suplente"], "fuerza": f["fuerza"], "color": f["color"]}
        for f in formulas
    ]


def mostradas(boleta: ContiendaPublica, decir: Decir = tal_cual) -> list[Formula]:
    """Cada fórmula en el orden de la boleta o, si es de listas, cada lista."""
    if boleta.papel is None:
        return listas(boleta, decir)
    return [_formula(f, decir) for f in papel.formulas(boleta.fichas)]


def se_vota(sitio: SitioPublico, decir: Decir = tal_cual) -> str:
    """Vacío si la elección no dice qué día."""
    return decir(f"Se vota el {sitio.jornada_texto}.") if sitio.jornada_texto else ""


def de_muestra(
    sitio: SitioPublico, boleta: ContiendaPublica, url: str, decir: Decir = tal_cual
) -> Iterator[Pieza]:
    """La boleta de muestra, en papel y como imagen; de las listas que van al reverso de otra, ninguna."""
    if boleta.papel is None or not boleta.papel.recuadros:
        return
    datos = comunes(sitio, f"contiendas/{boleta.clave}/", "", url, decir)
    datos |= muestra.datos(sitio, boleta.papel, decir) | {
        "titulo": decir(boleta.nombre),
        "bajada": f"{decir(boleta.ambito)}.",
        "cuando": se_vota(sitio, decir),
    }
    frente = [p.folio for r in boleta.papel.recuadros for p in r.formula]
    frente += [impreso.folio for r in boleta.papel.recuadros for _, impreso in r.en_papel if impreso.nombre]
    reverso = [p.folio for x in boleta.papel.reverso for f in x.formulas for p in f]
    reverso += [impreso.folio for x in boleta.papel.reverso for _, impreso in x.en_papel if impreso.nombre]
    quienes = "; ".join(f"{r.fuerza.nombre}: {r.formula[0].nombre}" for r in boleta.papel.recuadros)
    alternativo = f"Muestra, no es una boleta. {boleta.nombre}. En su orden: {quienes}."
    for formato, folios in (("pdf", (*frente, *reverso)), ("png", tuple(frente))):
        ruta = rutas.de_boleta(boleta.clave, "muestra", formato)
        yield Pieza(ruta, "muestra", formato, datos, alternativo, tuple(dict.fromkeys(folios)))


def _formula(personas: tuple[Ficha, ...], decir: Decir) -> Formula:
    primera, *otras = personas
    return {
        "nombre": primera.nombre,
        "suplente": ". ".join(
            [
                *(f"{decir(o.calidad_texto)}: {o.nombre}" for o in otras),
                *(decir(dicho) for dicho in map(_en_papel, personas) if dicho),
            ]
        ),
        "fuerza": primera.fuerza.nombre,
        "color": primera.fuerza.color,
        "foto": primera.foto.chica if primera.foto else "",
        "iniciales": primera.iniciales,
    }


def _en_papel(ficha: Ficha) -> str:
    """Qué nombre puede decir la boleta en su lugar; vacío si es el suyo."""
    if ficha.en_papel is None:
        return ""
    return f"En el papel puede decir {ficha.en_papel.nombre or 'otro nombre'} en vez de {ficha.nombre}"


def nombrados(fichas: Sequence[Ficha]) -> tuple[str, ...]:
    """Ellas, y quienes siguen en el papel en lugar de alguna; de quien se suprimió ya no se dice el nombre."""
    impresos = (f.en_papel for f in fichas if f.en_papel and f.en_papel.nombre)
    return (*(f.folio for f in fichas), *(impreso.folio for impreso in impresos))


def listas(boleta: ContiendaPublica, decir: Decir = tal_cual) -> list[Formula]:
    """De una boleta de listas, cada fuerza con cuántos lugares registró: nadie se destaca."""
    return [
        {
            "nombre": decir(rutas.cuantas(len(lista.formulas)).capitalize()),
            "suplente": "",
            "fuerza": lista.fuerza.nombre,
            "color": lista.fuerza.color,
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
