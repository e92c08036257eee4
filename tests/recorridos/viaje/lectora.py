"""Quien solo conoce la página que tiene delante: sigue sus enlaces, llena sus formularios y pulsa sus botones."""

from __future__ import annotations

import re
import secrets
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from recorridos.viaje.paginas import Formulario, Pagina


@dataclass(frozen=True)
class Archivo:
    nombre: str
    octetos: bytes


class Lectora(ABC):
    """`raiz`: la dirección de la captura. Quien hereda dice por dónde se pide."""

    raiz: str
    pagina: Pagina | None

    @abstractmethod
    def _pedir(self, metodo: str, direccion: str, cuerpo: bytes | None, tipo: str) -> tuple[Pagina, str]:
        """La página y a dónde redirige, o vacío."""

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
        if formulario.metodo == "get":
            return self.ir(f"{urlsplit(self.pagina.direccion).path}?{urlencode(valores, doseq=True)}")
        cuerpo, tipo = _multipartes(valores) if formulario.con_archivos else _simple(valores)
        destino = urljoin(self.pagina.direccion, formulario.destino) if formulario.destino else ""
        return self._seguir("POST", destino or self.pagina.direccion, cuerpo, tipo)

    def _seguir(self, metodo: str, direccion: str, cuerpo: bytes | None, tipo: str) -> Pagina:
        for _ in range(6):
            pagina, siguiente = self._pedir(metodo, direccion, cuerpo, tipo)
            if not siguiente:
                assert pagina.estado == 200, f"{direccion}: {pagina.estado}: {pagina.texto[:1500]}"
                self.pagina = pagina
                return pagina
            metodo, direccion, cuerpo = "GET", urljoin(direccion, siguiente), None
        raise AssertionError(f"{direccion} redirige sin fin")


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
