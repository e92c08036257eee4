"""Otra más: planillas de color en toda la comunidad, un cargo con más lugares en unos barrios que en otros, y un acta de dos hojas."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.calendario.plazos import abrir_capturas
from conoceles.expediente.transiciones import sincronizar
from conoceles.nucleo import reloj, secretos
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.models import Fuerza
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion.publicador import publicar
from paginas import check, texto
from personas import SISTEMA, dentro
from recorridos.carpetas import de_principio_a_fin, dia_de_captura, una_por_cargo
from recorridos.sin_partidos import caminar, nombra

CARPETA = Path(__file__).parent / "xochitlan-2026"
COMUNIDAD = (
    ("Acta de registro de planillas",),
    (),
    (
        "Planilla", "Para qué cargo", "Tlacatl (quien se propone)", "Quien le acompaña", "Es", "Quien acompaña es",
        "Nació el", "Correo para avisos", "Firma",
    ),
    ("Chichiltic (roja)", "Presidente del comisariado", "Citlali Tepole", "Ollin Xicale", "sihuatl", "tlacatl", "1970-02-03", "", "sí"),
    ("Chichiltic (roja)", "Secretario", "Nelli Coyotl", "Itzel Tzompa", "sihuatl", "sihuatl", "1981-02-03", "", "sí"),
    ("Xoxoctic (verde)", "Presidente del comisariado", "Izel Cuautle", "Zyanya Tepole", "tlacatl", "sihuatl", "1990-02-03", "", "sí"),
    ("Xoxoctic (verde)", "Tesorera", "Amaya Tlatelpa", "Yolotl Tecpan", "sihuatl", "tlacatl", "1965-02-03", "", "sí"),
    ("Chichiltic (roja)", "Presidente de vigilancia", "Tenoch Xicale", "Erandi Tzompa", "tlacatl", "sihuatl", "1977-02-03", "", "sí"),
    ("Chichiltic (roja)", "Secretaria de vigilancia 1", "Xaly Coyotl", "", "sihuatl", "", "1988-02-03", "", "sí"),
    ("", "Total: 6"),
)  # fmt: skip
BARRIOS = (
    ("Barrio", "Cargo", "Número", "Nombre y apellidos", "Es", "Nació el", "Color"),
    ("Barrio Bajo", "Topil", "1", "Yaretzi Tecuapetla", "sihuatl", "1999-02-03", "Roja"),
    ("Barrio Bajo", "Topil", "2", "Coatl Zempoalteca", "tlacatl", "1992-02-03", "Roja"),
    ("Cuauhxocotitlán", "Topil", "5", "Quetzalli Tepole", "sihuatl", "1993-02-03", "Verde"),
    ("Barrio Bajo", "Vocera", "1", "Papalotl Xicale", "sihuatl", "1950-02-03", "La asamblea"),
    ("Barrio Bajo", "Vocera", "2", "Necalli Cuautle", "tlacatl", "1954-02-03", "La asamblea"),
)

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("base")]


@pytest.fixture
def sitio(datos: Path, tmp_path: Path) -> Path:
    """Cargada, con el acta leída por su mapa y una persona de cada cargo publicada."""
    secretos.crear_faltantes()
    sincronizar()
    acta = tmp_path / "acta.xlsx"
    libro = Workbook()
    libro.active.title = "Comunidad"
    for hoja, renglones in ((libro["Comunidad"], COMUNIDAD), (libro.create_sheet("Barrios"), BARRIOS)):
        for renglon in renglones:
            hoja.append(renglon)
    libro.save(acta)
    eleccion = leer_carpeta(CARPETA)
    ahora = dia_de_captura(eleccion)
    with reloj.congelado(ahora):
        cargar(CARPETA, por=SISTEMA, ahora=ahora, inventado=True)
        informe = importar(acta, proceso=eleccion.clave, simular=False, por=SISTEMA, ahora=ahora)
        assert (informe.errores, informe.altas) == ([], 16), informe.frase_de_errores()
        abrir_capturas(por=SISTEMA, ahora=ahora)
        for fila in una_por_cargo(eleccion):
            de_principio_a_fin(fila, ahora)
        publicar(eleccion.clave, ahora=ahora)
    return datos / "sitio" / eleccion.clave / "actual"


def _pagina(sitio: Path, ruta: str) -> str:
    return texto(check((sitio / ruta / "index.html").read_text("utf-8")))


def test_lo_que_lee_quien_vota_es_cierto_en_cada_barrio(sitio: Path) -> None:
    portada = _pagina(sitio, ".")
    assert "Topilehmeh de barrio, por barrio." in portada, (
        "unos nombran dos y otros cinco: no es «uno por barrio»"
    )
    assert "Presidencia del comisariado" in _pagina(sitio, "contiendas/comisariado")
    de_barrio = _pagina(sitio, "contiendas/topileh-tlalpan")
    assert "¿Qué hará primero?" in de_barrio
    assert "monte comunal" not in de_barrio, "solo se le pregunta al comisariado"
    assert "se publica desde el 6 de diciembre de 2026" in _pagina(
        sitio, "contiendas/topileh-cuauhxocotitlan"
    )
    assert "en que se registraron. Lo dice:" in _pagina(sitio, "contiendas/tlahtoani-tlalpan")
    assert Candidatura.objects.filter(estado="publicada").count() == 4


def test_por_cada_planilla_responde_una_y_nadie_la_llama_partido(sitio: Path) -> None:
    responden = {
        f.fuerza.siglas: f.responde and f.responde.siglas
        for f in Formula.objects.select_related("fuerza", "responde")
    }
    assert responden == {"ROJA": "ROJA", "VERDE": "VERDE", "BARRIO": None}
    assert nombra({str(p.relative_to(sitio)): p.read_text("utf-8") for p in sitio.rglob("*.html")}) == {}
    ahora = dia_de_captura(leer_carpeta(CARPETA))
    roja = Fuerza.objects.get(siglas="ROJA")
    with reloj.congelado(ahora):
        for papel, ambito in (("partido", f"fuerza:{roja.pk}"), ("administracion", "")):
            cuenta = crear_cuenta(
                correo=f"ana{len(ambito)}@prueba.mx", clave=None, nombre="Ana", papel=papel, ambito=ambito, por=SISTEMA, ahora=ahora
            )  # fmt: skip
            vistas = caminar(dentro(cuenta))
            assert len(vistas) > 10
            assert nombra(vistas) == {}, papel
