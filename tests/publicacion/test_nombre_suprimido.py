"""El nombre de quien se suprimió no queda en ningún archivo de ninguna instantánea conservada, sea cual sea su forma."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from secrets import token_bytes
from typing import Any

import pytest

from conoceles.curricular.fotografias import guardar
from conoceles.difusion.segunda import difundir
from conoceles.expediente.calendario.conservacion import suprimir
from conoceles.identidad.llaves import sal
from conoceles.lector.verificador.verificar import examinar
from conoceles.nucleo import estatico
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.models import Proceso
from conoceles.publicacion.lectura import sellos
from conoceles.publicacion.models import Publicada
from conoceles.publicacion.publicador import publicar, publicar_raiz
from curricular.imagenes import jpeg
from personas import DINA, recargar
from publicacion import atacante_que_repite as atacante
from publicacion.eleccion import PROCESO, SISTEMA, TEXTO, candidatura, version
from publicacion.juez_de_nombres import donde_se_lee, plano, textos
from publicacion.sin_dibujos import sin_dibujos
from taller.demo.catalogo import con_catalogo
from vidas import sustituir

SEIS = "diputacion-mr-06"
ELLA = "ZOQUÍA QUETZALXÓCHITL ÑAPÁLEZ"
PALABRAS = ELLA.split()
DIA = datetime.fromisoformat("2024-05-10T10:00:00-06:00")
ACTO = '[actos]\ntemas = { numero = "IEPC/CG99/2024", fecha = 2024-03-01, organo = "Consejo General" }\n\n'
MANIFIESTO = {"manifiesto.json", "manifiesto.firma", "manifiesto.renglones"}
FORMAS = {
    "html", "json", "csv", "xlsx", "pdf", "br", "gz", "sqlite", "trozo", "atom", "txt",
}  # fmt: skip


@pytest.fixture
def ella(eleccion: dict[str, Any], datos: Path, ahora: datetime, tmp_path: Path) -> Any:
    """Con fotografía, propuestas, tema y suplente, en una elección con catálogo de secciones y temas."""
    carpeta = con_catalogo(RAIZ_PROYECTO / "procesos" / PROCESO, tmp_path / PROCESO)
    shutil.copy(RAIZ_PROYECTO / "procesos" / PROCESO / "temas.toml", carpeta)
    raiz = carpeta / "proceso.toml"
    texto = raiz.read_text("utf-8").replace("[archivos]\n", f'{ACTO}[archivos]\ntemas = "temas.toml"\n', 1)
    raiz.write_text(texto, "utf-8")
    recargar(carpeta, ahora)
    Proceso.objects.update(captura_autorizada=True)  # como si constaran los actos del Comité
    quien = candidatura("ZOQ", ahora, (ELLA, "mujer", SEIS, "FYCXD", "propietaria", "publicada"))
    candidatura("RITA", ahora, ("RITA UC", "mujer", SEIS, "FYCXD", "suplente", "publicada"))
    propuesta = {"propuesta_1": "Captar la lluvia en las escuelas. " * 9, "propuesta_1_temas": ["agua"]}
    version(quien, 2, ahora, foto=_fotografia(quien, ahora), historia=TEXTO, **propuesta)
    return quien


def _fotografia(quien: Any, ahora: datetime) -> Any:
    from conoceles.proceso.definicion import Fotografia

    return guardar(
        candidatura=quien, archivo=jpeg(), fecha_toma=date(2024, 4, 1), reglas=Fotografia(), por=DINA,
        ahora=ahora, motivo="correccion",
    )  # fmt: skip


@pytest.fixture
def solo_lo_suyo(monkeypatch: pytest.MonkeyPatch) -> None:
    """De los materiales se dibujan de verdad los que la nombran; los demás no pueden llevar su nombre."""
    sin_dibujos(monkeypatch, salvo=lambda pieza: "ZOQ" in pieza.folios)


@pytest.mark.lenta
@pytest.mark.usefixtures("solo_lo_suyo")
def test_su_nombre_no_queda_en_ningun_archivo_conservado(
    ella: Any, eleccion: dict[str, Any], datos: Path
) -> None:
    sitio = datos / "sitio"
    _vivir(ella, eleccion)
    antes = donde_se_lee(sitio / PROCESO, PALABRAS)
    assert {p.rpartition(".")[2] for p in antes} >= FORMAS  # el juez sabe abrir cada forma en que estaba
    assert {p.split("/")[2] for p in antes if p.startswith("instantaneas/")} >= {
        "candidaturas", "contiendas", "secciones", "materiales", "datos", "descargas", "incrustar", "indice",
        "busqueda.sqlite",
    }  # fmt: skip
    dibujadas, fotos = _imagenes(sitio), _suyas(sitio)
    assert dibujadas
    assert fotos
    suprimir(
        candidatura=ella, motivo="renuncia", bloqueada_en=DIA, por=SISTEMA, ahora=DIA + timedelta(minutes=20)
    )
    publicar(PROCESO, ahora=DIA + timedelta(minutes=21), cortes=True)
    assert donde_se_lee(sitio, PALABRAS) == set()
    assert _imagenes(sitio) & dibujadas == set()
    assert _suyas(sitio) == set()
    difundir(PROCESO, ahora=DIA + timedelta(minutes=22))
    publicar_raiz(DIA + timedelta(minutes=23))
    assert donde_se_lee(sitio, PALABRAS) == set()
    assert examinar(sitio / PROCESO).problemas == []


@pytest.mark.lenta
@pytest.mark.usefixtures("solo_lo_suyo", "ella")
@pytest.mark.parametrize("con_sello", [True, False])
def test_quien_repite_la_publicacion_acertando_en_todo_solo_se_reconoce_con_la_regla_vieja(
    datos: Path, monkeypatch: pytest.MonkeyPatch, con_sello: bool
) -> None:
    def llaves(claves: Any, ahora: datetime) -> dict[Any, bytes]:
        return {clave: token_bytes(32) if con_sello else b"" for clave in claves}

    monkeypatch.setattr(sellos, "para_sellos", llaves)  # las de él no son las que se destruyeron
    monkeypatch.setattr(sal, "para_sellos", llaves)  # ni la común
    actual = datos / "sitio" / PROCESO / "actual"
    _publicar_de_cero(datos)
    entonces = atacante.de_los_renglones((actual / "manifiesto.renglones").read_text())
    suyas = {r for r in donde_se_lee(actual.resolve(), PALABRAS) if r not in MANIFIESTO}
    suyas |= {r for r in entonces if r.startswith("materiales/") and {SEIS, "ZOQ"} & set(r.split("/"))}
    assert suyas <= entonces.keys()
    assert {r.rpartition(".")[2] for r in suyas} >= FORMAS | {"png", "jpg", "brf"}
    _publicar_de_cero(datos)
    hallados = atacante.reconocidos(entonces, actual, suyas)
    # Un perfil lleva en su QR la hoja de su ficha, que tiene sal: ni con la regla vieja se repetía.
    sin_perfiles = {r for r in suyas if not r.startswith(("candidaturas/ZOQ/", "candidaturas/RITA/"))}
    assert hallados == (set() if con_sello else sin_perfiles)


def _publicar_de_cero(datos: Path) -> None:
    """En una instalación sin nada, a la misma hora."""
    Publicada.objects.all().delete()
    shutil.rmtree(datos / "sitio", ignore_errors=True)
    publicar(PROCESO, ahora=DIA, cortes=True)
    difundir(PROCESO, ahora=DIA + timedelta(minutes=1))


def _vivir(ella: Any, eleccion: dict[str, Any]) -> None:
    """Se publica, cambian ella y otras, se difunde, y con las boletas impresas otra entra en su lugar."""
    en = DIA - timedelta(hours=2)
    publicar(PROCESO, ahora=en, cortes=True)
    difundir(PROCESO, ahora=en + timedelta(minutes=1))
    version(eleccion["BETO"], 1, en + timedelta(minutes=2), historia=TEXTO)
    publicar(PROCESO, ahora=en + timedelta(minutes=3))
    version(ella, 3, en + timedelta(minutes=4), historia=f"Otra cosa. {TEXTO}")
    publicar(PROCESO, ahora=en + timedelta(minutes=5), cortes=True)
    sustituir(ella, DIA, fecha_acuerdo=date(2024, 5, 9))
    publicar(PROCESO, ahora=DIA + timedelta(minutes=1), cortes=True)
    difundir(PROCESO, ahora=DIA + timedelta(minutes=2))


def _imagenes(sitio: Path) -> set[tuple[str, bytes]]:
    """Las que dibujan su boleta o a ella: sus letras no se leen, se comparan. La provisional no nombra a nadie."""
    de_ella = (f"/contiendas/{SEIS}/", "/candidaturas/ZOQ/")
    comunes = {estatico.para_compartir(extension) for extension in ("png", "jpg")}
    return {
        (p.name, octetos)
        for p in sitio.rglob("*")
        if p.suffix in (".png", ".jpg", ".pdf")
        and "/materiales" in str(p)
        and any(d in str(p) for d in de_ella)
        and (octetos := p.read_bytes()) not in comunes
    }


def _suyas(sitio: Path) -> set[str]:
    from conoceles.curricular.models import Fotografia

    huellas = set(Fotografia.objects.filter(candidatura__folio="ZOQ").values_list("sha256", flat=True))
    huellas |= _VISTAS
    _VISTAS.update(huellas)
    return {str(p) for p in sitio.rglob("*") if any(p.name.startswith(h) for h in huellas)}


_VISTAS: set[str] = set()


@pytest.mark.parametrize(
    ("nombre", "octetos"),
    [
        ("a.html", b"Zoqu&iacute;a"),
        ("a.json", b'{"n": "Zoqu\\u00eda"}'),
        ("a.csv", "zoquía".encode("utf-16-le")),
    ],
)
def test_el_juez_lo_lee_aunque_vaya_escapado(nombre: str, octetos: bytes) -> None:
    assert any("zoquia" in plano(texto) for texto in textos(nombre, octetos))
