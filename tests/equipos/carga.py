"""La carga: Ana que envía sin parar a cualquiera de las capturas, y Eva que lee sin parar de cualquiera de los sitios."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from recorridos.envios_aparte import CLAVE_DE_ANA, CORREO
from recorridos.envios_por_red import Envios
from taller.banco.gente.cliente import Navegador, Respuesta, SinRespuesta

PUERTO_CAPTURA, PUERTO_PUBLICO = 8001, 8080
SIN_COPIA = b"Ahora no se puede guardar"


@dataclass
class Ana(Envios):
    """Cada envío gasta un permiso; si una captura no contesta, sigue en la otra, con la misma sesión."""

    capturas: Sequence[str] = ()
    permisos: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    negadas: int = 0
    horas: list[float] = field(default_factory=list)

    def _varios(self, folios: Sequence[str]) -> None:
        ventana = Navegador(self.puerto, anfitrion=self.capturas[0])
        for folio in folios:
            while not self.alto.is_set() and not self.permisos.acquire(timeout=0.5):
                pass
            while not self.alto.is_set() and not self._uno(ventana, folio):
                self.tropiezos += 1
                ventana.cerrar()
                ventana.anfitrion = self.capturas[ventana.anfitrion == self.capturas[0]]
                self.alto.wait(0.3)
        ventana.cerrar()

    def _apuntar(self, folio: str, hallado: Respuesta) -> bool:
        self.negadas += hallado.codigo == 503 and SIN_COPIA in hallado.cuerpo
        hecho = super()._apuntar(folio, hallado)
        if hecho:
            self.horas.append(time.monotonic())
        return hecho

    def _entrar(self, ventana: Navegador) -> None:
        """El código que no sirvió, o no se sabe, vuelve al fondo de la hoja."""
        codigo = self.codigos.pop()
        try:
            ventana.entrar(CORREO, CLAVE_DE_ANA, codigo)
        finally:
            if not ventana.adentro:
                self.codigos.insert(0, codigo)
        if not ventana.adentro:
            raise SinRespuesta("no entró")


@dataclass
class Eva:
    """Pide a un sitio y, si no contesta bien, al otro: lo que haría el nombre con dos direcciones."""

    sitios: Sequence[str]
    rutas: Sequence[str]
    alto: threading.Event = field(default_factory=threading.Event)
    lecturas: int = 0
    reintentos: int = 0
    errores: list[str] = field(default_factory=list)

    def leer(self) -> None:
        vez = 0
        while not self.alto.wait(0.02):
            ruta, vez = self.rutas[vez % len(self.rutas)], vez + 1
            primero, segundo = self.sitios[vez % 2], self.sitios[(vez + 1) % 2]
            self.lecturas += 1
            if dicho := _falla(primero, ruta):
                self.reintentos += 1
                if otra := _falla(segundo, ruta):
                    self.errores.append(f"{ruta}: {dicho}; {otra}")


def _falla(sitio: str, ruta: str) -> str:
    """Vacía si llegó entera."""
    conexion = http.client.HTTPConnection(sitio, PUERTO_PUBLICO, timeout=2)
    try:
        conexion.request("GET", ruta)
        dicho = conexion.getresponse()
        cuerpo = dicho.read()
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        conexion.close()
    return "" if dicho.status == 200 and b"</html>" in cuerpo else str(dicho.status)
