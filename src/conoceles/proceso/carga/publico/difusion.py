"""`[difusion]` y `[veda] publicaciones`: las publicaciones en redes."""

from __future__ import annotations

import re

from conoceles.proceso.carga.calendario import leer_acuerdo
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.difusion import LIMITES, Difusion, Portal
from conoceles.proceso.preguntas.comprobaciones import enlace

VEDA = ("generales", "todas", "ninguna")
MINIMO_AL_DIA = 2  # plan §13 III
MAXIMO_DE_MENSAJE = 150  # con la dirección y la etiqueta cabe en cualquier red


def leer_difusion(tabla: Tabla, veda: Tabla) -> Difusion:
    """Sin la tabla valen los supuestos: dos al día, y en la veda solo mensajes generales."""
    omision = Difusion()
    horas = _horas(tabla, "horas", omision.horas)
    if len(horas) < MINIMO_AL_DIA:
        tabla.falta("horas", f"deben ser {MINIMO_AL_DIA} publicaciones diarias o más.")
    refuerzo = _horas(tabla, "refuerzo_horas", ())
    if set(horas) & set(refuerzo):
        tabla.falta("refuerzo_horas", "repite una de «horas».")
    leida = Difusion(
        horas=horas,
        refuerzo_dias=tabla.entero("refuerzo_dias", 0),
        refuerzo_horas=refuerzo,
        semilla=tabla.texto("semilla", ""),
        etiqueta=_etiqueta(tabla, omision.etiqueta),
        redes=_redes(tabla, omision.redes),
        personas=tabla.logico("personas"),
        mensajes=_mensajes(tabla, omision.mensajes),
        por_perfil=tabla.logico("por_perfil"),
        braille_contraido=tabla.logico("braille_contraido"),
        veda=veda.elegida("publicaciones", VEDA, omision.veda),
        portales=tuple(_portal(t) for t in tabla.tablas("portales")),
        acuerdo=leer_acuerdo(tabla),
        supuesto=tabla.logico("supuesto", not tabla.datos),
    )
    tabla.cerrar()
    return leida


def _portal(tabla: Tabla) -> Portal:
    portal = Portal(tabla.texto("nombre"), tabla.texto("direccion"))
    if portal.direccion and (frase := enlace(portal.direccion)):
        tabla.falta("direccion", frase)
    tabla.cerrar()
    return portal


def _horas(tabla: Tabla, clave: str, omision: tuple[str, ...]) -> tuple[str, ...]:
    horas = tabla.textos(clave, omision)
    for hora in horas:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", hora):
            tabla.falta(clave, f"«{hora}» no es una hora, como 10:00.")
    if len(set(horas)) != len(horas):
        tabla.falta(clave, "repite una hora.")
    return tuple(sorted(horas))


def _etiqueta(tabla: Tabla, omision: str) -> str:
    etiqueta = tabla.texto("etiqueta", omision)
    if not re.fullmatch(r"#\w{2,40}", etiqueta):
        tabla.falta("etiqueta", f"«{etiqueta}» no es una etiqueta, como #ConócelesDurango.")
    return etiqueta


def _redes(tabla: Tabla, omision: tuple[str, ...]) -> tuple[str, ...]:
    redes = tabla.textos("redes", omision)
    for red in redes:
        if red not in LIMITES:
            tabla.falta("redes", f"«{red}» no se conoce; use {', '.join(LIMITES)}.")
    if not redes:
        tabla.falta("redes", "falta al menos una.")
    return redes


def _mensajes(tabla: Tabla, omision: tuple[str, ...]) -> tuple[str, ...]:
    mensajes = tabla.textos("mensajes", omision)
    if not mensajes:
        tabla.falta("mensajes", "falta al menos uno.")
    for mensaje in mensajes:
        if len(mensaje) > MAXIMO_DE_MENSAJE or not mensaje.strip():
            tabla.falta("mensajes", f"cada uno lleva de 1 a {MAXIMO_DE_MENSAJE} letras: «{mensaje[:40]}…».")
    return mensajes
