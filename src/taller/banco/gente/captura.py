"""La captura con mucha gente a la vez: cien personas que leen, piensan, escriben, guardan y suben fotografías.

Cada persona simulada tiene su cuenta y su candidatura. Entra una vez (resumir la contraseña cuesta a propósito),
abre su lista y recorre las secciones: abre el formulario, piensa, se autoguarda, guarda. Una de cada diez sube su
fotografía y otra de cada diez pierde la sesión y vuelve a entrar. Todo se mide; nada se descuenta.
"""

from __future__ import annotations

import io
import json
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import TypedDict

from PIL import Image

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.preguntas.cuestionario import Respuesta as Contestado
from taller.banco import servidores
from taller.banco.gente.cliente import Navegador, Respuesta, SinRespuesta
from taller.banco.resultado import Captura
from taller.demo import textos

PENSAR = (2.0, 8.0)  # segundos entre abrir y guardar: más de prisa que nadie
CADA_CUANTAS = 10  # una de cada tantas sube su fotografía, y otra vuelve a entrar
_VERSION = re.compile(rb'name="version" value="(\d+)"')


@dataclass
class Tiempos:
    """Milisegundos por clase de petición, y las que no salieron bien."""

    por_clase: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errores: list[str] = field(default_factory=list)

    def medir(self, clase: str, pedir: Callable[[], Respuesta]) -> Respuesta:
        inicio = time.perf_counter()
        try:
            dicho = pedir()
        except SinRespuesta as error:
            self.errores.append(f"{clase}: {error}")
            return Respuesta(0, "", b"")
        self.por_clase[clase].append((time.perf_counter() - inicio) * 1000)
        if dicho.codigo not in (200, 302):
            self.errores.append(f"{clase}: {dicho.codigo}")
        return dicho


class Cuenta(TypedDict):
    """Con qué entra alguien a capturar, y a qué candidatura."""

    folio: str
    correo: str
    clave: str
    codigos: list[str]


@dataclass
class Persona:
    """Alguien que captura su candidatura hasta que suena `fin`."""

    numero: int
    folio: str
    correo: str
    clave: str
    codigos: list[str]
    puerto: int
    tiempos: Tiempos
    fin: threading.Event
    retrato: bytes

    def __post_init__(self) -> None:
        self.ventana = Navegador(self.puerto, f"198.51.100.{self.numero % 250 + 1}")
        self.azar = Random(self.numero)
        self.raiz = f"/candidaturas/{self.folio}/"

    def vivir(self, espera: float) -> None:
        """Llega a su hora y recorre las secciones una y otra vez."""
        if self.fin.wait(espera):
            return
        self._entrar()
        while not self.fin.is_set():
            self.tiempos.medir("lista de tareas", lambda: self.ventana.pedir(self.raiz))
            self._de_vez_en_cuando()
            for seccion, contenido in self._secciones().items():
                if not self._llenar(seccion, contenido):
                    break
        self.ventana.cerrar()

    def _entrar(self) -> None:
        codigo = self.codigos.pop()
        self.tiempos.medir("entrar", lambda: self.ventana.entrar(self.correo, self.clave, codigo))

    def _secciones(self) -> dict[str, dict[str, Contestado]]:
        return textos.curricular(self.azar, f"Persona {self.numero}", "005", completo=True)

    def _llenar(self, seccion: str, contenido: dict[str, Contestado]) -> bool:
        """Abre, piensa, se autoguarda, piensa y guarda. `False` si ya es hora de irse."""
        ruta = f"{self.raiz}{seccion}/"
        abierta = self.tiempos.medir("abrir una sección", lambda: self.ventana.pedir(ruta))
        if self._pensar():
            return False
        datos = {**_planos(contenido), "version": _version(abierta.cuerpo)}
        auto = {"X-Autoguardado": "1"}
        guardada = self.tiempos.medir("autoguardar", lambda: self.ventana.enviar(ruta, datos, mas=auto))
        if self._pensar() or guardada.codigo != 200:
            return not self.fin.is_set()
        datos["version"] = str(json.loads(guardada.cuerpo)["version"])
        self.tiempos.medir("guardar y seguir", lambda: self.ventana.enviar(ruta, datos))
        return True

    def _de_vez_en_cuando(self) -> None:
        """Una vez por persona a lo más, y solo algunas: la fotografía, o una sesión que se perdió."""
        retrato, self.retrato = self.retrato, b""
        turno = self.numero % CADA_CUANTAS
        if retrato and turno == 0:
            datos = {"fecha_toma": "2024-04-01", "encuadre": "retrato"}
            subir = lambda: self.ventana.enviar(f"{self.raiz}fotografia/", datos, {"archivo": retrato})  # noqa: E731
            self.tiempos.medir("subir la fotografía", subir)
        elif retrato and turno == 1:
            self.ventana.galletas.pop("sessionid", None)
            self._entrar()

    def _pensar(self) -> bool:
        return self.fin.wait(self.azar.uniform(*PENSAR))


def fotografia() -> bytes:
    """Como las que se suben: 1,600 × 2,000 puntos, con grano para que pese lo que pesan."""
    azar = Random(7)
    grano = Image.frombytes("L", (400, 500), azar.randbytes(200_000)).resize((1600, 2000))
    color = Image.merge(
        "RGB", (grano, grano.point(lambda v: v // 2 + 60), grano.point(lambda v: 200 - v // 2))
    )
    salida = io.BytesIO()
    color.save(salida, "JPEG", quality=48)
    return salida.getvalue()


def medir(datos: Path, personas: list[Cuenta], retrato: bytes, segundos: float) -> Captura:
    """Arranca la captura sobre `datos` y la usa con todas esas personas durante ese tiempo."""
    with servidores.captura(datos) as puerto:
        tiempos, fin = Tiempos(), threading.Event()
        gente = [
            Persona(numero=n, **quien, puerto=puerto, tiempos=tiempos, fin=fin, retrato=retrato)
            for n, quien in enumerate(personas)
        ]
        llegada = segundos / 2 / len(gente)  # llegan en la primera mitad, no todas en el mismo segundo
        hilos = [threading.Thread(target=g.vivir, args=(n * llegada,)) for n, g in enumerate(gente)]
        for hilo in hilos:
            hilo.start()
        time.sleep(segundos)
        fin.set()
        for hilo in hilos:
            hilo.join()
    return _resumen(tiempos, len(gente), segundos)


def _resumen(tiempos: Tiempos, personas: int, segundos: float) -> Captura:
    todos = [t for suyos in tiempos.por_clase.values() for t in suyos]
    if len(todos) < 2:
        raise ErrorDeDominio(f"La captura no contestó: {'; '.join(tiempos.errores[:3])}")
    clases = {clase: _cortes(suyos) for clase, suyos in sorted(tiempos.por_clase.items())}
    return {
        "personas": personas,
        "segundos": segundos,
        "por_segundo": len(todos) / segundos,
        "errores": tiempos.errores[:20],
        "todas": _cortes(todos),
        "clases": clases,
    }


def _cortes(tiempos: list[float]) -> dict[str, float]:
    """Cuántas y sus percentiles 50, 95 y 99 en milisegundos."""
    cortes = quantiles(tiempos, n=100) if len(tiempos) > 1 else tiempos * 99
    return {"cuantas": len(tiempos), "p50": cortes[49], "p95": cortes[94], "p99": cortes[98]}


def _version(pagina: bytes) -> str:
    hallada = _VERSION.search(pagina)
    return hallada[1].decode() if hallada else "0"


def _planos(contenido: dict[str, Contestado]) -> dict[str, str | list[str]]:
    """Como los manda el formulario: las partes de un domicilio, cada una por su nombre."""
    planos: dict[str, str | list[str]] = {}
    for clave, valor in contenido.items():
        if isinstance(valor, dict):
            planos |= {f"{clave}_{parte}": str(dicha) for parte, dicha in valor.items()}
        elif isinstance(valor, str):
            planos[clave] = valor
        else:
            planos[clave] = [str(dicho) for dicho in valor]
    return planos
