"""Lo que corre en cada equipo, con las órdenes y los ajustes de producción."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from conoceles.arranque.servicios.servidor import hijos
from equipos.base import BASES, CLAVE, PUERTOS, EquipoDeBase
from equipos.carga import PUERTO_CAPTURA, PUERTO_PUBLICO
from equipos.red import Equipo, Red
from recorridos.envios_por_red import aparte
from recorridos.navegador import hasta
from taller import almacen_de_pruebas
from taller.banco.servidores import NGINX, SIN_LECTOR, programa_nginx, reglas_de_nginx

NOMBRES = (
    "captura-1",
    "captura-2",
    "obrero-1",
    "obrero-2",
    "base-1",
    "base-2",
    "publico-1",
    "publico-2",
    "almacen",
)
RELOJ = "reloj.json"
INICIO = datetime.fromisoformat("2024-04-25T10:00:00-06:00")
S3 = 8333


class Maquinas:
    """`comun`: los ajustes que todos comparten. `primaria` y `replica` cambian de papel."""

    def __init__(self, red: Red, carpeta: Path, entorno: dict[str, str], smtp: int) -> None:
        self.red, self.carpeta, self._desde = red, carpeta, time.time()
        suya = f"{red.base}.0/24"
        self.primaria, self.replica = (EquipoDeBase(red[n], suya) for n in ("base-1", "base-2"))
        self.almacen = f"{red['almacen'].direccion}:{S3}"
        quien = f"{almacen_de_pruebas.LLAVE}:{almacen_de_pruebas.SECRETO}"
        self.comun = entorno | {
            "CONOCELES_ARCHIVOS": f"s3+http://{quien}@{self.almacen}/archivos",
            "CONOCELES_SMTP_ANFITRION": red.aqui,
            "CONOCELES_SMTP_PUERTO": str(smtp),
            "CONOCELES_SMTP_SEGURIDAD": "ninguna",
            **{f"CONOCELES_BD_{base.upper()}": self._url(base) for base in BASES},
        }

    def _url(self, base: str) -> str:
        puerto = PUERTOS[BASES[base]]
        donde = ",".join(f"{self.red[n].direccion}:{puerto}" for n in ("base-1", "base-2"))
        return (
            f"postgresql://conoceles:{CLAVE}@{donde}/{base}?sslmode=require&target_session_attrs=read-write"
        )

    def entorno(self, equipo: str) -> dict[str, str]:
        """El reloj de todos corre desde el mismo momento: ni el equipo ni el proceso que vuelve regresan al pasado."""
        suyo = self.comun | {"CONOCELES_DATOS": str(self.datos(equipo))}
        if (self.datos(equipo) / RELOJ).exists():
            del suyo[
                "CONOCELES_AHORA"
            ]  # manda sobre el archivo, y un servicio repone a los suyos con el de cuando arrancó
        return suyo

    def datos(self, equipo: str) -> Path:
        return self.carpeta / equipo / "datos"

    def preparar(self, sembrar: Callable[[dict[str, str]], list[str]]) -> list[str]:
        """Todo en marcha y sembrado. Devuelve los folios."""
        self.arrancar("almacen")
        almacen_de_pruebas.cubeta(self.almacen, "archivos")
        self.primaria.crear()
        self.primaria.encender()
        self.primaria.llenar()
        self.primaria.dar("admitir", "--red", self.primaria.red)
        self.primaria.equipo.matar_todo()
        self.primaria.encender()
        folios = sembrar(self.entorno("captura-1"))
        reloj = {"inicio": INICIO.isoformat(), "origen": self._desde}
        (self.datos("captura-1") / RELOJ).write_text(json.dumps(reloj))
        self.rearmar()
        secretos = self.datos("captura-1") / "secretos"
        for otro in ("captura-2", "obrero-1", "obrero-2"):
            self.datos(otro).mkdir()
            shutil.copytree(secretos, self.datos(otro) / "secretos")
            for suelto in ("modo", RELOJ):
                shutil.copy(secretos.with_name(suelto), self.datos(otro))
        for uno, otro in (("obrero-1", "obrero-2"), ("obrero-2", "obrero-1")):
            destinos = {
                "uno": self.sitio("publico-1"),
                "dos": self.sitio("publico-2"),
                "reserva": self.sitio(otro),
            }
            archivo = self.datos(uno) / "secretos" / "espejos"
            archivo.write_text("".join(f"{nombre} {donde}\n" for nombre, donde in destinos.items()))
            archivo.chmod(0o600)
        for publico in ("publico-1", "publico-2"):
            self.sitio(publico).mkdir(parents=True)
        for equipo in (n for n in NOMBRES if n[:4] in ("capt", "obre", "publ")):
            self.arrancar(equipo)
        return folios

    def encolar(self, cuantos: int) -> None:
        """Correos en la cola, como los deja la aplicación: que haya alguno saliendo cuando muera un obrero."""
        aparte("recorridos.envios_aparte", "encolar", str(cuantos), entorno=self.entorno("captura-1"))

    def descuidos(self) -> dict[str, bool]:
        """Lo que no se debe poder ni queriendo: si cada orden se negó."""
        aqui = f"{self.primaria.equipo.direccion}:{PUERTOS['main']}"
        return {
            "ascender con la primaria viva": self.replica.replica("conmutar", "main").returncode == 1,
            "armar encima de la primaria encendida": self.primaria.replica(
                "armar", "main", "--de", aqui
            ).returncode
            == 1,
            "armar encima de la réplica encendida": self.replica.replica(
                "armar", "main", "--de", aqui
            ).returncode
            == 1,
            "ascender a la primaria": self.primaria.replica("conmutar", "main").returncode == 1,
        }

    def sitio(self, equipo: str) -> Path:
        return self.datos(equipo) / "sitio"

    def rearmar(self) -> None:
        """La réplica, de nuevo desde la primaria; y desde entonces se exige."""
        self.replica.armar_desde(self.primaria)
        self.replica.encender()
        hasta(self.primaria.con_replica, 60)

    def arrancar(self, nombre: str) -> None:
        """Los procesos de ese equipo, que no es de base."""
        equipo = self.red[nombre]
        {"capt": self._captura, "obre": self._obrero, "publ": self._publico, "alma": self._almacen}[
            nombre[:4]
        ](equipo)

    def _captura(self, equipo: Equipo) -> None:
        orden = [*hijos(PUERTO_CAPTURA - 1)[1].orden, "--host", "0.0.0.0"]
        equipo.arrancar("captura", orden, self.entorno(equipo.nombre))

    def _obrero(self, equipo: Equipo) -> None:
        """Como systemd (`Restart=always`): si la base no contesta al arrancar, se rinde y vuelve."""
        otra_vez = 'while :; do "$0" -m conoceles.arranque.servicios.obrero; sleep 2; done'
        equipo.arrancar("obrero", ["sh", "-c", otra_vez, sys.executable], self.entorno(equipo.nombre))

    def _publico(self, equipo: Equipo) -> None:
        taller = equipo.carpeta / "nginx"
        taller.mkdir(exist_ok=True)
        reglas = reglas_de_nginx(PUERTO_PUBLICO, self.sitio(equipo.nombre), SIN_LECTOR, None)
        ajustes = taller / "nginx.conf"
        ajustes.write_text(
            NGINX.format(
                usuario="user root;", taller=taller, reglas=reglas.replace("listen 127.0.0.1:", "listen ")
            )
        )
        equipo.arrancar("nginx", [programa_nginx(), "-p", taller, "-e", "stderr", "-c", ajustes])

    def _almacen(self, equipo: Equipo) -> None:
        quienes = {
            "name": almacen_de_pruebas.LLAVE,
            "credentials": [{"accessKey": almacen_de_pruebas.LLAVE, "secretKey": almacen_de_pruebas.SECRETO}],
            "actions": ["Admin"],
        }
        config, donde = equipo.carpeta / "quienes.json", equipo.carpeta / "datos"
        config.write_text(json.dumps({"identities": [quienes]}))
        donde.mkdir(exist_ok=True)
        orden = [
            almacen_de_pruebas.PROGRAMA,
            "server",
            f"-dir={donde}",
            f"-ip={equipo.direccion}",
            "-ip.bind=0.0.0.0",
        ]
        orden += [
            "-s3",
            f"-s3.config={config}",
            f"-s3.port={S3}",
            "-volume.max=100",
            "-master.volumeSizeLimitMB=64",
        ]
        equipo.arrancar(
            "almacen", [*orden, "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"]
        )
