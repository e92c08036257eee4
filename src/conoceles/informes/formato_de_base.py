"""El formato de base de datos que se entrega al INE junto con el prototipo: qué columnas, de qué tipo."""

from __future__ import annotations

from datetime import datetime

from conoceles.informes.documento import salidas
from conoceles.informes.documento.estructura import Documento, Tabla
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso
from conoceles.publicacion.datos import diccionario, escribir, ine
from conoceles.publicacion.datos.columnas import encabezados
from conoceles.publicacion.datos.metadatos import VERSION_DE_COLUMNAS
from conoceles.publicacion.lectura.fichas_de import Marco, marco

BASES = {"curricular": "Base curricular (pública)", "identidad": "Base de identidad (datos sensibles)"}


def archivos(clave: str) -> dict[str, bytes]:
    """Nombre → contenido: el documento en PDF y JSON, el diccionario en CSV y el libro del INE sin renglones.

    Su fecha es la de la definición cargada: la misma definición da los mismos octetos.
    """
    definicion, momento = procesos.definicion(clave), Proceso.objects.get(pk=clave).cargado_en
    m = marco(definicion, "antes")
    documento = _documento(definicion, m, momento)
    return {
        "formato-base.pdf": salidas.pdf(documento),
        "formato-base.json": salidas.json(documento),
        "diccionario.csv": escribir.csv(encabezados(diccionario.COLUMNAS), diccionario.renglones(m)),
        "formato-ine.xlsx": escribir.xlsx(
            {h: (encabezados(suyas), ()) for h, suyas in ine.hojas(m).items()}, momento
        ),
    }


def _documento(d: Definicion, m: Marco, momento: datetime) -> Documento:
    renglones = diccionario.renglones(m)
    tablas = tuple(
        Tabla(
            f"B{n}",
            titulo,
            ("Columna", "Descripción", "Tipo", "Visibilidad"),
            tuple((c, texto, tipo, visible) for a, c, texto, tipo, _, visible in renglones if a == archivo),
            "Los datos de las dos bases se guardan por separado y solo las une un identificador opaco."
            if n == 2
            else "Las 25 primeras columnas son las del INE.",
        )
        for n, (archivo, titulo) in enumerate(BASES.items(), 1)
    )
    corte = momento.replace(microsecond=0)
    return Documento.de(
        d,
        tipo="formato-base",
        titulo="Formato de base de datos",
        corte=corte.isoformat(),
        corte_texto=f"{corte:%Y-%m-%d}, columnas versión {VERSION_DE_COLUMNAS}",
        restringido=False,
        portada="Formato de base de datos que se utilizará en la operación del Sistema (actividad 11.11).",
        tablas=tablas,
    )
