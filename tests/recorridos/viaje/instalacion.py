"""Una instalación de producción en su carpeta: los ajustes del manual, sus servicios y el reloj que la gobierna.

Los servicios son los de `operacion/systemd/`: se lee de ahí qué ejecuta cada uno. Lo único que cambia es dónde
está cada carpeta, los puertos y que nadie los vuelve a levantar si se caen: una caída reprueba.
"""

from __future__ import annotations

import email
import email.policy
import os
import re
import shlex
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from personas import CLAVE
from recorridos.aparte import BASES, entorno_propio
from recorridos.navegador import hasta, puerto_libre
from recorridos.viaje.manual import Manual
from recorridos.viaje.reloj import Reloj

SERVICIOS = RAIZ_PROYECTO / "operacion" / "systemd"
TRAMO = 60  # segundos para que un servicio de verdad haga lo suyo


@dataclass
class Instalacion:
    datos: Path
    trabajo: Path
    reloj: Reloj
    manual: Manual
    entorno: dict[str, str]
    puerto: int
    servicios: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def dicho(self) -> Path:
        """Lo que los servicios dicen en su salida, que systemd guarda."""
        return self.trabajo.with_name("dicho")

    @property
    def publico(self) -> str:
        return f"http://localhost:{self.puerto}"

    @property
    def captura(self) -> str:
        return f"http://localhost:{self.puerto + 1}"

    def seguir(self, momento: str) -> str:
        """Da las órdenes del manual de ese momento, tal cual, y devuelve lo que dijeron."""
        return self.ordenar(self.manual.ordenes(momento))

    def ordenar(self, ordenes: str, codigo: int = 0) -> str:
        funcion = f'conoceles() {{ "{RAIZ_PROYECTO}/conoceles" "$@"; }}\nset -e\n'
        hecho = subprocess.run(
            ["bash", "-c", funcion + self._aqui(ordenes)],
            env=self.entorno, cwd=self.trabajo, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert hecho.returncode == codigo, f"{ordenes}\n→ {hecho.returncode}\n{hecho.stdout}{hecho.stderr}"
        return hecho.stdout + hecho.stderr

    def arrancar(self, *nombres: str) -> None:
        """Como `systemctl start`."""
        for nombre in nombres:
            unidad = (SERVICIOS / f"{nombre}.service").read_text()
            orden = re.search(r"^ExecStart=(.+)$", unidad, re.M)
            assert orden is not None
            partes = shlex.split(self._aqui(orden[1]))
            propio = self.entorno | {"PYTHONPATH": str(RAIZ_PROYECTO / "src")} | self._de_su_papel(unidad)
            with self.dicho.open("ab") as dicho:
                self.servicios[nombre] = subprocess.Popen(
                    partes, env=propio, cwd=RAIZ_PROYECTO, start_new_session=True, stdout=dicho, stderr=dicho
                )

    def _de_su_papel(self, unidad: str) -> dict[str, str]:
        """Lo que lee de `papel-….env`: cada servicio entra a PostgreSQL con su papel. Aquí, todos son el mismo usuario."""
        papel = re.search(r"^EnvironmentFile=\S*/papel-(\w+)\.env$", unidad, re.M)
        assert papel or "conoceles-captura" not in unidad, unidad  # sin el suyo entraría como dueño
        if papel is None:
            return {}
        suyas = {
            b: f"{self.entorno[b]}?options=-c%20role%3Dconoceles_{papel[1]}"
            for b in BASES
            if b in self.entorno
        }
        acepta = {"CONOCELES_ACEPTA": f"{self.entorno['CONOCELES_ACEPTA']},LLAVE_DE_MAS"}
        return {"CONOCELES_PAPEL": papel[1], **suyas, **acepta}

    def negadas(self) -> list[str]:
        """Lo que la base no dejó hacer a un servicio, según sus registros."""
        dichos = [r.read_text(errors="replace") for r in (self.datos / "registros").glob("*.log")]
        dichos.append(self.dicho.read_text(errors="replace"))
        return [
            r
            for dicho in dichos
            for r in dicho.splitlines()
            if "ProgrammingError" in r or "permission denied" in r
        ]

    def esperar_captura(self) -> None:
        hasta(lambda: all(_contesta(p) for p in (self.puerto, self.puerto + 1)), TRAMO)

    def detener(self, *nombres: str) -> None:
        for nombre in nombres or list(self.servicios):
            proceso = self.servicios.pop(nombre)
            assert proceso.poll() is None, f"{nombre} se había caído ({proceso.returncode})."
            proceso.terminate()
            proceso.wait(TRAMO)

    def ir_al(self, momento: str) -> None:
        """Pasan los días: con el obrero detenido, para que al volver haga enseguida lo que el calendario ordena."""
        print(f"— {momento}", flush=True)
        if not self.servicios:
            self.reloj.poner(momento)
            return
        self.detener("conoceles-obrero")
        self.reloj.poner(momento)
        self.arrancar("conoceles-obrero")

    def reiniciar(self, nombre: str) -> None:
        self.detener(nombre)
        self.arrancar(nombre)

    def perfil(self, folio: str) -> str | None:
        """La página pública de esa candidatura, como la recibe cualquiera; nada si no existe."""
        try:
            with urllib.request.urlopen(
                f"{self.publico}/{CLAVE}/candidaturas/{folio}/", timeout=20
            ) as recibido:
                return str(recibido.read().decode())
        except urllib.error.HTTPError as error:
            if error.code not in (404, 410):
                raise
            return None

    def espera_en_el_perfil(self, folio: str, dicho: str) -> None:
        """Hasta que el obrero publique una página que lo diga."""
        hasta(lambda: dicho in " ".join((self.perfil(folio) or "").split()), TRAMO)

    def carta(self, para: str) -> str:
        """El último correo que salió a esa dirección: sin servidor, quedan en archivos."""
        suyas = [c for c in self._cartas() if c[1] == para]
        return suyas[-1][2] if suyas else ""

    def enlace(self, para: str) -> str:
        """El de un solo uso que le llegó; espera a que el obrero lo despache."""
        patron = re.compile(rf"{re.escape(self.captura)}/acceso/\S+")
        hasta(lambda: patron.search(self.carta(para)) is not None, TRAMO)
        return patron.findall(self.carta(para))[-1]

    def _cartas(self) -> list[tuple[str, str, str]]:
        cartas = []
        for archivo in (self.datos / "correo").glob("*.log"):
            for crudo in archivo.read_bytes().split(b"-" * 79):
                mensaje = email.message_from_bytes(crudo.strip(), policy=email.policy.default)
                if mensaje["To"]:
                    cartas.append(
                        (str(archivo.stat().st_mtime_ns), str(mensaje["To"]), mensaje.get_content())
                    )
        return sorted(cartas)

    def _aqui(self, ordenes: str) -> str:
        """Las carpetas y los puertos del manual, donde están en esta prueba."""
        lugares = {
            "/opt/conoceles": RAIZ_PROYECTO,
            "/var/lib/conoceles": self.datos,
            "/srv/conoceles": self.trabajo,
        }
        for escrito, real in lugares.items():
            ordenes = ordenes.replace(escrito, str(real))
        ordenes = ordenes.replace("--port 8000", f"--port {self.puerto}")
        return ordenes.replace("--port 8001", f"--port {self.puerto + 1}")


@contextmanager
def instalacion(carpeta: Path, manual: Manual) -> Iterator[Instalacion]:
    """La carpeta de datos, vacía; los ajustes, los que el manual nombra y ninguno más."""
    datos, trabajo, puerto = carpeta / "datos", carpeta / "trabajo", puerto_libre()
    trabajo.mkdir()
    reloj = Reloj(carpeta / "reloj")
    with entorno_propio(datos, vacias=True) as base:
        ajustes = _ajustes(datos, puerto) | {b: base[b] for b in BASES if b in base}
        sueltos = {k: v for k, v in base.items() if not k.startswith("CONOCELES_") and k != "PYTHONPATH"}
        # Lo que esta máquina no tiene y el manual pide: PostgreSQL, según el motor, y direcciones https.
        declarado = {"CONOCELES_ACEPTA": "SQLITE,DIRECCION", "PYTHONDONTWRITEBYTECODE": "1"}
        entorno = sueltos | ajustes | reloj.entorno() | declarado
        assert set(ajustes) | set(BASES) == manual.ajustes()
        casa = Instalacion(datos, trabajo, reloj, manual, entorno, puerto)
        try:
            yield casa
        finally:
            for proceso in casa.servicios.values():
                os.killpg(proceso.pid, signal.SIGKILL)  # con sus hijos: granian deja a quien atiende


def _ajustes(datos: Path, puerto: int) -> dict[str, str]:
    return {
        "CONOCELES_MODO": "produccion",
        "CONOCELES_DATOS": str(datos),
        "CONOCELES_URL_PUBLICA": f"http://localhost:{puerto}",
        "CONOCELES_URL_CAPTURA": f"http://localhost:{puerto + 1}",
        "CONOCELES_ANFITRIONES": "localhost",
        "CONOCELES_ORIGENES": f"http://localhost:{puerto + 1}",
        "CONOCELES_CORREO": "conoceles@prueba.mx",
    }


def _contesta(puerto: int) -> bool:
    with socket.socket() as enchufe:
        return enchufe.connect_ex(("127.0.0.1", puerto)) == 0
