"""Con qué datos se hace cada material de una persona o de una boleta. Funciones puras sobre lo ya público.

Entra lo que muestran las listas (fichas sin secciones ni identidad): ninguna respuesta de identidad puede llegar aquí.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conoceles.difusion import muestra
from conoceles.difusion.dibujo.comun import Datos
from conoceles.publicacion.instantanea.materiales import muestra as mostrados
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico
from conoceles.publicacion.sitio import materiales as rutas
from conoceles.publicacion.sitio.lenguas import tarjetas
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua
from conoceles.publicacion.sitio.lenguas.tarjetas import Caja, Decir, comunes, con_caras, se_vota, tal_cual

SIN_TELEFONO = (
    "¿No tiene teléfono? En un telecentro, una biblioteca o las oficinas electorales pida que le abran esta dirección o le "
    "impriman esta hoja. Consultarla no cuesta ni deja rastro."
)


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
    lengua: EnLengua | None = None  # en la que se escribe, si lo dice quien la dibuja y no sus datos

    @property
    def muestra(self) -> str:
        """Los folios, lo vigente y las fotografías que lleva: si falta una persona, un texto o una cara, se retira."""
        retratos = [self.datos.get("foto", ""), *(f.get("foto", "") for f in self.datos.get("cajas", ()))]
        return mostrados((*self.folios, *self.vigencias), retratos)


def de_persona(sitio: SitioPublico, ficha: Ficha, url: str, decir: Decir = tal_cual) -> Iterator[Pieza]:
    """Las tres medidas de una candidatura: las mismas palabras haya o no información publicada."""
    datos = tarjetas.de_persona(sitio, ficha, url, decir)
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
    datos = tarjetas.de_boleta(sitio, boleta, url, decir)
    folios = nombrados(boleta.fichas)
    alternativo = rutas.dice_de_boleta(boleta)
    for formato in rutas.MEDIDAS:
        yield Pieza(
            rutas.de_boleta(boleta.clave, formato, "png"), "boleta", formato, datos, alternativo, folios
        )
    if rutas.con_caras(boleta):
        yield Pieza(
            rutas.quienes(boleta), "infografia", "vertical", datos | {"cajas": con_caras(boleta, decir)},
            f"Quiénes están en su boleta. {alternativo}", folios,
        )  # fmt: skip
    papeles = en_pared(datos, "Quiénes están en su boleta", boleta, sitio, [("", datos["cajas"])], decir)
    for formato in rutas.IMPRESOS:
        yield Pieza(
            rutas.de_boleta(boleta.clave, formato, "pdf"), "impreso", formato, papeles, alternativo, folios
        )


def en_pared(
    datos: Datos,
    encabezado: str,
    boleta: ContiendaPublica,
    sitio: SitioPublico,
    grupos: Sequence[tuple[str, list[Caja]]],
    decir: Decir = tal_cual,
) -> Datos:
    """Lo que lleva un impreso: los mismos datos, con dónde se vota, cuándo y lo que se muestra, por boleta."""
    return {clave: valor for clave, valor in datos.items() if clave != "cajas"} | {
        "encabezado": decir(encabezado),
        "donde": ", ".join(decir(x) if x.endswith(")") else x for x in boleta.donde),
        "lugares": decir(sitio.territorio.municipios.capitalize()),
        "cuando": se_vota(sitio, decir),
        "lea": decir("Lea quiénes son y qué proponen"),
        "apunte": decir("Apunte la cámara de su teléfono al código, o escriba:"),
        "sin_telefono": decir(SIN_TELEFONO),
        "codigo": f"{decir('Código QR que lleva a')} {datos['direccion']}",
        "grupos": [{"titulo": titulo, "cajas": cajas} for titulo, cajas in grupos],
    }


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


def nombrados(fichas: Sequence[Ficha]) -> tuple[str, ...]:
    """Ellas, y quienes siguen en el papel en lugar de alguna; de quien se suprimió ya no se dice el nombre."""
    impresos = (f.en_papel for f in fichas if f.en_papel and f.en_papel.nombre)
    return (*(f.folio for f in fichas), *(impreso.folio for impreso in impresos))
