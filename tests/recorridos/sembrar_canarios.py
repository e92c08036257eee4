"""Se corre aparte: siembra canarios en una carpeta de datos propia y recorre todo lo que se puede leer.

Uso: `python -m recorridos.sembrar_canarios CARPETA_DE_PAGINAS` con `CONOCELES_DATOS` y `CONOCELES_AHORA`.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

CAMPOS = ("p3_otro", "p6_otra", "p7_otra", "p10_otra", "p14_otro")
PERSONAS = 10
PRINCIPIO = "canario-"
CONSENTIDO = f"{PRINCIPIO}consentido-zq"
DEL_GRUPO = f"{PRINCIPIO}delgrupo-zq"  # del único grupo que consintió quien consintió uno
# Además de las diez que no consienten: quien consintió todo, quien consintió un grupo y quien espera el formato.
TODO, UN_GRUPO, POR_FIRMAR = PERSONAS, PERSONAS + 1, PERSONAS + 2
# Una de cada situación: con cada tropiezo, validada y sin validar, y las tres que consienten o esperan.
DE_CADA_UNA = (0, 1, 2, TODO, UN_GRUPO, POR_FIRMAR)
QUE_ABREN = {
    **{"p1": "si", "p3": "otro", "p4": "si", "p6": "otra", "p7": ["otra"]},
    **{"p9": "si", "p10": "otra", "p11": "si", "p14": "otro"},
}


def canario(persona: int, campo: str) -> str:
    """Único, y en nada parecido a otra cosa del sistema."""
    return f"{PRINCIPIO}{campo.replace('_', '')}-{persona:02d}-zq"


def canarios() -> list[str]:
    """Los que no deben aparecer nunca."""
    ninguno = [canario(persona, campo) for persona in (*range(PERSONAS), POR_FIRMAR) for campo in CAMPOS]
    return [*ninguno, *(canario(UN_GRUPO, campo) for campo in CAMPOS if campo != "p3_otro")]


def main(paginas: Path) -> None:
    from conoceles.arranque.preparacion import preparar

    preparar()
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")
    folios = _sembrar()
    paginas.mkdir()
    (paginas / "folios.json").write_text(json.dumps(folios))
    de_cada_una = [folios[n] for n in DE_CADA_UNA]
    _recorrer(paginas / "antes", de_cada_una)
    _publicar()
    _recorrer(paginas / "publicado", de_cada_una)


def _sembrar() -> list[str]:
    """Diez no consienten; dos sí, para que la búsqueda tenga qué encontrar. Devuelve los folios."""
    from conoceles.expediente.actos.decisiones import validar
    from conoceles.expediente.calendario import diario
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO
    from conoceles.proceso.models import Proceso
    from conoceles.proceso.operaciones import cargar
    from personas import CLAVE, CORA, SISTEMA, capturar, enviar, firmar
    from recorridos.padron_inventado import importadas

    ahora = reloj.ahora()
    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
    proceso = Proceso.objects.get(pk=CLAVE)
    filas = importadas(POR_FIRMAR + 1, ahora)
    diario.correr(ahora=ahora)
    _cuentas(proceso)
    for numero, fila in enumerate(filas):
        fila.refresh_from_db()
        textos = {campo: canario(numero, campo) for campo in CAMPOS}
        if numero == TODO:
            textos = dict.fromkeys(CAMPOS, CONSENTIDO)
        elif numero == UN_GRUPO:
            textos["p3_otro"] = DEL_GRUPO
        grupos = ("indigena",) if numero == UN_GRUPO else ()
        capturar(fila, ahora, publicacion=numero >= TODO, grupos=grupos, **QUE_ABREN, **textos)
        _tropezar(fila, numero)
        enviar(fila, ahora + timedelta(minutes=numero))
        if numero in (TODO, UN_GRUPO):
            firmar(fila, ahora + timedelta(minutes=numero))
        if numero >= TODO or numero % 3 != 1:  # sin validar no se publica ni lo consentido
            validar(candidatura=fila, por=CORA, ahora=ahora + timedelta(hours=1))
    return [fila.folio for fila in filas]


def _cuentas(proceso: Any) -> None:
    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.nucleo import reloj
    from personas import SISTEMA

    def crear(nombre: str, papel: str, ambito: str = "") -> Any:
        return crear_cuenta(
            correo=f"{nombre}@prueba.mx", clave=None, nombre=nombre, papel=papel, ambito=ambito,
            por=SISTEMA, ahora=reloj.ahora(),
        )  # fmt: skip

    for nombre, siglas in (("ana", "PRI"), ("beto", "PAN")):
        crear(nombre, "partido", f"fuerza:{proceso.fuerzas.get(siglas=siglas).pk}")
    for nombre, papel in (("cora", "revision"), ("dina", "administracion"), ("comision", "consulta")):
        crear(nombre, papel)


def _navegador(nombre: str) -> Any:
    from django.test import Client

    from conoceles.cuentas.models import Cuenta
    from personas import dentro

    if nombre == "anonima":
        return Client(raise_request_exception=False)
    navegador = dentro(Cuenta.objects.get(correo=f"{nombre}@prueba.mx"))
    navegador.raise_request_exception = False
    return navegador


def _tropezar(fila: Any, numero: int) -> None:
    """Actos que fallan con las respuestas en la mano: lo que se registre no debe llevarlas."""
    from unittest import mock

    from conoceles.expediente.actos import envios
    from conoceles.identidad.llaves import cifrado
    from paginas import leido_y_confirmado

    ana, raiz = _navegador("ana"), f"/candidaturas/{fila.folio}/"
    if numero == 0:
        with mock.patch.object(envios, "_asentar", side_effect=RuntimeError("se cayó")):
            leido = leido_y_confirmado(ana, raiz)
            assert ana.post(raiz + "enviar/", leido).status_code == 500
    elif numero == 1:
        with mock.patch.object(cifrado, "cifrar", side_effect=RuntimeError("se cayó")):
            datos = {"p1": "si", "p2": "no", "p3": "otro", "p3_otro": canario(1, "p3_otro")}
            datos["original"] = _original(fila)
            assert ana.post(raiz + "identidad/", datos).status_code == 500
    elif numero == 2:
        _navegador("anonima").post(raiz + "identidad/", {"p3_otro": canario(2, "p3_otro")})


def _original(fila: Any) -> str:
    """La marca que la pantalla manda de vuelta para detectar dos pestañas."""
    from conoceles.captura.temas import de_una_vez, marca
    from conoceles.identidad import borradores
    from conoceles.proceso.consultas import definicion
    from personas import CLAVE, de_partido

    respuestas, _ = borradores.leer(candidatura=fila, por=de_partido(fila))
    return marca(de_una_vez(definicion(CLAVE).identidad.secciones), respuestas)


def _recorrer(paginas: Path, folios: list[str]) -> None:
    """Todas las páginas que cada quien puede abrir, guardadas como archivos."""
    from recorridos.rutas import direccion, rutas

    for nombre in ("anonima", "beto", "cora", "dina", "comision", "ana"):
        navegador = _navegador(nombre)
        for lugar in dict.fromkeys(direccion(r, f) for r in rutas() for f in folios):
            respuesta = navegador.get(lugar)
            destino = paginas / nombre / lugar.strip("/").replace("/", "_").ljust(1, "_")
            destino.parent.mkdir(parents=True, exist_ok=True)
            destino.write_bytes(respuesta.content if not respuesta.streaming else b"")


def _publicar() -> None:
    from conoceles.nucleo import reloj
    from conoceles.publicacion.publicador import publicar, publicar_raiz
    from personas import CLAVE

    publicar(CLAVE, ahora=reloj.ahora() + timedelta(hours=2), cortes=True)
    publicar_raiz(ahora=reloj.ahora() + timedelta(hours=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
