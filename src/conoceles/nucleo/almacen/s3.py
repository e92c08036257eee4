"""Un almacén que habla S3 (Amazon, SeaweedFS, Ceph, Garage…), por su ruta y no por el nombre de su cubeta."""

from __future__ import annotations

import contextlib
import http.client
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from socket import gaierror
from typing import NamedTuple
from xml.etree import ElementTree  # lo que se lee viene del almacén que la instalación declaró

from conoceles.nucleo.almacen.firma_s3 import cifrar_ruta, consulta, firmar

ESPERA = 10  # segundos, por lectura o escritura
CUBETA = 30.0  # segundos que se da por vista
PAUSAS = (0.2, 1.0)  # segundos antes de cada nuevo intento


REVISE = "Revise CONOCELES_ARCHIVOS, su servidor y su llave."
# Razón → qué hacer.
REMEDIOS = {
    "rechaza la conexión": "Encienda ese servidor, o revise su puerto en CONOCELES_ARCHIVOS.",
    "su nombre no se halla en la red": "Revise CONOCELES_ARCHIVOS y que la máquina resuelva nombres: getent hosts NOMBRE.",
    "no cifra, o su certificado no es de confianza": "Revise el certificado de ese servidor, o si CONOCELES_ARCHIVOS lleva otro puerto.",
    "no contesta": "Vea si ese servidor está trabado o sin disco, y si un cortafuegos lo tapa.",
    "no deja entrar, o no deja hacer algo, con esa llave": "Que la llave de CONOCELES_ARCHIVOS exista y pueda leer, escribir, listar y borrar en su cubeta.",
    "no existe su cubeta": "Vea CONOCELES_ARCHIVOS. Si alguien la borró, créela y reponga los archivos de la última copia (archivos/ y archivos_identidad/).",
    "hace un momento no contestó": "Vea si ese servidor está trabado o sin disco, y si un cortafuegos lo tapa.",
    "no tiene espacio": "Libere espacio en ese servidor o amplíelo: se reintenta solo.",
}  # fmt: skip
_DE_ERROR: tuple[tuple[type[Exception], str], ...] = (
    (ConnectionRefusedError, "rechaza la conexión"),
    (gaierror, "su nombre no se halla en la red"),
    (ssl.SSLError, "no cifra, o su certificado no es de confianza"),
)
_DE_ESTADO = {401: "no deja entrar, o no deja hacer algo, con esa llave", 507: "no tiene espacio"}
_DE_ESTADO[403] = _DE_ESTADO[401]


class AlmacenCaido(ConnectionError):
    """El almacén no contesta, o contestó que no. La frase no repite la llave ni lo guardado. `razon` y `remedio`, para quien opera."""

    def __init__(self, donde: str, razon: str) -> None:
        super().__init__(f"El almacén {donde} no atiende: {razon}.")
        self.razon, self.remedio = razon, REMEDIOS.get(razon, REVISE)


@dataclass(frozen=True)
class Lugar:
    """Dónde está y con qué se entra. `prefijo`: sin diagonales a los lados; vacío, toda la cubeta."""

    servidor: str
    cifrado: bool
    cubeta: str
    prefijo: str
    region: str
    llave: str = field(repr=False)
    secreto: str = field(repr=False)


class Version(NamedTuple):
    """Una de un objeto. `vigente`: la que se entrega; una marca de borrado nunca lo es."""

    nombre: str
    vigente: bool


class S3:
    """Las conexiones se conservan para lo que sigue. Lo que se interrumpe se repite: todo lo de aquí puede repetirse.

    El que calla no: cada pedido retiene un hilo de la captura, y con unos pocos nadie más la usa. Mientras dure el silencio
    pregunta uno solo; a los demás se les dice enseguida.
    """

    def __init__(self, lugar: Lugar) -> None:
        self.lugar = lugar
        self._hay_cubeta_hasta = 0.0  # del reloj monótono
        self._calla_hasta = 0.0  # del reloj monótono; 0, si la última vez contestó
        self._libres: list[http.client.HTTPConnection] = []

    def __del__(self) -> None:
        for conexion in self._libres:
            conexion.close()

    def poner(self, clave: str, contenido: bytes, encabezados: Mapping[str, str] = {}) -> None:
        self.pedir("PUT", self._ruta(clave), cuerpo=contenido, encabezados=encabezados)

    def leer(self, clave: str) -> bytes:
        return self.pedir("GET", self._ruta(clave))[1]

    def hay(self, clave: str) -> bool:
        try:
            self.pedir("HEAD", self._ruta(clave))
        except FileNotFoundError:
            return False
        return True

    def encabezados(self, clave: str) -> dict[str, str]:
        """Los que entrega con ese objeto, con su nombre en minúsculas."""
        return self.pedir("HEAD", self._ruta(clave))[0]

    def claves(self, prefijo: str = "") -> dict[str, int]:
        pedido = {"list-type": "2", "prefix": self._con_prefijo(prefijo)}
        return {
            self._sin_prefijo(_texto(uno, "Key")): int(_texto(uno, "Size"))
            for pagina in self._paginas(pedido, {"NextContinuationToken": "continuation-token"})
            for uno in pagina.iterfind("{*}Contents")
        }

    def quitar(self, clave: str) -> None:
        for version in self.versiones(clave).get(clave, []):
            self.quitar_version(clave, version.nombre)

    def quitar_version(self, clave: str, version: str) -> None:
        """Solo esa, sin dejar marca."""
        self.pedir("DELETE", self._ruta(clave), {"versionId": version})

    def guarda_versiones(self) -> bool:
        """Si la cubeta conserva, o conservó, lo que se sustituye y lo que se borra."""
        dicho = self.pedir("GET", f"/{self.lugar.cubeta}", {"versioning": ""})[1]
        return bool(_texto(ElementTree.fromstring(dicho), "Status"))  # noqa: S314

    def versiones(self, prefijo: str = "") -> dict[str, list[Version]]:
        """Clave → sus versiones y sus marcas de borrado. Una cubeta que no las guarda tiene una por objeto."""
        siguen = {"NextKeyMarker": "key-marker", "NextVersionIdMarker": "version-id-marker"}
        halladas: dict[str, list[Version]] = {}
        for pagina in self._paginas({"versions": "", "prefix": self._con_prefijo(prefijo)}, siguen):
            for uno in (*pagina.iterfind("{*}Version"), *pagina.iterfind("{*}DeleteMarker")):
                clave = self._sin_prefijo(_texto(uno, "Key"))
                vigente = uno.tag.endswith("Version") and _texto(uno, "IsLatest") == "true"
                halladas.setdefault(clave, []).append(Version(_texto(uno, "VersionId") or "null", vigente))
        return halladas

    def _paginas(self, pedido: Mapping[str, str], siguen: Mapping[str, str]) -> Iterator[ElementTree.Element]:
        marcas: dict[str, str] = {}
        while True:
            octetos = self.pedir("GET", f"/{self.lugar.cubeta}", {**pedido, **marcas})[1]
            pagina = ElementTree.fromstring(octetos)  # noqa: S314
            yield pagina
            if _texto(pagina, "IsTruncated") != "true":
                return
            marcas = {como: _texto(pagina, donde) for donde, como in siguen.items() if _texto(pagina, donde)}

    def _con_prefijo(self, clave: str) -> str:
        return f"{self.lugar.prefijo}/{clave}" if self.lugar.prefijo else clave

    def _sin_prefijo(self, clave: str) -> str:
        return clave.removeprefix(f"{self.lugar.prefijo}/") if self.lugar.prefijo else clave

    def _ruta(self, clave: str) -> str:
        return f"/{self.lugar.cubeta}/{self._con_prefijo(clave)}"

    def pedir(
        self,
        metodo: str,
        ruta: str,
        parametros: Mapping[str, str] = {},
        *,
        cuerpo: bytes = b"",
        encabezados: Mapping[str, str] = {},
    ) -> tuple[dict[str, str], bytes]:
        """Encabezados y cuerpo. `FileNotFoundError` ante un 404 de una cubeta que existe; lo que no es 200 se repite si puede cambiar."""
        self._exigir_que_conteste()
        for pausa in (*PAUSAS, None):
            try:
                estado, dichos, octetos = self._una_vez(metodo, ruta, parametros, cuerpo, encabezados)
            except TimeoutError:
                self._calla_hasta = time.monotonic() + ESPERA
                razon = "no contesta"
                break
            except (OSError, http.client.HTTPException) as error:
                razon = _por_que(error)
            else:
                self._calla_hasta = 0.0
                if estado == 404:
                    self._exigir_cubeta()
                    raise FileNotFoundError(2, "El almacén no lo tiene", ruta)
                if estado < 300:
                    return dichos, octetos
                razon = _DE_ESTADO.get(estado, f"contestó {estado}")
                if estado < 500:
                    break
            if pausa is None:
                break
            time.sleep(pausa)
        raise self._caido(razon)

    def _exigir_que_conteste(self) -> None:
        """Si calló hace poco, `AlmacenCaido` sin preguntarle; pasado ese rato pregunta este, y los demás esperan su respuesta."""
        ahora = time.monotonic()
        if ahora < self._calla_hasta:
            raise self._caido("hace un momento no contestó")
        if self._calla_hasta:
            self._calla_hasta = ahora + ESPERA

    def _exigir_cubeta(self) -> None:
        """Sin cubeta todo es un 404, y un archivo que falta no es lo mismo que un almacén que se perdió. Se pregunta de vez en cuando."""
        if time.monotonic() < self._hay_cubeta_hasta:
            return
        estado = 0  # si no se puede saber, la hay: no toda llave deja preguntar
        with contextlib.suppress(OSError, http.client.HTTPException):
            estado = self._una_vez("HEAD", f"/{self.lugar.cubeta}", {}, b"", {})[0]
        if estado == 404:
            raise self._caido("no existe su cubeta")
        self._hay_cubeta_hasta = time.monotonic() + CUBETA

    def _caido(self, razon: str) -> AlmacenCaido:
        return AlmacenCaido(f"{self.lugar.servidor}/{self.lugar.cubeta}", razon)

    def _una_vez(
        self,
        metodo: str,
        ruta: str,
        parametros: Mapping[str, str],
        cuerpo: bytes,
        encabezados: Mapping[str, str],
    ) -> tuple[int, dict[str, str], bytes]:
        lugar = self.lugar
        con_firma = firmar(
            metodo, ruta, parametros, {"Host": lugar.servidor, **encabezados}, cuerpo,
            llave=lugar.llave, secreto=lugar.secreto, region=lugar.region,
            momento=datetime.now(timezone.utc),
        )  # fmt: skip
        direccion = cifrar_ruta(ruta) + (f"?{consulta(parametros)}" if parametros else "")
        conexion = self._conexion()
        try:
            conexion.request(metodo, direccion, cuerpo or None, con_firma)
            respuesta = conexion.getresponse()
            octetos = respuesta.read()
        except BaseException:
            conexion.close()
            raise
        self._libres.append(conexion)
        return respuesta.status, {k.lower(): v for k, v in respuesta.getheaders()}, octetos

    def _conexion(self) -> http.client.HTTPConnection:
        """Una libre, de nadie más, o una nueva: así la usan a la vez varios hilos."""
        with contextlib.suppress(IndexError):
            return self._libres.pop()
        clase = http.client.HTTPSConnection if self.lugar.cifrado else http.client.HTTPConnection
        return clase(self.lugar.servidor, timeout=ESPERA)


def _por_que(error: Exception) -> str:
    return next(
        (r for clase, r in _DE_ERROR if isinstance(error, clase)), f"se interrumpió ({type(error).__name__})"
    )


def _texto(elemento: ElementTree.Element, nombre: str) -> str:
    hallado = elemento.find(f"{{*}}{nombre}")
    return (hallado.text or "") if hallado is not None else ""
