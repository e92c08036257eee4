"""Ana envía por la red muchas candidaturas a la vez y apunta cada acuse que le entregan."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import vivero
from conoceles.arranque.servicios.servidor import hijos
from recorridos.envios_aparte import CLAVE_DE_ANA, CORREO
from recorridos.muertes import matar_con_sus_hijos
from recorridos.navegador import codigos_impresos, hasta
from taller.banco.gente.cliente import Navegador, Respuesta, SinRespuesta

_ACUSE = re.compile(rb"N\xc3\xbamero de acuse: <strong>([^<]+)</strong>")


@dataclass
class Captura:
    """El servidor de captura de verdad (granian), al que se puede dar SIGKILL."""

    puerto: int
    entorno: dict[str, str]
    proceso: subprocess.Popen[bytes] | None = None

    def arrancar(self) -> None:
        orden = hijos(self.puerto - 1)[1].orden
        self.proceso = subprocess.Popen(
            orden, env=self.entorno, start_new_session=True, stderr=subprocess.DEVNULL
        )
        hasta(self.contesta, 40)

    def matar(self) -> None:
        assert self.proceso is not None
        matar_con_sus_hijos(self.proceso)

    def contesta(self) -> bool:
        ventana = Navegador(self.puerto)
        try:
            return ventana.pedir("/salud/").codigo == 200
        except SinRespuesta:
            return False
        finally:
            ventana.cerrar()


@contextmanager
def captura(puerto: int, entorno: dict[str, str]) -> Iterator[Captura]:
    servidor = Captura(puerto, entorno)
    servidor.arrancar()
    try:
        yield servidor
    finally:
        if servidor.proceso is not None and servidor.proceso.poll() is None:
            servidor.matar()


@dataclass
class Envios:
    """Lo que a Ana le consta: folio → acuse que vio en pantalla."""

    puerto: int
    vistos: dict[str, str] = field(default_factory=dict)
    tropiezos: int = 0
    alto: threading.Event = field(default_factory=threading.Event)
    codigos: list[str] = field(default_factory=codigos_impresos)

    def todos(self, folios: Sequence[str], manos: int) -> None:
        """Reparte los folios entre tantas ventanas de la misma cuenta; termina cuando todos tienen acuse."""
        with ThreadPoolExecutor(manos) as hilos:
            for hecho in [hilos.submit(self._varios, folios[n::manos]) for n in range(manos)]:
                hecho.result()

    def _varios(self, folios: Sequence[str]) -> None:
        ventana = Navegador(self.puerto)
        for folio in folios:
            while not self.alto.is_set() and not self._uno(ventana, folio):
                self.tropiezos += 1
                self.alto.wait(0.2)
        ventana.cerrar()

    def _uno(self, ventana: Navegador, folio: str) -> bool:
        """Envía si no consta todavía y lee el acuse. `False` si el sistema se cayó a medias."""
        raiz = f"/candidaturas/{folio}/"
        try:
            if not ventana.adentro:
                self._entrar(ventana)
            hallado = ventana.pedir(raiz + "acuse/")
            if hallado.codigo == 404:
                if ventana.enviar(raiz + "enviar/", self._leido(ventana, raiz)).codigo >= 500:
                    return False
                hallado = ventana.pedir(raiz + "acuse/")
            return self._apuntar(folio, hallado)
        except SinRespuesta:
            return False

    @staticmethod
    def _leido(ventana: Navegador, raiz: str) -> dict[str, str]:
        """Lo que la verificación deja listo, después de leerla."""
        leido = re.search(rb'name="leido" value="(\w+)"', ventana.pedir(raiz + "verificar/").cuerpo)
        return {"confirmo": "si", "leido": leido[1].decode() if leido else ""}

    def _entrar(self, ventana: Navegador) -> None:
        """El código que no llegó al servidor vuelve a la hoja: los golpes no la agotan."""
        codigo = self.codigos.pop()
        try:
            ventana.entrar(CORREO, CLAVE_DE_ANA, codigo)
        except SinRespuesta:
            self.codigos.append(codigo)
            raise

    def _apuntar(self, folio: str, hallado: Respuesta) -> bool:
        acuse = _ACUSE.search(hallado.cuerpo)
        if hallado.codigo != 200 or acuse is None:
            return False
        numero = acuse[1].decode()
        assert self.vistos.setdefault(folio, numero) == numero
        return True


def aparte(modulo: str, *argumentos: str, entorno: dict[str, str]) -> str:
    """Corre otro módulo de estas pruebas y devuelve lo que imprimió."""
    hecho = vivero.correr("-m", modulo, *argumentos, entorno=entorno)
    assert hecho.returncode == 0, hecho.stderr[-4000:]
    return hecho.stdout
