"""Del enlace de la primera cuenta al primer perfil publicado, por https y por las pantallas.

Corre como proceso aparte, en la red de la máquina recién instalada: `python primer_perfil.py RAIZ ENLACE`. Sigue el
manual («De la carpeta vacía a la última supresión»), con las órdenes que ahí se dan, hasta ver el perfil.
"""

from __future__ import annotations

import email
import email.policy
import http.client
import re
import socket
import ssl
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult
from zoneinfo import ZoneInfo

from curricular.imagenes import jpeg
from operacion.maquina import Maquina
from personas import CLAVE
from recorridos.navegador import hasta
from recorridos.viaje import captura, padron, persona
from recorridos.viaje.instituto import abrir_cuenta, aprobar_textos, designar, validar
from recorridos.viaje.lectora import Archivo
from recorridos.viaje.persona import Persona

PUERTO = 443
SITIO, CAPTURA = "conoceles.example.mx", "captura.example.mx"
ZONA = ZoneInfo("America/Monterrey")
APERTURA = date(2024, 4, 12)
LLEGA = 60.0  # segundos, para un correo o una publicación


class RelojDePared:
    """La hora de verdad: un código ya usado espera al siguiente."""

    def ahora(self) -> datetime:
        return datetime.now(timezone.utc)

    def hoy(self) -> str:
        return self.ahora().astimezone(ZONA).date().isoformat()

    def adelantar(self, segundos: int) -> None:
        fin = self.ahora() + timedelta(seconds=segundos)
        hasta(lambda: self.ahora() >= fin, segundos + 5)


class Tls(http.client.HTTPSConnection):
    """A la máquina, con el nombre que se pide y el certificado que ella misma hizo."""

    def connect(self) -> None:
        directa = socket.create_connection(("127.0.0.1", PUERTO), timeout=30)
        self.sock = _contexto.wrap_socket(directa, server_hostname=self.host)


_contexto = ssl.create_default_context()


def confiar(raiz: Path) -> None:
    """En los certificados que esa máquina hizo."""
    for nombre in ("sitio", "captura"):
        _contexto.load_verify_locations(raiz / "etc" / "ssl" / "conoceles" / f"{nombre}.pem")


def por_tls(partes: SplitResult) -> http.client.HTTPConnection:
    return Tls(partes.hostname or "", timeout=30)


class Aparte(Protocol):
    """Una máquina o unos contenedores. `dar`: lo que llega a esa carpeta es del usuario del servicio."""

    @property
    def raiz(self) -> Path: ...
    def correr(self, *orden: str) -> str: ...
    def dar(self, carpeta: str) -> None: ...


class Casa:
    """Lo que las pantallas necesitan saber de la instalación."""

    captura = f"https://{CAPTURA}"
    reloj = RelojDePared()

    def __init__(self, aparte: Aparte) -> None:
        self.aparte = aparte
        self.correo = aparte.raiz / "var" / "lib" / "conoceles" / "correo"

    def enlace(self, para: str) -> str:
        """El de un solo uso: sin servidor de correo, las cartas quedan en archivos."""
        hasta(lambda: bool(self._enlaces(para)), LLEGA)
        return self._enlaces(para)[-1]

    def _enlaces(self, para: str) -> list[str]:
        return [e for c in self._cartas(para) for e in re.findall(rf"{self.captura}/acceso/\S+", c)]

    def _cartas(self, para: str) -> list[str]:
        cartas = []
        for archivo in sorted(self.correo.glob("*.log"), key=lambda r: r.stat().st_mtime_ns):
            for crudo in archivo.read_bytes().split(b"-" * 79):
                mensaje = email.message_from_bytes(crudo.strip(), policy=email.policy.default)
                if mensaje["To"] == para:
                    cartas.append(mensaje.get_content())
        return cartas

    def ordenar(self, *orden: str) -> str:
        return self.aparte.correr("conoceles", *orden)


def eleccion_de_hoy(origen: Path, destino: Path) -> None:
    """La carpeta de Durango con su calendario corrido en semanas enteras, para que la captura esté abierta hoy."""
    semanas = (datetime.now(ZONA).date() - APERTURA).days // 7
    subprocess.run(["cp", "-r", str(origen), str(destino)], check=True)
    archivo = destino / "proceso.toml"
    texto = re.sub(
        r"\b20\d\d-\d\d-\d\d\b",
        lambda m: (date.fromisoformat(m[0]) + timedelta(weeks=semanas)).isoformat(),
        archivo.read_text(encoding="utf-8"),
    )
    archivo.write_text(texto, encoding="utf-8")


def perfil(folio: str) -> tuple[int, str, dict[str, str]]:
    conexion = Tls(SITIO, timeout=20)
    conexion.request("GET", f"/{CLAVE}/candidaturas/{folio}/")
    respuesta = conexion.getresponse()
    return respuesta.status, respuesta.read().decode(), {k.lower(): v for k, v in respuesta.getheaders()}


def curriculum(quien: Persona, folio: str, hoy: date) -> None:
    for seccion, dicho in captura.CURRICULAR.items():
        quien.ir(f"candidaturas/{folio}/{seccion}/")
        quien.pulsar("Guardar y continuar", **dicho)
    quien.ir(f"candidaturas/{folio}/fotografia/")
    foto = Archivo("retrato.jpg", jpeg())
    tomada = (hoy - timedelta(days=20)).isoformat()
    quien.pulsar("Guardar y continuar", archivo=foto, fecha_toma=tomada, encuadre="retrato")


@dataclass(frozen=True)
class Gente:
    """Quien administra, quien captura por un partido y quien revisa, ya dentro; y el folio que ya se publicó."""

    casa: Casa
    dina: Persona
    pita: Persona
    cora: Persona
    folio: str


def recorrer(aparte: Aparte, enlace: str) -> Gente:
    """Del enlace al perfil, cuyo folio dice."""
    raiz = aparte.raiz
    confiar(raiz)
    persona.conectar = por_tls
    casa = Casa(aparte)
    trabajo = raiz / "srv" / "conoceles"
    dina = Persona("dina@example.mx", casa.captura, casa.reloj)
    dina.recibir(enlace)
    dina.entrar()
    dina.activar_factor()
    eleccion_de_hoy(raiz / "opt" / "conoceles" / "procesos" / CLAVE, trabajo / "eleccion")
    aparte.dar("/srv/conoceles")
    casa.ordenar("proceso", "cargar", "/srv/conoceles/eleccion")
    aprobar_textos(dina)
    casa.ordenar("padron", "plantilla", "--proceso", CLAVE, "/srv/conoceles/plantilla.xlsx")
    padron.llenar(trabajo / "plantilla.xlsx", padron.FORMULAS, trabajo / "padron.xlsx")
    aparte.dar("/srv/conoceles")
    casa.ordenar("padron", "importar", "/srv/conoceles/padron.xlsx", "--proceso", CLAVE)
    pita = designar(casa, dina, "pita@example.mx", "Pita Paz", "Partido del Trabajo")
    cora = abrir_cuenta(casa, dina, "cora@example.mx", "Cora Cano", "revision")
    folio = captura.suyas(pita)["Gloria Ibarra Solís"]
    captura.leer_avisos(pita, folio)
    terminar(casa, pita, cora, folio)
    cabeceras = perfil(folio)[2]
    assert cabeceras["strict-transport-security"].startswith("max-age=31536000")
    print(folio)
    return Gente(casa, dina, pita, cora, folio)


def terminar(casa: Casa, quien: Persona, cora: Persona, folio: str) -> None:
    """Con los avisos ya leídos, hasta que su perfil se lee en el sitio."""
    curriculum(quien, folio, casa.reloj.ahora().date())
    captura.identidad(quien, folio)
    captura.enviar(quien, folio)
    validar(cora, folio)
    hasta(lambda: "maestra rural" in perfil(folio)[1], LLEGA)


if __name__ == "__main__":
    recorrer(Maquina(Path(sys.argv[1]), int(sys.argv[2])), sys.argv[3])
