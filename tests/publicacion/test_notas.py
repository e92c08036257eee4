"""Lo que queda en el sitio de quien concluyó, de lo oculto por orden y de lo corregido de oficio."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.curricular.consultas import vigente
from conoceles.expediente.actos.conclusiones import restituir
from conoceles.expediente.actos.ordenes import ocultar_seccion
from conoceles.expediente.ajuste.correcciones import corregir_de_oficio
from conoceles.expediente.notas import Antes
from conoceles.nucleo.texto import nombre_propio
from conoceles.publicacion.busqueda import trozos
from conoceles.publicacion.lectura import en_papel
from conoceles.publicacion.lectura.fichas import Enlace
from conoceles.publicacion.publicador import publicar
from personas import DINA
from publicacion.eleccion import PROCESO, candidatura, version
from publicacion.juez_de_nombres import donde_se_lee
from vidas import ACUERDO, OTRO_TEXTO, concluir, llevar, sustituir

pytestmark = [pytest.mark.usefixtures("base"), pytest.mark.lenta]


def _pagina(datos: Path, folio: str) -> str:
    return (datos / "sitio" / PROCESO / "actual" / "candidaturas" / folio / "index.html").read_text("utf-8")


def _con_perfil(eleccion: dict[str, Any]) -> Any:
    return next(c for c in eleccion.values() if c.estado in ("validada", "publicada"))


@pytest.mark.parametrize("completa", [True, False])
def test_quien_concluyo_deja_una_nota_sin_sus_datos(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, completa: bool
) -> None:
    quien = _con_perfil(eleccion)
    if not completa:
        publicar(PROCESO, ahora=ahora)
        quien.refresh_from_db()
    concluir(quien, "cancelar", ahora)
    publicar(PROCESO, ahora=ahora)
    pagina = _pagina(datos, quien.folio)
    assert "El registro de esta candidatura fue cancelado (IEPC/CG75/2024, 20 de abril de 2024)." in pagina
    assert quien.persona.nombre.lower() not in pagina.lower()
    assert f'href="../../contiendas/{quien.formula.contienda.clave}/">Ver toda la boleta</a>' in pagina
    anexo = datos / "sitio" / PROCESO / "actual" / "candidaturas" / f"{quien.folio}.json"
    assert not anexo.exists()


def test_restituida_vuelve_su_perfil(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> None:
    quien = _con_perfil(eleccion)
    concluir(quien, "renunciar", ahora)
    publicar(PROCESO, ahora=ahora)
    restituir(candidatura=quien, por=DINA, ahora=ahora, **ACUERDO)
    publicar(PROCESO, ahora=ahora)
    assert "renunció" not in _pagina(datos, quien.folio)


def test_una_seccion_oculta_no_sale_y_dice_por_que(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    quien = _con_perfil(eleccion)
    version = vigente(quien)
    assert version is not None
    texto = version.contenido["historia"][:60]
    publicar(PROCESO, ahora=ahora)
    assert texto in _pagina(datos, quien.folio)
    actual = datos / "sitio" / PROCESO / "actual"
    assert {"datos/curricular.csv", f"descargas/{quien.formula.contienda.clave}.html"} <= donde_se_lee(
        actual, [texto]
    )
    orden = {"expediente": "TE-PES-3/2024", "fecha": date(2024, 4, 24), "por": DINA, "ahora": ahora}
    ocultar_seccion(candidatura=quien, seccion="historia", **orden)
    publicar(PROCESO, ahora=ahora)
    pagina = _pagina(datos, quien.folio)
    assert donde_se_lee(actual, [texto]) == set(), "tampoco en los archivos de datos, que no esperan su corte"
    assert pagina.count("Esta sección no se muestra por orden de autoridad (expediente TE-PES-3/2024).") == 1


@pytest.mark.parametrize("como", ["renunciar", "cancelar"])
def test_quien_deja_de_competir_sale_tambien_de_los_datos_sin_esperar_su_corte(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, como: str
) -> None:
    quien = _con_perfil(eleccion)
    version = vigente(quien)
    assert version is not None
    texto = version.contenido["historia"][:60]
    publicar(PROCESO, ahora=ahora)
    actual = datos / "sitio" / PROCESO / "actual"
    assert "datos/curricular.csv" in donde_se_lee(actual, [texto])
    concluir(quien, como, ahora)
    publicar(PROCESO, ahora=ahora)
    assert donde_se_lee(actual, [texto]) == set()


@pytest.mark.usefixtures("eleccion")
def test_lo_corregido_de_oficio_lleva_su_nota_en_su_seccion(datos: Path, ahora: datetime) -> None:
    registrada = ("FE SOTO RÍOS", "mujer", "diputacion-mr-02", "PT", "propietaria", "registrada")
    quien = candidatura("FE", ahora, registrada)
    llevar(quien, "publicada", ahora)
    datos_nuevos = {"debe_decir": {"motivo": OTRO_TEXTO}, "causa": "error_propio"}
    corregir_de_oficio(candidatura=quien, por=DINA, ahora=ahora, **datos_nuevos, **ACUERDO)
    publicar(PROCESO, ahora=ahora)
    pagina = _pagina(datos, quien.folio)
    nota = "La autoridad electoral corrigió un error propio en este perfil"
    assert pagina.count(nota) == 1
    dicha = pagina.partition('id="motivo"')[2].partition("</section>")[0]
    assert nota in dicha
    assert "Lo que cambió: por qué busca el cargo." in dicha
    assert 'Corregido por la autoridad electoral: <a href="#motivo">' in pagina.partition('id="motivo"')[0]


DONDE_SE_DICE = (
    "candidaturas/{folio}/index.html", "candidaturas/{folio}.json", "candidaturas/index.html", "indice/personas/{folio}.trozo",
    "contiendas/{boleta}/index.html", "contiendas/{boleta}/novedades.atom", "incrustar/{boleta}/index.html",
    "descargas/{boleta}.html",
)  # fmt: skip


@pytest.mark.parametrize(("dia", "avisa"), [("2024-05-02", False), ("2024-05-03", True)])
def test_quien_entra_con_las_boletas_impresas_dice_en_todas_partes_que_nombre_lleva_el_papel(
    eleccion: dict[str, Any], datos: Path, dia: str, avisa: bool
) -> None:
    quien = _con_perfil(eleccion)
    momento = datetime.fromisoformat("2024-05-10T10:00:00-06:00")
    publicar(PROCESO, ahora=momento)
    quien.refresh_from_db()
    nueva = sustituir(quien, momento, fecha_acuerdo=date.fromisoformat(dia))
    version(nueva, 1, momento)
    llevar(nueva, "publicada", momento)
    publicar(PROCESO, ahora=momento, cortes=True)
    actual = datos / "sitio" / PROCESO / "actual"
    nombre = nombre_propio(quien.persona.nombre)
    for ruta in DONDE_SE_DICE:
        donde = actual / ruta.format(folio=nueva.folio, boleta=quien.formula.contienda.clave)
        dicho = trozos.texto(donde.read_bytes()) if donde.suffix == trozos.FIN else donde.read_text()
        assert (nombre in dicho) is avisa, ruta
    assert (f"puede mostrar todavía el nombre de {nombre}" in _pagina(datos, nueva.folio)) is avisa
    mapa = (datos / "sitio" / PROCESO / "actual" / "sitemap.xml").read_text()
    assert f"/candidaturas/{nueva.folio}/" in mapa
    assert f"/candidaturas/{quien.folio}/" not in mapa


VENTANA = date(2024, 5, 3)


@pytest.mark.parametrize(
    ("cadena", "fase", "esperado"),
    [
        ([], "abierta", None),
        ([Antes(date(2024, 5, 2), "A", "ANA")], "abierta", None),
        ([Antes(date(2024, 5, 3), "A", "ANA")], "abierta", ("A", "Ana", "3 de mayo de 2024")),
        # La que entró antes de imprimirse es la del papel, aunque hubiera otra primero.
        ([Antes(date(2024, 5, 9), "B", "BEA"), Antes(date(2024, 4, 9), "A", "ANA")], "abierta", ("B", "Bea", "9 de mayo de 2024")),
        # Dos después de impresas: el papel sigue con la primera.
        ([Antes(date(2024, 5, 9), "B", "BEA"), Antes(date(2024, 5, 4), "A", "ANA")], "abierta", ("A", "Ana", "9 de mayo de 2024")),
        ([Antes(date(2024, 5, 9), "A", "")], "abierta", ("A", "", "9 de mayo de 2024")),
        ([Antes(date(2024, 5, 9), "A", "ANA")], "archivo", None),
    ],
)  # fmt: skip
def test_el_papel_lleva_a_quien_estaba_al_imprimirse(
    cadena: list[Antes], fase: Any, esperado: tuple[str, str, str] | None
) -> None:
    assert en_papel.quien(cadena, VENTANA, fase) == (Enlace(*esperado) if esperado else None)


def test_sin_dia_de_impresion_no_se_afirma_nada_del_papel() -> None:
    assert en_papel.quien([Antes(date(2024, 5, 9), "A", "ANA")], None, "abierta") is None
    assert en_papel.aviso(None) == ""
