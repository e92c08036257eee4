"""Un espejo con la misma forma que el sitio de aquí, para el mismo nginx: una carpeta, o la de otra máquina por ssh.

Lo lleva rsync. La instantánea llega entera a su propia carpeta, enlazada con la anterior; entonces cambia el enlace
`actual`, de un solo golpe, y al final se retiran las viejas.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from conoceles.espejos import razones
from conoceles.espejos.publicado import MANIFIESTO, EspejoCaido, Publicado, lo_ultimo, raiz_de
from conoceles.estadistica.recogida import MAXIMO
from conoceles.nucleo.carpetas import carpetas

# Octetos y fechas hasta el nanosegundo: dos páginas del mismo tamaño escritas en el mismo segundo no son la misma.
IGUAL = ("-rlt", "--modify-window=-1", "--chmod=D755,F644", "--timeout=60")
POR_SSH = "ssh -o BatchMode=yes -o ConnectTimeout=10"
MAS_LARGO = 48  # letras: el nombre de un enchufe no pasa de 108, y ssh le agrega las suyas
SUELTOS = ("suprimidos.json", "suprimidos.firma")
PUNTO = "checkpoint"
NO_VAN = (f"--exclude=/{PUNTO}", "--exclude=/cerrojo", "--exclude=.*")
# De lo que dejó el lector de un espejo, que puede estar roto o tomado: nada más archivos sueltos, con su nombre y chicos.
DE_VISITAS = (
    "--no-links",
    "--exclude=*/",
    f"--include=/{'[0-9]' * 4}-[0-9][0-9]-[0-9][0-9].*.json",
    "--exclude=*",
    f"--max-size={MAXIMO}",
)
MUCHOS = 20_000
ANTERIORES = 3  # instantáneas del espejo con que se enlaza lo que no cambió


class SinCarpeta(EspejoCaido):
    """Contestó, y la carpeta que se le pide no existe."""


class EnArbol:
    """`lugar`: una carpeta, `usuario@servidor:/carpeta` o `usuario@servidor::nombre`."""

    def __init__(self, lugar: str) -> None:
        self.lugar = lugar.rstrip("/")

    def poner(self, p: Publicado) -> None:
        """Lo deja al día. `EspejoCaido` si no se puede; lo que servía sigue entero, también si otra máquina publicó mientras."""
        for cadena in p.cadenas:
            self._arbol(p, cadena)
        p = lo_ultimo(p)  # llevar los árboles tarda; lo que sigue, no
        sitio = carpetas().sitio
        if p.con_registro:
            self._registro(sitio)
        for cadena in p.cadenas:
            self._manifiestos(p, cadena)
        with _enlaces(p) as enlaces:
            self._llevar(f"{enlaces}/", f"{self.lugar}/")
        self._retirar_viejas(p)

    def raiz(self, p: Publicado) -> str:
        """La que entrega."""
        with tempfile.TemporaryDirectory() as aparte:

            def manifiesto(cadena: str) -> bytes:
                self._llevar(f"{self.lugar}/{cadena}/actual/{MANIFIESTO}", f"{aparte}/{cadena}")
                return (Path(aparte) / cadena).read_bytes()

            return raiz_de(p.cadenas, manifiesto)

    def revisar(self, p: Publicado) -> list[str]:
        """Cada archivo, por su contenido: los que no son los de aquí, y las instantáneas de más. Lo hallado se repone."""
        distintos = []
        for cadena, instantanea in p.cadenas.items():
            dicho = self._llevar(
                "-ci",
                "--delete",
                f"{p.carpeta(cadena)}/",
                f"{self.lugar}/{cadena}/instantaneas/{instantanea}/",
            )
            distintos += [
                f"{cadena}/{r.split(' ', 1)[1]}"
                for r in dicho.splitlines()
                if r[:1] in "<>*c" and r[1:2] != "d"
            ]
            distintos += [f"{cadena}/{v}" for v in self._instantaneas(cadena) if v != instantanea]
        return distintos

    def traer_visitas(self, aqui: Path) -> None:
        """Los archivos que deja su lector junto a su sitio. `EspejoCaido` si no se pudo; no lo es que ahí no se cuenten."""
        aqui.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(SinCarpeta):
            self._llevar(*DE_VISITAS, re.sub("[^/:]+$", "visitas/", self.lugar), f"{aqui}/", tope=MAXIMO)
        if sum(1 for _ in aqui.iterdir()) > MUCHOS:
            shutil.rmtree(aqui)
            raise EspejoCaido(f"hay más de {MUCHOS:,} archivos de visitas, y ningún lector deja tantos")

    def _arbol(self, p: Publicado, cadena: str) -> None:
        """Entero, en su carpeta, que todavía nadie lee. Sin su manifiesto: a quien comprueba este espejo le faltarían los demás."""
        instantanea = p.cadenas[cadena]
        viejas = [v for v in self._instantaneas(cadena)[:ANTERIORES] if v != instantanea]
        gemelas = [f"--link-dest=../{v}" for v in viejas]
        destino = f"{self.lugar}/{cadena}/instantaneas/{instantanea}/"
        self._llevar("--mkpath", f"--exclude=/{MANIFIESTO}", *gemelas, f"{p.carpeta(cadena)}/", destino)

    def _manifiestos(self, p: Publicado, cadena: str) -> None:
        """El del árbol que ya está, los de antes y lo suprimido. Se sirve enseguida: quien comprueba espera un rato a lo que llegó y no se sirve."""
        de, a = carpetas().sitio / cadena, f"{self.lugar}/{cadena}/"
        self._llevar(str(p.carpeta(cadena) / MANIFIESTO), f"{a}instantaneas/{p.cadenas[cadena]}/")
        self._llevar("--delete-after", f"{de / 'manifiestos'}/", f"{a}manifiestos/")
        if sueltos := [str(s) for nombre in SUELTOS if (s := de / nombre).exists()]:
            self._llevar(*sueltos, a)

    def _registro(self, sitio: Path) -> None:
        """El punto de control, cuando ya están sus tejas; las parciales que sustituyó, después."""
        if (sitio / "estilos.conf").exists():
            self._llevar(str(sitio / "estilos.conf"), f"{self.lugar}/")
        if not (sitio / "log" / PUNTO).exists():
            return
        with tempfile.TemporaryDirectory() as aparte:
            shutil.copy2(
                sitio / "log" / PUNTO, aparte
            )  # el de ahora: puede crecer mientras se llevan las tejas
            self._llevar(*NO_VAN, f"{sitio / 'log'}/", f"{self.lugar}/log/")
            self._llevar(*NO_VAN, "--delete-after", f"{sitio / 'pruebas'}/", f"{self.lugar}/pruebas/")
            self._llevar(f"{aparte}/{PUNTO}", f"{self.lugar}/log/")
        self._llevar(*NO_VAN, "--delete-after", f"{sitio / 'log'}/", f"{self.lugar}/log/")

    def _retirar_viejas(self, p: Publicado) -> None:
        with tempfile.TemporaryDirectory() as vacia:
            for cadena, instantanea in p.cadenas.items():
                donde = f"{self.lugar}/{cadena}/instantaneas/"
                self._llevar("--delete", f"--filter=P /{instantanea}", f"{vacia}/", donde)

    def _instantaneas(self, cadena: str) -> list[str]:
        """Las que tiene, la más reciente primero."""
        try:
            dicho = self._llevar(
                "--list-only", "--no-recursive", "--dirs", f"{self.lugar}/{cadena}/instantaneas/"
            )
        except EspejoCaido:
            return []  # todavía no existe; si no contesta, lo dirá el paso que sigue
        renglones = [r.split(None, 4) for r in dicho.splitlines() if r.startswith("d")]
        hallados = sorted(((r[2], r[3], r[4]) for r in renglones if r[4] != "."), reverse=True)
        return [nombre for _, _, nombre in hallados]

    def _llevar(self, *que: str, tope: int = 0) -> str:
        """`tope`: octetos que no pasa ningún archivo de aquí, diga lo que diga quien lo manda."""
        orden = [*(("prlimit", f"--fsize={tope}") if tope else ()), "rsync", *IGUAL, "-e", _por_ssh(), *que]
        try:
            hecho = subprocess.run(
                orden,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                env=os.environ | {"LC_ALL": "C"},
            )
        except FileNotFoundError:
            raise EspejoCaido("falta el programa rsync en esta máquina") from None
        if hecho.returncode:
            clase = SinCarpeta if razones.sin_carpeta(hecho.stderr) else EspejoCaido
            raise clase(razones.de_rsync(hecho.stderr, hecho.returncode))
        return hecho.stdout


def _por_ssh() -> str:
    """Una sola conexión para todos los pasos, donde cabe su enchufe: se abre con el primero y se cierra sola."""
    aparte = carpetas().registros / "espejos"
    if not aparte.is_dir() or len(str(aparte)) > MAS_LARGO or " " in str(aparte):
        return POR_SSH
    return f"{POR_SSH} -o ControlMaster=auto -o ControlPersist=15 -o ControlPath={aparte}/%C"


@contextmanager
def _enlaces(p: Publicado) -> Iterator[Path]:
    """Una carpeta con solo el `actual` de cada cadena."""
    with tempfile.TemporaryDirectory() as aparte:
        for cadena, instantanea in p.cadenas.items():
            (Path(aparte) / cadena).mkdir()
            (Path(aparte) / cadena / "actual").symlink_to(Path("instantaneas") / instantanea)
        yield Path(aparte)
