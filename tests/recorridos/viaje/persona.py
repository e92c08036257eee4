"""Una persona que entra por las pantallas: lee páginas, llena formularios y pulsa botones, con su propia sesión."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from recorridos.viaje.lectora import Lectora
from recorridos.viaje.paginas import Pagina
from recorridos.viaje.reloj import Reloj
from segundo_factor import codigo_totp

CONTRASENA = "una clave larga y propia 2024"


@dataclass
class Persona(Lectora):
    """`raiz`: la dirección de la captura. Guarda sus galletas y, si lo activó, el secreto de su segundo factor."""

    correo: str
    raiz: str
    reloj: Reloj
    secreto: str = ""
    galletas: dict[str, str] = field(default_factory=dict)
    pagina: Pagina | None = None

    def entrar(self) -> Pagina:
        """Con su contraseña y, si lo tiene, su código de este momento."""
        self.galletas.clear()
        self.ir("cuenta/entrar/")
        pagina = self.pulsar("Entrar", login=self.correo, password=CONTRASENA)
        return self.pulsar("Continuar", code=self.codigo()) if self.secreto else pagina

    def codigo(self) -> str:
        """El que muestra ahora su aplicación, que no es el de la vez anterior."""
        self.reloj.adelantar(31)
        return codigo_totp(self.secreto, self.reloj.ahora().timestamp())

    def recibir(self, enlace: str) -> Pagina:
        """Abre el enlace de su acceso, acusa recibo y elige contraseña."""
        self.ir(enlace)
        return self.pulsar("Recibir el acceso", clave=CONTRASENA, repetida=CONTRASENA, acusa="si")

    def activar_factor(self) -> Pagina:
        """La primera entrada de quien decide: lee el secreto de la pantalla y escribe el código."""
        pagina = self.pagina
        assert pagina is not None
        if "Confirmar" in " ".join(b for f in pagina.formularios() for b in f.botones):
            pagina = self.pulsar("Confirmar", password=CONTRASENA)
        self.secreto = next(re.finditer(r"\b[A-Z2-7]{32}\b", pagina.texto))[0]
        codigo = codigo_totp(self.secreto, self.reloj.ahora().timestamp())
        return self.pulsar("Activar", code=codigo)

    def _pedir(self, metodo: str, direccion: str, cuerpo: bytes | None, tipo: str) -> tuple[Pagina, str]:
        partes = urlsplit(direccion)
        encabezados = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.galletas.items())}
        if cuerpo is not None:
            encabezados |= {"Content-Type": tipo, "Origin": f"{partes.scheme}://{partes.netloc}"}
            encabezados["Referer"] = direccion
        conexion = conectar(partes)
        try:
            ruta = partes.path + (f"?{partes.query}" if partes.query else "")
            conexion.request(metodo, ruta, cuerpo, encabezados)
            respuesta = conexion.getresponse()
            self._guardar(respuesta)
            contenido = respuesta.read()
        finally:
            conexion.close()
        pagina = Pagina(direccion, respuesta.status, contenido, respuesta.headers.get("Content-Type", ""))
        return pagina, respuesta.headers.get("Location", "") if 300 <= respuesta.status < 400 else ""

    def _guardar(self, respuesta: http.client.HTTPResponse) -> None:
        for galleta in respuesta.headers.get_all("Set-Cookie") or ():
            nombre, _, valor = galleta.partition(";")[0].partition("=")
            self.galletas[nombre] = valor


def conectar(partes: SplitResult) -> http.client.HTTPConnection:
    """Por dónde se llega a esa dirección; quien entra por otra puerta (TLS) pone la suya."""
    return http.client.HTTPConnection(partes.hostname or "", partes.port, timeout=30)
