"""El resguardo entero, por sus órdenes: qué lleva, qué se niega a reponer sin dejar nada, y qué vuelve.

Se siembra una respuesta de identidad que su persona permitió publicar, y que después de la copia se suprime.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

import vivero
from arranque.test_ensayo import _custodio
from conoceles.lector.verificador.verificar import examinar
from personas import CLAVE
from recorridos.aparte import BASES, entorno_propio
from recorridos.sembrar_canarios import CONSENTIDO, TODO
from recorridos.test_canarios import _apariciones
from taller.postgres_de_pruebas import servidor

SEMBRAR = """
from conoceles.arranque.preparacion import preparar
preparar()
import json
from django.conf import settings
from recorridos import sembrar_canarios
settings.ALLOWED_HOSTS.append("testserver")
folios = sembrar_canarios._sembrar()
sembrar_canarios._publicar()
print(json.dumps(folios))
"""
SUPRIMIR = """
import sys
from conoceles.arranque.preparacion import preparar
preparar()
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.operaciones import suprimir
from conoceles.nucleo import reloj
from personas import DINA
suprimir(candidatura=Candidatura.objects.get(folio=sys.argv[1]), por=DINA, ahora=reloj.ahora())
"""
# Después de la última copia, que es de las 16:30.
VUELVE, OCHO_DIAS = "2024-04-25T17:00:00-06:00", "2024-05-03T17:00:00-06:00"


@dataclass
class Resguardo:
    """Lo que está fuera de la máquina perdida, y la máquina. `viejo`: de antes de suprimir; `nuevo`: sus llaves y su lista."""

    raiz: Path
    entorno: dict[str, str]
    folio: str
    en_postgres: bool

    def correr(self, *orden: str, cuando: str, **otro: str) -> subprocess.CompletedProcess[str]:
        return vivero.correr(*orden, entorno=self.entorno | {"CONOCELES_AHORA": cuando} | otro)

    def bien(self, *orden: str, cuando: str, **otro: str) -> str:
        hecho = self.correr(*orden, cuando=cuando, **otro)
        assert hecho.returncode == 0, hecho.stdout + hecho.stderr
        return hecho.stdout

    @property
    def copia(self) -> Path:
        [copia] = (self.raiz / "viejo").glob("2*")
        return copia

    @property
    def espejo(self) -> str:
        return str(self.raiz / "espejo")

    def custodios(self, *quienes: str) -> list[str]:
        return ["--custodios", *(str(self.raiz / f"{quien}.pem") for quien in quienes)]


@dataclass
class Nueva:
    """Otra máquina, sin nada: su carpeta y, en PostgreSQL, sus bases recién creadas."""

    de: Resguardo
    datos: Path
    bases: dict[str, str]

    def orden(self, *orden: str, cuando: str = VUELVE) -> subprocess.CompletedProcess[str]:
        return self.de.correr(
            "-m", "conoceles", *orden, cuando=cuando, CONOCELES_DATOS=str(self.datos), **self.bases
        )

    def volver(self, *mas: str, cuando: str = VUELVE) -> subprocess.CompletedProcess[str]:
        return self.orden("resguardo", "volver", str(self.de.raiz / "viejo"), *mas, cuando=cuando)

    def nada_quedo(self) -> bool:
        """Ni carpeta ni una sola tabla."""
        tablas = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        con_algo = []
        for url in self.bases.values():
            with psycopg.connect(url) as conexion:
                con_algo += [n for (n,) in conexion.execute(tablas) if n]
        return not self.datos.exists() and not con_algo

    def sitio(self) -> Path:
        return self.datos / "sitio" / CLAVE / "actual"


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.simulacro)])
def resguardo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Resguardo]:
    raiz = tmp_path_factory.mktemp("resguardo")
    with ExitStack() as pila:
        entorno = pila.enter_context(entorno_propio(raiz / "datos", vacias=True))
        entorno = {clave: valor for clave, valor in entorno.items() if clave not in BASES}
        if request.param == "postgres":
            entorno |= pila.enter_context(servidor())
        hecho = Resguardo(raiz, entorno, "", bool(request.param == "postgres"))
        hecho.folio = json.loads(hecho.bien("-c", SEMBRAR, cuando="2024-04-25T10:00:00-06:00"))[TODO]
        for quien in ("dina", "felix", "ajeno", "otro"):
            _custodio(raiz / f"{quien}.pem")
        publicas = [str(raiz / f"{quien}.pem.pub") for quien in ("dina", "felix")]
        for hora, orden in enumerate(
            (
                ("-m", "conoceles", "publicar", "--proceso", CLAVE),
                ("-m", "conoceles", "resguardo", "sellar", *publicas),
                ("-m", "conoceles", "resguardo", "hacer", str(raiz / "viejo")),
                ("-c", SUPRIMIR, hecho.folio),
                ("-m", "conoceles", "publicar", "--proceso", CLAVE),
                ("-m", "conoceles", "resguardo", "hacer", str(raiz / "nuevo"), "--solo-llaves"),
            ),
            12,
        ):
            if orden[2:4] == ("publicar", "--proceso") and hora > 12:
                shutil.copytree(raiz / "datos" / "sitio", raiz / "sitio-de-antes", symlinks=True)
            hecho.bien(*orden, cuando=f"2024-04-25T{hora - 1}:30:00-06:00")
        shutil.copytree(raiz / "datos" / "sitio" / "log", raiz / "espejo")
        yield hecho


@pytest.fixture
def nueva(resguardo: Resguardo, tmp_path: Path) -> Iterator[Nueva]:
    with ExitStack() as pila:
        bases = pila.enter_context(servidor()) if resguardo.en_postgres else {}
        yield Nueva(resguardo, tmp_path / "datos", bases)


def test_ninguna_respuesta_de_identidad_va_a_la_vista_en_la_copia(
    resguardo: Resguardo, tmp_path: Path
) -> None:
    """El control: la misma búsqueda la halla en lo que se publicaba, y en la copia si alguien la pone ahí, comprimida."""
    assert _apariciones(resguardo.raiz / "viejo", [CONSENTIDO]) == []
    assert len(_apariciones(resguardo.raiz / "sitio-de-antes", [CONSENTIDO])) > 5
    puesta = tmp_path / "copia"
    shutil.copytree(resguardo.copia, puesta, symlinks=True)
    perfil = (
        resguardo.raiz
        / "sitio-de-antes"
        / CLAVE
        / "actual"
        / "candidaturas"
        / resguardo.folio
        / "index.html.gz"
    )
    if not perfil.exists():  # ya se suprimió: de la instantánea de antes
        [perfil, *_] = (resguardo.raiz / "sitio-de-antes" / CLAVE).glob(
            f"instantaneas/*/candidaturas/{resguardo.folio}/index.html.gz"
        )
    shutil.copy(perfil, puesta / "sitio" / "log" / "olvidado.gz")
    assert _apariciones(puesta, [CONSENTIDO]) == [f"{CONSENTIDO} en sitio/log/olvidado.gz"]


@pytest.mark.parametrize(
    ("con", "cuando", "dice"),
    [
        (lambda r: [*r.custodios("dina", "felix"), "--registro", r.espejo], VUELVE, "consta en el registro público"),
        (lambda r: [*r.custodios("dina", "felix"), "--registro", r.espejo], OCHO_DIAS, "copia vigente del llavero"),
        (lambda r: [*r.custodios("dina", "felix")], VUELVE, "diga con --registro"),
        (lambda r: [*r.custodios("dina", "ajeno"), "--registro", r.espejo], VUELVE, "no son las de los custodios"),
        (lambda r: [*r.custodios("dina", "dina"), "--registro", r.espejo], VUELVE, "no son las de los custodios"),
        (lambda r: ["--registro", r.espejo, "--sin-lista"], VUELVE, "Faltan las llaves de los dos custodios"),
        (lambda r: ["--registro", r.espejo], VUELVE, "Faltan llaves de esta instalación"),
    ],
)  # fmt: skip
def test_lo_que_no_se_prueba_se_rechaza_y_no_deja_nada(
    nueva: Nueva, con: Callable[[Resguardo], list[str]], cuando: str, dice: str
) -> None:
    hecho = nueva.volver(*con(nueva.de), cuando=cuando)
    assert (hecho.returncode, dice in hecho.stderr) == (2, True), hecho.stderr
    assert ".volviendo" not in hecho.stderr
    assert nueva.nada_quedo()


def test_custodios_que_alguien_se_invento_no_declaran_nada(nueva: Nueva) -> None:
    """Con los secretos ya puestos, cualquiera sella lo que sea a dos llaves suyas y lo pone en la copia."""
    puesta = nueva.datos.parent / "puesta"
    shutil.copytree(nueva.de.raiz / "viejo", puesta, symlinks=True)
    [copia] = puesta.glob("2*")
    suyos = nueva.datos.parent / "suyos"
    sellar = (
        "-m",
        "conoceles",
        "resguardo",
        "sellar",
        *(str(nueva.de.raiz / f"{q}.pem.pub") for q in ("ajeno", "otro")),
    )
    nueva.de.bien(*sellar, cuando=VUELVE, CONOCELES_DATOS=str(suyos), **dict.fromkeys(nueva.bases, ""))
    sellados = copia / "registro" / "secretos.sellado"
    shutil.copy(suyos / "registro" / sellados.name, sellados)
    manifiesto = copia / "respaldo.json"
    dicho: dict[str, Any] = json.loads(manifiesto.read_text())
    dicho["archivos"][f"registro/{sellados.name}"] = _huella(sellados)
    manifiesto.write_text(json.dumps(dicho))
    shutil.copytree(nueva.de.raiz / "datos" / "secretos", nueva.datos / "secretos")
    hecho = nueva.orden(
        "resguardo", "volver", str(puesta), *nueva.de.custodios("ajeno", "otro"), "--sin-lista"
    )
    assert (hecho.returncode, "esos custodios no son los suyos" in hecho.stderr) == (2, True), hecho.stderr
    assert [p.name for p in nueva.datos.iterdir()] == ["secretos"]


def _huella(archivo: Path) -> str:
    from conoceles.publicacion.instantanea.renglones.renglon import huella

    return huella(archivo)


def test_con_la_lista_de_hoy_vuelve_el_mismo_sitio_sin_lo_suprimido(nueva: Nueva) -> None:
    llaves = ["--llaves", str(nueva.de.raiz / "nuevo"), "--registro", nueva.de.espejo]
    hecho = nueva.volver(*nueva.de.custodios("dina", "felix"), *llaves)
    assert hecho.returncode == 0, hecho.stderr
    assert "supresiones 1" in hecho.stdout
    assert ".volviendo" not in hecho.stdout
    assert not (nueva.datos / ".volviendo").exists()
    assert _apariciones(nueva.datos / "sitio", [CONSENTIDO]) == []
    assert examinar(nueva.sitio().parent).problemas == []
    hoy = nueva.de.raiz / "datos" / "sitio" / CLAVE / "actual"
    assert _lo_que_dice(nueva.sitio()) == _lo_que_dice(hoy)
    publicar = nueva.orden("publicar", "--proceso", CLAVE)
    assert (publicar.returncode, "cambio: False" in publicar.stdout) == (0, True), publicar.stderr


def _lo_que_dice(sitio: Path) -> dict[str, bytes]:
    """Las fichas, con su historia, y las rutas de todo: lo demás lleva la hora del corte o la sal de su renglón."""
    rutas = {
        str(r.relative_to(sitio))
        for r in sitio.rglob("*")
        if r.is_file() and not r.name.startswith("manifiesto.")
    }
    dichos = {r: (sitio / r).read_bytes() for r in rutas if r.endswith(".json") and "candidaturas/" in r}
    return dict.fromkeys(rutas, b"") | dichos


def test_sin_lista_y_declarado_por_los_dos_nada_de_identidad_se_publica(nueva: Nueva) -> None:
    hecho = nueva.volver(*nueva.de.custodios("felix", "dina"), "--registro", nueva.de.espejo, "--sin-lista")
    assert hecho.returncode == 0, hecho.stderr
    assert _apariciones(nueva.datos / "sitio", [CONSENTIDO]) == []


def test_si_muere_a_la_mitad_nada_se_abre_y_repetirla_acaba(resguardo: Resguardo, tmp_path: Path) -> None:
    if resguardo.en_postgres:
        return
    nueva = Nueva(resguardo, tmp_path / "datos", {})
    orden = [
        *resguardo.custodios("dina", "felix"),
        "--llaves",
        str(resguardo.raiz / "nuevo"),
        "--registro",
        resguardo.espejo,
    ]
    pedido = [sys.executable, "-m", "conoceles", "resguardo", "volver", str(resguardo.raiz / "viejo"), *orden]
    entorno = resguardo.entorno | {"CONOCELES_AHORA": VUELVE, "CONOCELES_DATOS": str(nueva.datos)}
    with subprocess.Popen(pedido, env=entorno, stderr=subprocess.DEVNULL) as proceso:
        pausa = threading.Event()
        while not (nueva.datos / ".volviendo" / "identidad.sqlite3").exists():
            assert proceso.poll() is None, "terminó antes de que se le pudiera matar"
            pausa.wait(0.01)
        proceso.send_signal(signal.SIGKILL)
    assert [p.name for p in nueva.datos.iterdir()] == [".volviendo"]
    for cual in (
        ("servir",),
        ("publicar", "--proceso", CLAVE),
        ("comprobar",),
        ("resguardo", "hacer", str(tmp_path / "c")),
    ):
        hecho = nueva.orden(*cual)
        assert (hecho.returncode, "quedó a medias volver de una copia" in hecho.stderr) == (2, True), cual
    assert nueva.volver(*orden).returncode == 0
    assert nueva.orden("publicar", "--proceso", CLAVE).returncode == 0
