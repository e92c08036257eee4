"""Un atacante baja todo lo publicado, antes y después: de quien se suprime no queda nada en ninguna puerta ni formato."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cargada import cargada
from conoceles.arranque.servicios.obrero import publicar_con_raiz
from conoceles.difusion import hacer
from conoceles.difusion.adaptaciones import publicado, recibir
from conoceles.difusion.adaptaciones.hoja import Hecha, escribir_hoja
from conoceles.difusion.piezas import Pieza
from conoceles.difusion.segunda import difundir
from conoceles.espejos.destinos import Destino
from conoceles.espejos.operaciones import poner_al_dia
from conoceles.expediente.actos.ordenes import ocultar_seccion
from conoceles.expediente.calendario.conservacion import suprimir
from conoceles.identidad.operaciones import sellar
from conoceles.identidad.permisos.consentimiento import revocar
from conoceles.nucleo import secretos
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Proceso
from conoceles.publicacion.registro_publico import Libro
from curricular.imagenes import jpeg
from difusion import atacante_de_retiradas as atacante
from difusion import elenco
from difusion.atacante_de_retiradas import AZUL, ROJO, VERDE, Buscada
from personas import DINA, de_ella, recargar, respaldar, titular
from publicacion.eleccion import PROCESO, SISTEMA, TEXTO, candidatura, fotografia, version
from publicacion.hoja_de_lengua import copia, llenada, todo
from vidas import concluir

pytestmark = pytest.mark.simulacro
UNO, DOS = "diputacion-mr-01", "diputacion-mr-02"
PERSONAS = {
    "SUP": ("ZOQUÍA QUETZALXÓCHITL ÑAPÁLEZ", "mujer", UNO, "FYCXD", "propietaria", "publicada"),
    "OTRA": ("RITA UC", "mujer", UNO, "FYCXD", "suplente", "publicada"),
    "FOTO": ("TARSICIA ICHCATÉOTL", "mujer", UNO, "PT", "propietaria", "publicada"),
    "REV": ("XÓCHITL TZITZIQUI OMÉRATL", "mujer", DOS, "FYCXD", "propietaria", "publicada"),
    "FIEL": ("YOLOTZIN MIZQUÍHUATL", "mujer", DOS, "PT", "propietaria", "publicada"),
}
BUSCADAS = {
    "SUP": Buscada(("Zoquía", "Quetzalxóchitl", "Ñapález"), (ROJO, VERDE, AZUL)),
    "FOTO": Buscada(("Tarsicia",), (VERDE, AZUL, ROJO)),
    "REV": Buscada(("Tzitziqui",), (AZUL, VERDE, ROJO), ("Quiquitzaponi",)),
    "FIEL": Buscada(("Yolotzin",), (AZUL, ROJO, VERDE), ("Teponahuaxa",)),
}
PUERTAS = {"sitio", "espejo", "cubeta", "zip"}
FORMAS = {
    "html", "json", "csv", "xlsx", "pdf", "br", "gz", "sqlite", "trozo", "atom", "txt", "brf", "zip",
}  # fmt: skip
CARPETAS = {"candidaturas", "contiendas", "materiales", "datos", "descargas", "incrustar", "indice", "lengua"}
# Lo dibujado y lo hablado de ella y de su boleta no se lee: se reconoce por sus octetos.
DIBUJADAS = re.compile(rf"materiales/(candidaturas/SUP|contiendas/{UNO})/.*\.(png|jpg|pdf|opus)")
TODO_SI = {"tratamiento": True, "publicacion": True, "estadistica": True}


@pytest.fixture
def eleccion(base: None, datos: Path, ahora: datetime, tmp_path: Path) -> dict[str, Any]:
    """Cinco personas en dos boletas; cuatro con su cara, y dos que publicaron lo que contestaron de su identidad.

    Todo el sitio está también en otra lengua.
    """
    secretos.crear_faltantes()
    cargada(PROCESO, ahora=ahora, por=SISTEMA)
    llenada(carpeta := copia(tmp_path / "traducida"), todo)
    recargar(carpeta, ahora)
    Proceso.objects.update(captura_autorizada=True)  # como si constaran los actos del Comité
    todas = {folio: candidatura(folio, ahora, quien) for folio, quien in PERSONAS.items()}
    for folio, buscada in BUSCADAS.items():
        foto = fotografia(todas[folio], ahora, jpeg(atacante.retrato(buscada.cara)))
        version(todas[folio], 2, ahora, foto=foto, historia=TEXTO)
        if buscada.dijo:
            _contestar(todas[folio], buscada.dijo[0], ahora)
    return todas


def _contestar(fila: Any, pueblo: str, ahora: datetime) -> None:
    dicho = {"p1": "si", "p2": "si", "p3": "otro", "p3_otro": pueblo}
    sellar(
        candidatura=fila, respuestas=dicho, consentimiento=TODO_SI, aviso_version="a1", origen="envio",
        por=titular(fila), ahora=ahora,
    )  # fmt: skip
    respaldar(fila, ahora)


@pytest.fixture
def dibujos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Se dibujan de verdad las piezas de estas personas; de las demás boletas, que están vacías, no hace falta."""
    de_verdad, hechos = hacer.una, dict[str, bytes]()

    def una(fotos: Path, pieza: Pieza) -> bytes:
        dice = repr((pieza.datos, pieza.folios, pieza.ruta))
        if not any(x in dice for x in (*PERSONAS, UNO, DOS)):
            return pieza.ruta.encode()
        clave = hacer.resumen(pieza)
        hechos[clave] = hechos.get(clave) or de_verdad(fotos, pieza)
        return hechos[clave]

    monkeypatch.setattr(hacer, "una", una)
    monkeypatch.setattr(hacer, "POCAS", 1_000_000)


class Puertas:
    """Por donde se llega a lo publicado: este sitio con sus árboles, un espejo en carpeta, otro en un almacén y el ZIP del día."""

    def __init__(self, sitio: Path, carpeta: Path, cubeta: str, oficina: Any) -> None:
        self._sitio, self._carpeta, self._cubeta, self._oficina = sitio, carpeta, cubeta, oficina
        self.espejos = (Destino("norte", str(carpeta)), Destino("nube", cubeta))

    def hoy(self) -> str:
        """El árbol que se sirve."""
        return (self._sitio / PROCESO / "actual").resolve().name

    def bajar(self) -> dict[str, bytes]:
        paquetes = {
            f"zip:{dia}.zip": self._oficina.get(f"/difusion/paquete/{dia}.zip").content
            for dia in (date(2024, 4, 10) + timedelta(days=n) for n in range(50))
        }
        abierta = "http://" + self._cubeta.partition("@")[2]
        return {
            **{f"sitio:{r}": o for r, o in atacante.de_carpeta(self._sitio).items()},
            **{f"espejo:{r}": o for r, o in atacante.de_carpeta(self._carpeta).items()},
            **{f"cubeta:{r}": o for r, o in atacante.de_cubeta(f"{abierta}/").items()},
            **paquetes,
        }


@pytest.fixture
def puertas(
    eleccion: dict[str, Any], datos: Path, tmp_path: Path, cubeta: Callable[..., str], cora: Any
) -> Puertas:
    return Puertas(datos / "sitio", tmp_path / "espejo", cubeta(versiones=True), cora)


def _publicar(puertas: Puertas, ahora: datetime, *, segunda: bool) -> dict[str, bytes]:
    """Una vuelta del obrero, con sus espejos, y lo que entonces baja el atacante."""
    publicar_con_raiz(PROCESO, ahora=ahora)
    Libro().al_dia(ahora)
    if segunda:
        assert difundir(PROCESO, ahora=ahora).faltan == 0
    for espejo in puertas.espejos:
        assert poner_al_dia(espejo, ahora=ahora).falla == ""
    return puertas.bajar()


def _formas(rutas: set[str]) -> set[str]:
    return {r.partition("@")[0].rpartition(".")[2] for r in rutas}


def _puertas(rutas: set[str]) -> set[str]:
    return {r.partition(":")[0] for r in rutas}


def _servidas(puertas: Puertas, rutas: set[str]) -> set[str]:
    """Sin los árboles que solo se guardan, ni lo que el publicador tiene aparte."""
    return {r for r in rutas if not r.startswith("sitio:") or f"/instantaneas/{puertas.hoy()}/" in r}


def test_nada_de_quien_se_retira_se_halla_por_ninguna_puerta_en_ningun_formato(
    eleccion: dict[str, Any], puertas: Puertas, dibujos: None, ahora: datetime
) -> None:
    sup, foto, rev, fiel = (BUSCADAS[folio] for folio in ("SUP", "FOTO", "REV", "FIEL"))
    _publicar(puertas, ahora, segunda=True)
    grabada = _adaptar(ahora)
    antes = _publicar(puertas, ahora, segunda=True)
    _sabe_buscar(antes, sup)
    assert any(r.endswith("SUP/stp.html") for r in atacante.donde_se_nombra(antes, sup.nombre))
    _sabe_buscar_en_otra_lengua(antes, sup)
    assert grabada in antes.values()
    suyas = atacante.donde_se_nombra(antes, sup.nombre) | atacante.donde_se_ve(antes, sup.cara)
    suyas |= {r for r in antes if DIBUJADAS.search(r)}
    # La imagen común que espera a la segunda vuelta está también donde ella no sale.
    guardadas = atacante.octetos_de(antes, suyas) - atacante.octetos_de(antes, antes.keys() - suyas)
    assert {Path(r).suffix for r in suyas if atacante.los_mismos({r: antes[r]}, guardadas)} >= {
        ".png",
        ".opus",
    }
    for buscada in (rev, fiel):
        assert atacante.donde_se_nombra(antes, buscada.dijo)
        assert _materiales(atacante.donde_se_nombra(antes, buscada.dijo)) == set()

    orden = {"expediente": "TE-JDC-01/2024", "fecha": date(2024, 4, 24), "por": DINA}
    ocultar_seccion(
        candidatura=eleccion["FOTO"], seccion="fotografia", ahora=ahora + timedelta(minutes=1), **orden
    )
    sin_foto = _publicar(puertas, ahora + timedelta(minutes=2), segunda=False)
    assert _servidas(puertas, atacante.donde_se_ve(sin_foto, foto.cara)) == set()
    assert _puertas(atacante.donde_se_nombra(sin_foto, foto.nombre)) == PUERTAS, "sigue en la boleta"

    revocar(candidatura=eleccion["REV"], por=de_ella(eleccion["REV"]), ahora=ahora + timedelta(minutes=3))
    revocado = _publicar(puertas, ahora + timedelta(minutes=4), segunda=False)
    assert atacante.donde_se_nombra(revocado, rev.dijo) == set()
    assert _puertas(atacante.donde_se_nombra(revocado, fiel.dijo)) == PUERTAS - {"zip"}

    _suprimir(eleccion["SUP"], ahora + timedelta(minutes=5))
    for minutos, segunda in ((6, False), (7, True)):
        luego = _publicar(puertas, ahora + timedelta(minutes=minutos), segunda=segunda)
        assert atacante.donde_se_nombra(luego, sup.nombre) == set()
        assert atacante.donde_se_ve(luego, sup.cara) == set()
        assert atacante.los_mismos(luego, guardadas) == set()
        assert grabada not in luego.values()
        assert _servidas(puertas, atacante.donde_se_ve(luego, foto.cara)) == set()
        assert atacante.donde_se_nombra(luego, rev.dijo) == set()
        assert _materiales(atacante.donde_se_nombra(luego, fiel.dijo)) == set()
    assert _formas(atacante.donde_se_nombra(luego, fiel.nombre)) >= FORMAS, "lo de las demás sigue entero"
    assert _puertas(atacante.donde_se_ve(luego, fiel.cara)) == PUERTAS - {"zip"}


def _adaptar(ahora: datetime) -> bytes:
    """Lo que hicieron personas: su historia en o'dam, y la voz que lee su boleta, que se devuelve."""
    originales = publicado.originales(PROCESO, ahora)
    hechas = {("SUP", "historia"): Hecha("Zoquía lo cuenta en o'dam.", "Luz Ríos", "Sol Paz")}
    recibir.recibir_hoja(
        definicion=definicion(PROCESO), clase="stp", octetos=escribir_hoja(originales, hechas),
        originales=originales, por=SISTEMA, ahora=ahora,
    )  # fmt: skip
    recibir.recibir_voz(
        proceso=PROCESO, donde=UNO, huella=publicado.huella_de(PROCESO, UNO), grabacion=elenco.SILENCIO, hizo="Luz Ríos",
        reviso="Sol Paz", por=SISTEMA, ahora=ahora,
    )  # fmt: skip
    return elenco.SILENCIO


def _sabe_buscar(hallado: dict[str, bytes], quien: Buscada) -> None:
    """Antes la hallaba por todas partes: si después no, no es porque no sepa."""
    nombrada, vista = (
        atacante.donde_se_nombra(hallado, quien.nombre), atacante.donde_se_ve(hallado, quien.cara)
    )  # fmt: skip
    assert _formas(nombrada) >= FORMAS
    assert _formas(vista) >= {"jpg", "webp", "zip", "html"}
    assert (_puertas(nombrada), _puertas(vista)) == (PUERTAS, PUERTAS - {"zip"})
    assert {r.split("/")[3] for r in nombrada if "/instantaneas/" in r} >= CARPETAS
    assert any(r.endswith("quienes.jpg") for r in vista), "también dentro de una imagen de varias"


def _sabe_buscar_en_otra_lengua(hallado: dict[str, bytes], quien: Buscada) -> None:
    """Su página, su boleta y las listas, en el sitio y en los dos espejos."""
    nombrada = {r for r in atacante.donde_se_nombra(hallado, quien.nombre) if "lengua/qtz/" in r}
    assert _puertas(nombrada) == PUERTAS - {"zip"}
    for donde in ("candidaturas/SUP/index.html", "candidaturas/index.html", f"contiendas/{UNO}/index.html"):
        assert any(f"lengua/qtz/{donde}" in r for r in nombrada), donde


def _materiales(rutas: set[str]) -> set[str]:
    return {
        r for r in rutas if r.startswith("zip:") or re.search(r"/(materiales|difusion|prensa|datos/api)/", r)
    }


def _suprimir(fila: Any, ahora: datetime) -> None:
    """Renuncia, se bloquea y, sin esperar el plazo, el acto con que el calendario la suprime."""
    concluir(fila, "renunciar", ahora)
    fila.refresh_from_db()
    suprimir(candidatura=fila, motivo="renuncia", bloqueada_en=ahora, por=SISTEMA, ahora=ahora)
