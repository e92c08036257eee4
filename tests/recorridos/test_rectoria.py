"""Una elección que nadie pensó aquí: rectoría en planilla, sin municipios ni partidos, y consejerías por plantel."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.padron.informe import Informe
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.calendario.plazos import abrir_capturas
from conoceles.expediente.transiciones import sincronizar
from conoceles.nucleo import reloj, secretos
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion.publicador import publicar
from paginas import check, texto
from personas import LARGO, SISTEMA
from recorridos.carpetas import de_principio_a_fin, dia_de_captura, una_por_cargo

CARPETA = Path(__file__).parent / "rectoria-2027"
PADRON = CARPETA / "padron-de-prueba.csv"


def _importar(padron: Path) -> Informe:
    eleccion = leer_carpeta(CARPETA)
    ahora = dia_de_captura(eleccion).replace(day=16)
    cargar(CARPETA, por=SISTEMA, ahora=ahora, inventado=True)
    return importar(padron, proceso=eleccion.clave, simular=True, por=SISTEMA, ahora=ahora)


@pytest.mark.usefixtures("base")
def test_si_el_cargo_se_llama_como_un_puesto_el_numero_que_lo_contradice_es_una_pregunta(
    tmp_path: Path,
) -> None:
    """«Rectoría, 2»: ¿es la secretaría general, o el 2 es otra cosa? No se supone."""
    dudoso = tmp_path / "padron.csv"
    dudoso.write_text(PADRON.read_text("utf-8").replace("Secretaría general", "Rectoría"), "utf-8")
    informe = _importar(dudoso)
    assert {f.codigo for f in informe.errores} == {"FUERA_DE_LA_PLANILLA"}
    assert (
        "tiene 2 puestos: Rectoría, Secretaría general; ninguno es «Rectoría 2»."
        in informe.errores[0].mensaje
    )


@pytest.mark.lenta
@pytest.mark.usefixtures("base")
def test_la_rectoria_se_carga_se_captura_y_se_publica_puesto_por_puesto(datos: Path) -> None:
    """Su padrón encabeza «plantel» lo que otros llaman municipio, y su cargo se llama como su primer puesto."""
    secretos.crear_faltantes()
    sincronizar()
    eleccion = leer_carpeta(CARPETA)
    ahora = dia_de_captura(eleccion).replace(day=16)
    with reloj.congelado(ahora):
        cargar(CARPETA, por=SISTEMA, ahora=ahora, inventado=True)
        informe = importar(PADRON, proceso=eleccion.clave, simular=False, por=SISTEMA, ahora=ahora)
        assert (informe.errores, informe.altas) == ([], 10), informe.frase_de_errores()
        abrir_capturas(por=SISTEMA, ahora=ahora)
        perfiles = una_por_cargo(eleccion)
        for fila in perfiles:
            de_principio_a_fin(fila, ahora)
        publicar(eleccion.clave, ahora=ahora)
    sitio = datos / "sitio" / eleccion.clave / "actual"
    _la_boleta_es_de_planillas(sitio)
    assert not (sitio / "preguntas").exists(), "su carpeta no las trae: ni página ni enlace"
    assert [p for p in sitio.rglob("*.html") if "preguntas/" in p.read_text("utf-8")] == []
    _los_datos_dicen_el_puesto_y_ningun_numero_de_mas(sitio)
    inicio = texto(check((sitio / "index.html").read_text("utf-8")))
    assert "Consejerías del alumnado, por plantel." in inicio, (
        "en cada uno se marcan dos: no son «2, una por plantel»"
    )
    assert "responsabilidad exclusiva de las candidaturas" in inicio
    assert "Escriba o toque su plantel, y lea quiénes son" in inicio
    _sin_partidos_no_se_habla_de_ellos(sitio)
    for fila in perfiles:
        perfil = texto(check((sitio / "candidaturas" / fila.folio / "index.html").read_text("utf-8")))
        assert LARGO[:60] in perfil
    assert Candidatura.objects.filter(estado="publicada").count() == len(perfiles) == 2


def _sin_partidos_no_se_habla_de_ellos(sitio: Path) -> None:
    """Quien nadie postula no es independiente de ningún partido, ni se busca ni se cuenta por uno."""
    leidas = [p.read_text("utf-8") for p in sitio.rglob("*.html") if p.parent.name != "api"]
    paginas = [" ".join(re.sub(r"<[^>]+>", " ", leida).split()) for leida in leidas]
    assert [p for p in paginas if "candidatura independiente" in p or "un partido" in p] == []
    assert any("Debe capturarla la propia candidatura, a más tardar" in p for p in paginas)
    assert any("Busque en esta boleta: un nombre o una palabra" in p for p in paginas)
    estadistica = texto(check((sitio / "estadistica/index.html").read_text("utf-8")))
    assert "por quien postula" in estadistica
    assert "fuerza política" not in estadistica


def _los_datos_dicen_el_puesto_y_ningun_numero_de_mas(sitio: Path) -> None:
    """A Caro el padrón no le escribió número: su lugar en la planilla va en su columna."""
    with (sitio / "datos/curricular.csv").open(encoding="utf-8-sig", newline="") as abierto:
        renglones = list(csv.DictReader(abierto))
    columnas = ("CARGO", "PUESTO", "NUM_LISTA_O_FORMULA", "POSICION")
    dichos = {r["NOMBRE_CANDIDATO"].split()[0]: tuple(r[c] for c in columnas) for r in renglones}
    assert dichos["Caro"] == ("RECTORÍA", "Rectoría", "", "1")
    assert dichos["Dani"] == ("RECTORÍA", "Secretaría general", "2", "2")
    assert dichos["Eva"] == ("CONSEJERÍA DEL ALUMNADO", "", "1", "")


def _la_boleta_es_de_planillas(sitio: Path) -> None:
    boleta = (sitio / "contiendas" / "rectoria" / "index.html").read_text("utf-8")
    dicho = texto(check(boleta))
    assert "Se vota la planilla entera: rectoría y secretaría general." in dicho
    assert boleta.count('class="antetitulo">Secretaría general<') == 2
    assert len(re.findall(r'<details class="lista" id="[^"]+" open>', boleta)) == 2, (
        "dos planillas cortas se ven enteras"
    )
    assert "Sus propuestas" not in dicho, "este cuestionario no pregunta propuestas: no hay tabla vacía"
    for lista in (sitio / "contiendas" / "rectoria").glob("fuerza-*/index.html"):
        dicha = texto(check(lista.read_text("utf-8")))
        assert "2 de 2 puestos con candidatura registrada." in dicha
        assert "lanilla de Planilla" not in dicha


def test_solo_un_municipio_dice_cuantas_regidurias_tiene(tmp_path: Path) -> None:
    carpeta = tmp_path / "rectoria-2027"
    carpeta.mkdir()
    toml = (CARPETA / "proceso.toml").read_text("utf-8")
    puesto = 'nombre = "Secretaría general"\n'
    (carpeta / "proceso.toml").write_text(toml.replace(puesto, f'{puesto}cuantos = "regidurias"\n'), "utf-8")
    with pytest.raises(DefinicionInvalida, match="solo un cargo de ámbito municipio toma sus lugares"):
        leer_carpeta(carpeta)
