"""Pedir una página pública sin que nadie pueda usar la petición para mirar la red de adentro.

Se resuelve el nombre una vez y se llama a esa dirección: lo que se comprobó es a lo que se llega. Cada desvío se comprueba
igual. Lo que no contesta a tiempo, pesa de más o da vueltas es una frase, no una espera.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Thread
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

ESPERA = 10.0  # segundos para todo: nombre, conexión, desvíos y página
MAXIMO = 3_000_000  # octetos
SALTOS = 3
PUERTOS = {"http": 80, "https": 443}
_TRADUCIDAS = IPv6Network(
    "64:ff9b::/96"
)  # por dentro llevan una dirección de las de antes, que puede ser interna
_DESVIOS = (301, 302, 303, 307, 308)
Admite = Callable[[str, int], bool]


class NoContesta(Exception):
    """Por qué no se pudo leer esa página, como se le dice a una persona."""


@dataclass(frozen=True)
class Pagina:
    """Lo que contestó. `direccion`: donde terminó, después de los desvíos."""

    direccion: str
    estado: int
    octetos: bytes


def es_publica(ip: str, puerto: int) -> bool:
    """Si esa dirección es de internet y el puerto es el de la web."""
    if puerto not in PUERTOS.values():
        return False
    hallada = ip_address(ip)
    if isinstance(hallada, IPv6Address):
        disfrazada = hallada.sixtofour or hallada.teredo or hallada in _TRADUCIDAS
        if disfrazada or hallada.ipv4_mapped:
            return bool(hallada.ipv4_mapped) and es_publica(str(hallada.ipv4_mapped), puerto)
    return hallada.is_global and not hallada.is_multicast


def pedir(direccion: str, *, admite: Admite = es_publica, espera: float = ESPERA) -> Pagina:
    """La página, o `NoContesta`. Quien gotea su respuesta se queda hablando solo: no se espera más que `espera`."""
    hecho: list[Pagina | NoContesta] = []

    def en_su_hilo() -> None:
        try:
            hecho.append(_seguir(direccion, admite, monotonic() + espera))
        except NoContesta as error:
            hecho.append(error)

    hilo = Thread(target=en_su_hilo, daemon=True)
    hilo.start()
    hilo.join(espera)
    resultado = hecho[0] if hecho else NoContesta(f"no contestó en {espera:g} segundos")
    if isinstance(resultado, NoContesta):
        raise resultado
    return resultado


def _seguir(direccion: str, admite: Admite, limite: float) -> Pagina:
    for _ in range(SALTOS + 1):
        try:
            estado, desvio, octetos = _una(_partes(direccion), admite, limite)
            siguiente = urljoin(direccion, desvio)
        except TimeoutError as error:
            raise NoContesta("no contestó a tiempo") from error
        except ssl.SSLError as error:
            raise NoContesta("su certificado no es válido") from error
        except socket.gaierror as error:
            raise NoContesta("no se halló su dirección en la red") from error
        except (HTTPException, ValueError) as error:
            raise NoContesta("contestó algo que no es una página") from error
        except OSError as error:
            raise NoContesta("no se pudo conectar") from error
        if estado not in _DESVIOS or not desvio:
            return Pagina(direccion, estado, octetos)
        direccion = siguiente
    raise NoContesta(f"manda de una dirección a otra más de {SALTOS} veces")


def _partes(direccion: str) -> SplitResult:
    partes = urlsplit(direccion)
    if partes.scheme not in PUERTOS or not partes.hostname or "@" in partes.netloc:
        raise NoContesta("manda a una dirección que no es de la web")
    return partes


def _una(partes: SplitResult, admite: Admite, limite: float) -> tuple[int, str, bytes]:
    nombre = str(partes.hostname).encode("idna").decode()
    puerto = partes.port or PUERTOS[partes.scheme]
    llamada = _Llamada(nombre, puerto, limite - monotonic())
    llamada.sock = _conectar(nombre, puerto, partes.scheme == "https", admite, limite)
    try:
        ruta = (partes.path or "/") + (f"?{partes.query}" if partes.query else "")
        encabezados = {
            "User-Agent": "Conoceles-enlaces/1",
            "Accept": "text/html",
            "Accept-Encoding": "identity",
        }
        llamada.request("GET", ruta, headers=encabezados)
        with llamada.getresponse() as respuesta:
            return respuesta.status, respuesta.headers.get("Location", ""), _leer(respuesta, limite)
    finally:
        llamada.close()


class _Llamada(HTTPConnection):
    """La de siempre, con el enchufe ya puesto: nunca resuelve el nombre otra vez."""

    auto_open = 0


def _conectar(nombre: str, puerto: int, cifrada: bool, admite: Admite, limite: float) -> socket.socket:
    halladas = {str(h[4][0]) for h in socket.getaddrinfo(nombre, puerto, type=socket.SOCK_STREAM)}
    if not halladas or not all(admite(ip, puerto) for ip in halladas):
        raise NoContesta("lleva a una red interna o a un puerto que no es el de la web: no se pidió")
    enchufe = socket.create_connection((sorted(halladas, key=len)[0], puerto), max(0.1, limite - monotonic()))
    if not cifrada:
        return enchufe
    try:
        return ssl.create_default_context().wrap_socket(enchufe, server_hostname=nombre)
    except BaseException:
        enchufe.close()
        raise


def _leer(respuesta: HTTPResponse, limite: float) -> bytes:
    leido = b""
    while pedazo := respuesta.read1(65_536):
        leido += pedazo
        if len(leido) > MAXIMO:
            raise NoContesta(f"pesa más de {MAXIMO // 1_000_000} MB")
        if monotonic() > limite:
            raise TimeoutError
    return leido
