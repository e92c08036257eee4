"""Pedir a los testigos que cofirmen (C2SP tlog-witness). El que no contesta, o contesta mal, no detiene nada."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from threading import Thread

from conoceles.registro import disco, merkle, nota
from conoceles.registro.nota import Punto
from conoceles.registro.politica import Politica, Testigo
from conoceles.registro.registro import Registro
from conoceles.registro.tejas import Tejas

REGISTRO = logging.getLogger("conoceles.obrero")
ESPERA = 5.0  # segundos que se espera a uno
_MAXIMO = 16 * 1024  # octetos que se le leen


class Retroceso(Exception):
    """Un testigo ya vio este registro más grande: lo de aquí es un respaldo viejo, o hay otra copia publicando."""


@dataclass(frozen=True)
class Pedido:
    """Lo que se manda: el punto con sus firmas, y el registro para probar que extiende lo visto."""

    punto: Punto
    firmas: Sequence[str]
    registro: Registro

    def cuerpo(self, viejo: int) -> bytes:
        """Desde el tamaño que ese testigo vio."""
        tejas = Tejas(self.registro.publico, self.punto.tamano)
        camino = merkle.consistencia(tejas.completo, viejo, self.punto.tamano)
        hashes = "".join(f"{base64.b64encode(h).decode()}\n" for h in camino)
        return f"old {viejo}\n{hashes}\n".encode() + nota.escribir(self.punto, self.firmas)


def cofirmar(registro: Registro, politica: Politica) -> list[str]:
    """Pide a la vez las cofirmas que falten y las publica con el punto. Devuelve los nombres de quienes no cofirmaron."""
    punto, firmas = registro.nota()
    faltan = [t for t in politica.testigos if punto.tamano and not t.cofirmo(punto, firmas)]
    if not faltan:
        return []
    vistos = _vistos(registro)
    pedido = Pedido(punto, firmas, registro)
    dadas = _a_la_vez(faltan, pedido, vistos)
    for testigo, (cofirma, visto) in zip(faltan, dadas, strict=True):
        vistos[testigo.vkey] = punto.tamano if cofirma else visto
    registro.cofirmar(punto, [cofirma for cofirma, _ in dadas if cofirma])
    disco.escribir(registro.privado / "vistos.json", json.dumps(vistos).encode())
    return [t.nombre for t, (cofirma, _) in zip(faltan, dadas, strict=True) if not cofirma]


def _a_la_vez(faltan: list[Testigo], pedido: Pedido, vistos: dict[str, int]) -> list[tuple[str, int]]:
    """Lo que contestó cada uno antes del plazo; quien gotea su respuesta se queda hablando solo."""
    dadas = {t.vkey: ("", vistos.get(t.vkey, 0)) for t in faltan}

    def pedir(testigo: Testigo) -> None:
        dadas[testigo.vkey] = _sin_fallar(testigo, pedido, vistos.get(testigo.vkey, 0))

    hilos = [Thread(target=pedir, args=(t,), daemon=True) for t in faltan]
    for hilo in hilos:
        hilo.start()
    plazo = time.monotonic() + 2 * ESPERA
    for hilo in hilos:
        hilo.join(max(0.0, plazo - time.monotonic()))
    return [dadas[t.vkey] for t in faltan]


def alguno_vio_mas(registro: Registro, politica: Politica) -> bool:
    """Si un testigo ya cofirmó más hojas de las que hay aquí: esto es una copia vieja, y firmar sería bifurcar."""
    punto, _ = registro.nota()
    huella = hashlib.sha256(punto.origen.encode()).hexdigest()
    return any(_tamano_segun(t, huella) > punto.tamano for t in politica.testigos)


def _tamano_segun(testigo: Testigo, huella: str) -> int:
    """El del último punto que cofirmó; cero si no contesta o no lo cofirmó él."""
    try:
        with _SIN_DESVIOS.open(f"{testigo.direccion}/{huella}/checkpoint", timeout=ESPERA) as respuesta:
            punto, firmas = nota.leer(respuesta.read(_MAXIMO).decode())
    except (OSError, ValueError, HTTPException):
        return 0
    return punto.tamano if testigo.cofirmo(punto, firmas) else 0


def _vistos(registro: Registro) -> dict[str, int]:
    archivo = registro.privado / "vistos.json"
    return json.loads(archivo.read_bytes()) if archivo.exists() else {}


def _sin_fallar(testigo: Testigo, pedido: Pedido, viejo: int) -> tuple[str, int]:
    """La cofirma, o vacío; y el tamaño que ese testigo dice haber visto."""
    try:
        estado, cuerpo = _mandar(testigo, pedido, viejo)
        if estado == 409:
            viejo = int(cuerpo)
            if viejo > pedido.punto.tamano:
                raise Retroceso(f"ya vio {viejo} hojas y aquí hay {pedido.punto.tamano}")
            estado, cuerpo = _mandar(testigo, pedido, viejo)
        suyas = [f for f in cuerpo.splitlines(keepends=True) if testigo.cofirmo(pedido.punto, [f])]
        if estado == 200 and suyas:
            return suyas[0], viejo
        REGISTRO.warning("El testigo «%s» no cofirmó (%s).", testigo.nombre, estado)
    except Retroceso as error:
        REGISTRO.error("El registro retrocedió: el testigo «%s» %s.", testigo.nombre, error)
    except (OSError, ValueError, HTTPException) as error:
        REGISTRO.warning("El testigo «%s» no contestó (%s).", testigo.nombre, type(error).__name__)
    return "", viejo


def _mandar(testigo: Testigo, pedido: Pedido, viejo: int) -> tuple[int, str]:
    peticion = urllib.request.Request(f"{testigo.direccion}/add-checkpoint", pedido.cuerpo(viejo))  # noqa: S310
    try:
        with _SIN_DESVIOS.open(peticion, timeout=ESPERA) as respuesta:
            return respuesta.status, respuesta.read(_MAXIMO).decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(_MAXIMO).decode()


class _NoSeguir(urllib.request.HTTPRedirectHandler):
    """Un testigo contesta él: no manda a otra parte."""

    def redirect_request(self, *_: object) -> None:
        return None


_SIN_DESVIOS = urllib.request.build_opener(_NoSeguir)
