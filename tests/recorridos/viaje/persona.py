"""Una persona que entra por las pantallas: lee páginas, llena formularios y pulsa botones, con su propia sesión."""

from __future__ import annotations

import http.client
import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from recorridos.navegador import codigo_totp
from recorridos.viaje.paginas import Formulario, Pagina
from recorridos.viaje.reloj import Reloj

CONTRASENA = "una clave larga y propia 2024"


@dataclass(frozen=True)
class Archivo:
    nombre: str
    octetos: bytes


@dataclass
class Persona:
    """`raiz`: la dirección de la captura. Guarda sus galletas y, si lo activó, el secreto de su segundo factor."""

    correo: str
    raiz: str
    reloj: Reloj
    secreto: str = ""
    galletas: dict[str, str] = field(default_factory=dict)
    pagina: Pagina | None = None

    def ir(self, ruta: str) -> Pagina:
        """Abre una página, siguiendo redirecciones; cualquier otra cosa que 200 reprueba."""
        return self._seguir("GET", urljoin(self.raiz + "/", ruta), None, "")

    def pulsar(self, boton: str, _ocultos: dict[str, str] | None = None, **campos: Any) -> Pagina:
        """Llena `campos` en el formulario de la página actual que tiene ese botón, y lo pulsa."""
        assert self.pagina is not None
        formulario = self.pagina.con_boton(boton, **(_ocultos or {}))
        return self.enviar(formulario, boton, **campos)

    def confirmar(self, boton: str) -> Pagina:
        """Ya leyó qué pasará: escribe lo que se le pide, o marca la casilla."""
        assert self.pagina is not None
        pide = re.search(r"Escriba: (\S+)", self.pagina.texto)
        return self.pulsar(boton, confirmo=pide[1] if pide else "si")

    def enviar(self, formulario: Formulario, boton: str, **campos: Any) -> Pagina:
        assert self.pagina is not None
        valores = {**formulario.valores, **{k: _lista(v) for k, v in campos.items()}}
        nombre, valor = formulario.botones[boton]
        if nombre:
            valores[nombre] = [valor]
        cuerpo, tipo = _multipartes(valores) if formulario.con_archivos else _simple(valores)
        destino = urljoin(self.pagina.direccion, formulario.destino) if formulario.destino else ""
        return self._seguir("POST", destino or self.pagina.direccion, cuerpo, tipo)

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

    def _seguir(self, metodo: str, direccion: str, cuerpo: bytes | None, tipo: str) -> Pagina:
        for _ in range(6):
            pagina, siguiente = self._pedir(metodo, direccion, cuerpo, tipo)
            if not siguiente:
                assert pagina.estado == 200, f"{direccion}: {pagina.estado}: {pagina.texto[:1500]}"
                self.pagina = pagina
                return pagina
            metodo, direccion, cuerpo = "GET", urljoin(direccion, siguiente), None
        raise AssertionError(f"{direccion} redirige sin fin")

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


def _lista(valor: Any) -> list[Any]:
    return list(valor) if isinstance(valor, list | tuple) else [valor]


def _simple(valores: dict[str, list[Any]]) -> tuple[bytes, str]:
    return urlencode(valores, doseq=True).encode(), "application/x-www-form-urlencoded"


def _multipartes(valores: dict[str, list[Any]]) -> tuple[bytes, str]:
    frontera, partes = secrets.token_hex(16), []
    for nombre, valor in ((k, v) for k, lista in valores.items() for v in lista):
        archivo = valor if isinstance(valor, Archivo) else None
        de_archivo = f'; filename="{archivo.nombre}"' if archivo else ""
        cabeza = f'--{frontera}\r\nContent-Disposition: form-data; name="{nombre}"{de_archivo}\r\n'
        if archivo:
            cabeza += "Content-Type: application/octet-stream\r\n"
        partes.append(cabeza.encode() + b"\r\n" + (archivo.octetos if archivo else str(valor).encode()))
    return b"\r\n".join(
        [*partes, f"--{frontera}--\r\n".encode()]
    ), f"multipart/form-data; boundary={frontera}"
