"""Alguien que captura: lee, piensa, escribe, guarda, sube su fotografía. Con qué entra y cuánto espera cada vez.

Entra una vez (resumir la contraseña cuesta a propósito), abre su lista y recorre las secciones: abre el formulario,
piensa, se autoguarda, guarda. Una de cada diez sube su fotografía, otra pierde la sesión y vuelve a entrar y, donde hay
varios hosts, otra sigue en uno distinto con la sesión que traía. Todo se mide; nada se descuenta.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypedDict

from conoceles.proceso.preguntas.cuestionario import Respuesta as Contestado
from taller.banco.gente.cliente import Navegador, Respuesta, SinRespuesta
from taller.demo import textos

PENSAR = (2.0, 8.0)  # segundos entre abrir y guardar: más de prisa que nadie
CADA_CUANTAS = 10  # una de cada tantas sube su fotografía, otra vuelve a entrar y otra se muda
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
        if dicho.codigo not in (200, 302) or dicho.destino.startswith("/cuenta/"):  # la mandó a entrar
            self.errores.append(f"{clase}: {dicho.codigo} {dicho.destino}".strip())
        return dicho


class Cuenta(TypedDict):
    """Con qué entra alguien a capturar, y a qué candidatura."""

    folio: str
    correo: str
    clave: str
    codigos: list[str]


@dataclass
class Persona:
    """Alguien que captura su candidatura hasta que suena `fin`. `puertos`: de los hosts, y el primero el suyo.

    `despacio`: cuántas veces más tarda en pensar.
    """

    numero: int
    folio: str
    correo: str
    clave: str
    codigos: list[str]
    puertos: list[int]
    tiempos: Tiempos
    fin: threading.Event
    retrato: bytes
    despacio: int = 1

    def __post_init__(self) -> None:
        self.ventana = Navegador(self.puertos[0], f"198.51.100.{self.numero % 250 + 1}")
        self.azar = Random(self.numero)
        self.raiz = f"/candidaturas/{self.folio}/"

    def vivir(self, espera: float) -> None:
        """Llega a su hora y recorre las secciones una y otra vez."""
        if self.fin.wait(espera):
            return
        self._entrar("entrar")
        while not self.fin.is_set():
            self._leer("lista de tareas")
            self._de_vez_en_cuando()
            for seccion, contenido in self._secciones().items():
                if not self._llenar(seccion, contenido):
                    break
        self.ventana.cerrar()

    def _entrar(self, clase: str) -> None:
        codigo = self.codigos.pop()
        self.tiempos.medir(clase, lambda: self.ventana.entrar(self.correo, self.clave, codigo))

    def _leer(self, clase: str) -> None:
        self.tiempos.medir(clase, lambda: self.ventana.pedir(self.raiz))

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
        """Una vez por persona a lo más, y solo algunas: la fotografía, una sesión que se perdió o un host que se dejó."""
        retrato, self.retrato = self.retrato, b""
        turno = self.numero % CADA_CUANTAS
        if retrato and turno == 0:
            datos = {"fecha_toma": "2024-04-01", "encuadre": "retrato"}
            subir = lambda: self.ventana.enviar(f"{self.raiz}fotografia/", datos, {"archivo": retrato})  # noqa: E731
            self.tiempos.medir("subir la fotografía", subir)
        elif retrato and turno == 1:
            self.ventana.galletas.pop("sessionid", None)
            self._mudarse()
            self._entrar("volver a entrar")
        elif retrato and turno == 2 and len(self.puertos) > 1:
            self._mudarse()
            self._leer("seguir en otro host")

    def _mudarse(self) -> None:
        """Al siguiente host, si hay otro, con las galletas que trae."""
        self.puertos = [*self.puertos[1:], self.puertos[0]]
        self.ventana.cerrar()
        self.ventana.puerto = self.puertos[0]

    def _pensar(self) -> bool:
        if self.despacio > 1:  # la conexión que nadie usa se cierra antes: no es la que usaría al volver
            self.ventana.cerrar()
        return self.fin.wait(self.azar.uniform(*PENSAR) * self.despacio)


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
