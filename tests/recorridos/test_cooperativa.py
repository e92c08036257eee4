"""Otra elección que nadie pensó aquí: una cooperativa de otro país, con planillas, quien va por su cuenta y boletas de una opción."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from conoceles.accesos.consultas import responsables
from conoceles.ayuda.capacitaciones import publicos
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.ajuste import dice
from conoceles.expediente.calendario.plazos import abrir_capturas
from conoceles.expediente.consultas import acuse
from conoceles.expediente.transiciones import sincronizar
from conoceles.informes.catalogo import TIPOS, armar, contexto, tipos
from conoceles.nucleo import reloj, secretos
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.models import Proceso
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion.publicador import publicar
from conoceles.revision.cola import lugar
from paginas import check, texto
from personas import DINA, SISTEMA
from recorridos.carpetas import de_principio_a_fin, dia_de_captura, una_por_cargo

CARPETA = Path(__file__).parent / "caleta-2026"
PADRON = CARPETA / "padron-de-prueba.csv"
CLAVE = "coop-caleta-2026"
DE_PARTIDOS = ("partido", "fuerza política", "Partido", "actor político")

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("base")]


@pytest.fixture
def sitio(datos: Path) -> Path:
    """La elección cargada, con su padrón ajeno, una persona de cada cargo publicada, y su sitio."""
    secretos.crear_faltantes()
    sincronizar()
    eleccion = leer_carpeta(CARPETA)
    ahora = dia_de_captura(eleccion)
    with reloj.congelado(ahora):
        cargar(CARPETA, por=SISTEMA, ahora=ahora, inventado=True)
        informe = importar(PADRON, proceso=CLAVE, simular=False, por=SISTEMA, ahora=ahora)
        assert (informe.errores, informe.altas) == ([], 27), informe.frase_de_errores()
        abrir_capturas(por=SISTEMA, ahora=ahora)
        for fila in una_por_cargo(eleccion):
            de_principio_a_fin(fila, ahora)
        publicar(CLAVE, ahora=ahora)
    return datos / "sitio" / CLAVE / "actual"


def _pagina(sitio: Path, ruta: str) -> str:
    return texto(check((sitio / ruta / "index.html").read_text("utf-8")))


def test_lo_publicado_no_habla_de_partidos_ni_de_municipios_y_una_sola_opcion_lo_dice(sitio: Path) -> None:
    sola = "En esta boleta hay una sola planilla."
    assert sola in _pagina(sitio, "contiendas/educacion")
    assert "más votos" not in _pagina(sitio, "contiendas/educacion")
    assert "Gana la que tiene más votos en la cooperativa." in _pagina(sitio, "contiendas/mesa")
    assert "En esta boleta hay una sola candidatura." in _pagina(sitio, "contiendas/vigilancia-las-conchas")
    assert "Ganan las más votadas en la caleta." in _pagina(sitio, "contiendas/vigilancia-el-morro")
    portada = _pagina(sitio, ".")
    assert sola in portada, "es la única boleta de ese cargo"
    assert portada.count("más votos") == 1
    with closing(sqlite3.connect(next(sitio.rglob("*.sqlite")))) as indice:
        titulos = dict(indice.execute("SELECT campo, etiqueta FROM filtro"))
    assert titulos["municipio"] == "Mi caleta"
    assert titulos["fuerza"] == "Quien postula"


def test_la_boleta_de_planillas_se_practica_con_un_recuadro_por_planilla(sitio: Path) -> None:
    assert 'href="practicar/"' in (sitio / "contiendas/mesa/index.html").read_text("utf-8")
    html = (sitio / "contiendas/mesa/practicar/index.html").read_text("utf-8")
    dicho = texto(check(html))
    assert html.count("data-formula=") == 2
    assert "Planilla Marea Alta Rosa Elena Huenchumilla Soto" in dicho
    assert "Planilla Faro Mario Aguilante Peña" in dicho
    assert "Luis Barría" not in dicho, "se marca la planilla; sus puestos se leen en la boleta"
    assert "mesa directiva de su casilla" not in dicho
    assert "Marcar recuadros de planillas distintas" in dicho
    assert "personas distintas" not in dicho


def test_las_pantallas_y_los_informes_nombran_lo_que_esta_eleccion_tiene(sitio: Path) -> None:
    eleccion = leer_carpeta(CARPETA)
    nombres = [nombre for _, nombre in responsables(Proceso.objects.get(pk=CLAVE))]
    assert "Por su cuenta: Berta Alvarado Mayorga" in nombres
    assert list(publicos(eleccion)) == ["instituto", "candidaturas"]
    hechos = [t.clave for t in tipos(eleccion)]
    assert "listado-mr" not in hechos
    assert "listado-rp" not in hechos
    ahora = dia_de_captura(eleccion)
    dichos = [t for clave in ("avance", "proceso-tecnico") for t in _tablas(clave, ahora)]
    assert [(t, p) for t in dichos for p in DE_PARTIDOS if p in t] == []
    assert any("Avance por caleta" in t for t in dichos)


def _tablas(clave: str, ahora: datetime) -> list[str]:
    documento = armar(TIPOS[clave], contexto(TIPOS[clave], CLAVE, ahora))
    return [str(tabla) for tabla in documento.tablas]


def test_quien_va_en_una_planilla_se_ve_con_su_puesto_en_la_revision_y_en_el_acuse(sitio: Path) -> None:
    rosa = Candidatura.objects.get(
        formula__contienda__clave="mesa", persona__primer_apellido__iexact="Huenchumilla"
    )
    assert lugar(rosa) == "Mesa directiva de la cooperativa · Presidencia · propietaria"
    assert (
        acuse(DINA, rosa.folio).contienda
        == "Mesa directiva de la cooperativa · Presidencia · Toda la cooperativa"
    )
    berta = Candidatura.objects.get(persona__primer_apellido__iexact="Alvarado")
    assert lugar(berta) == "Vigilancia de El Morro", "nadie es suplente: no hay de quién distinguirla"
    sonia = Candidatura.objects.get(persona__primer_apellido__iexact="Ñancupil")
    assert lugar(sonia) == "Mesa directiva de la cooperativa · Tesorería"


def test_lo_que_se_eligio_de_una_lista_se_ajusta_marcandolo(sitio: Path) -> None:
    """Como se contestó: un renglón con claves no lo entendería nadie; y desmarcar todo es un cambio que se ve."""
    rosa = Candidatura.objects.get(
        formula__contienda__clave="mesa", persona__primer_apellido__iexact="Huenchumilla"
    )
    assert dice.leer(rosa, QueryDict("artes=&artes=red&artes=buceo"))["artes"] == ["red", "buceo"]
    assert dice.leer(rosa, QueryDict("artes="))["artes"] == []
    assert "artes" not in dice.leer(rosa, QueryDict("anios_socia=3"))
    html = render_to_string("expediente/dice.html", dice.formulario(rosa, None, {}, por=DINA))
    assert '<input type="checkbox" name="artes" value="red" checked> Red de enmalle' in html
    assert '<input type="checkbox" name="artes" value="palangre"> Palangre' in html
    assert '<textarea id="artes"' not in html
