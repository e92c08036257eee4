"""Un navegador mínimo: galletas, testigo CSRF y formularios, sobre una conexión que se conserva."""

from __future__ import annotations

import http.client
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

ESPERA = 30.0  # segundos; más que eso ya no es lentitud


class SinRespuesta(Exception):
    """El servidor no contestó o cortó: no se sabe si hizo lo pedido."""


@dataclass(frozen=True)
class Respuesta:
    """Código, a dónde redirige y cuerpo."""

    codigo: int
    destino: str
    cuerpo: bytes


@dataclass
class Navegador:
    """La sesión de una persona en el sistema de captura de ese puerto."""

    puerto: int
    direccion: str = "127.0.0.1"  # la que vería el servidor detrás de su proxy
    anfitrion: str = "127.0.0.1"  # la máquina que atiende
    galletas: dict[str, str] = field(default_factory=dict)
    adentro: bool = False
    _conexion: http.client.HTTPConnection | None = None

    def pedir(self, ruta: str) -> Respuesta:
        """GET. `SinRespuesta` si el servidor no está."""
        return self._intercambiar("GET", ruta, b"", {})

    def enviar(
        self,
        ruta: str,
        datos: Mapping[str, str | list[str]],
        archivos: Mapping[str, bytes] | None = None,
        *,
        mas: Mapping[str, str] | None = None,
    ) -> Respuesta:
        """POST de un formulario, con su testigo; con `archivos`, en partes. `mas`: otros encabezados."""
        completos = {**datos, "csrfmiddlewaretoken": self.galletas.get("csrftoken", "")}
        if archivos:
            cuerpo, tipo = _en_partes(completos, archivos)
        else:
            cuerpo = urlencode(completos, doseq=True).encode()
            tipo = "application/x-www-form-urlencoded"
        return self._intercambiar("POST", ruta, cuerpo, {"Content-Type": tipo, **(mas or {})})

    def entrar(self, correo: str, clave: str, codigo: str) -> Respuesta:
        """Abre sesión con su contraseña y un código de su hoja; 302 si son buenos."""
        self.pedir("/cuenta/entrar/")
        self.enviar("/cuenta/entrar/", {"login": correo, "password": clave})
        dicho = self.enviar("/cuenta/segundo-factor/", {"code": codigo})
        self.adentro = dicho.codigo == 302 and not dicho.destino.startswith("/cuenta/entrar/")
        return dicho

    def cerrar(self) -> None:
        """Suelta la conexión; las galletas quedan."""
        if self._conexion is not None:
            self._conexion.close()
            self._conexion = None

    def _intercambiar(self, metodo: str, ruta: str, cuerpo: bytes, mas: Mapping[str, str]) -> Respuesta:
        galletas = "; ".join(f"{clave}={valor}" for clave, valor in self.galletas.items())
        encabezados = {
            "Host": f"localhost:{self.puerto}",
            "Cookie": galletas,
            "X-Forwarded-For": self.direccion,
            **mas,
        }
        if self._conexion is None:
            self._conexion = http.client.HTTPConnection(self.anfitrion, self.puerto, timeout=ESPERA)
        try:
            self._conexion.request(metodo, ruta, body=cuerpo or None, headers=encabezados)
            dicho = self._conexion.getresponse()
            leido = dicho.read()
        except (OSError, http.client.HTTPException) as error:
            self.cerrar()
            raise SinRespuesta(str(error)) from error
        for galleta in dicho.headers.get_all("Set-Cookie") or ():
            if hallada := re.match(r"([^=]+)=([^;]*)", galleta):
                self.galletas[hallada[1]] = hallada[2]
        return Respuesta(dicho.status, dicho.headers.get("Location", ""), leido)


def _en_partes(datos: Mapping[str, str | list[str]], archivos: Mapping[str, bytes]) -> tuple[bytes, str]:
    limite = uuid.uuid4().hex
    partes = []
    for clave, valor in datos.items():
        for uno in valor if isinstance(valor, list) else [valor]:
            partes.append(
                f'--{limite}\r\nContent-Disposition: form-data; name="{clave}"\r\n\r\n{uno}\r\n'.encode()
            )
    for clave, octetos in archivos.items():
        cabeza = f'--{limite}\r\nContent-Disposition: form-data; name="{clave}"; filename="{clave}.jpg"\r\n'
        partes.append(f"{cabeza}Content-Type: image/jpeg\r\n\r\n".encode() + octetos + b"\r\n")
    partes.append(f"--{limite}--\r\n".encode())
    return b"".join(partes), f"multipart/form-data; boundary={limite}"
