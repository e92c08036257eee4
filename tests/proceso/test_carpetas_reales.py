"""Las dos elecciones de Durango, tal como están en `procesos/`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.definicion import Campo, Cuestionario, Definicion

from .conftest import PROCESOS

COLUMNAS_CURRICULARES = [
    "REDES", "PAGINA_WEB", "CORREO_ELECTRONICO", "TELEFONO", "DIRECCION_CASA_CAMPAÑA", "ESCOLARIDAD",
    "ESTATUS_ESCOLARIDAD", "CURSOS", "HISTORIA_PROFESIONAL", "TRAYECTORIA_POLITICA", "MOTIVO_CARGO_PUBLICO",
    "PROPUESTA_1", "PROPUESTA_2", "PROPUESTA_GENERO",
]  # fmt: skip


def test_2024_tiene_quince_distritos_y_una_lista_de_diez(durango: Definicion) -> None:
    esperadas = [f"diputacion-mr-{n:02}" for n in range(1, 16)] + ["diputacion-rp"]
    assert [c.clave for c in durango.contiendas] == esperadas
    assert durango.cargo("diputacion-rp").lista == 10
    assert durango.contiendas[4].ambito == "Distrito 5 · Durango"


def test_2024_sigla_respeta_los_totales_publicados(durango: Definicion) -> None:
    cuentas = {
        p: sum(s.fuerza == "FYCXD" and s.partido == p for s in durango.siglados)
        for p in ("PRI", "PAN", "PRD")
    }
    assert cuentas == {"PRI": 9, "PAN": 5, "PRD": 1}
    assert sum(s.fuerza == "SHHD" for s in durango.siglados) == 9


def test_2024_los_39_municipios_estan_en_algun_distrito(durango: Definicion) -> None:
    asignados = {clave for d in durango.distritos for clave in d.municipios}
    assert asignados == {m.clave for m in durango.municipios}
    assert len(asignados) == 39


def test_2022_gubernatura_y_39_presidencias(durango_2022: Definicion) -> None:
    claves = [c.clave for c in durango_2022.contiendas]
    assert claves[0] == "gubernatura"
    assert len(claves) == 40
    assert {"presidencia-durango", "presidencia-el-oro", "presidencia-general-simon-bolivar"} <= set(claves)
    assert durango_2022.historico
    assert durango_2022.siglados == ()
    assert list(durango_2022.calendario.fechas) == ["jornada"]


def test_los_cuestionarios_se_comparten_sin_duplicarse(durango: Definicion, durango_2022: Definicion) -> None:
    assert _sin_norma(durango.identidad) == _sin_norma(durango_2022.identidad)
    assert _sin_norma(durango.curricular) == _sin_norma(durango_2022.curricular)


def _sin_norma(cuestionario: Cuestionario) -> list[Campo]:
    """La norma es la del día de cada jornada."""
    return [replace(c, articulo="") for c in cuestionario.campos()]


def test_cada_eleccion_cita_las_normas_de_su_jornada(durango: Definicion, durango_2022: Definicion) -> None:
    [grado] = [c for c in durango.curricular.campos() if c.clave == "grado"]
    [antes] = [c for c in durango_2022.curricular.campos() if c.clave == "grado"]
    assert grado.articulo == "Lineamientos (INE/CG616/2022), artículo 19; Plan de trabajo 2023-2024, §11.6"
    assert antes.articulo == "Fundamento por confirmar"
    assert "IEPC/CG049/2023" in durango.aviso("integral").texto
    assert "[[" not in durango.aviso("integral").texto + durango_2022.aviso("integral").texto


def test_curricular_lleva_las_columnas_del_ine(durango: Definicion) -> None:
    assert [c.columna_ine for c in durango.curricular.campos() if c.columna_ine] == COLUMNAS_CURRICULARES


@pytest.mark.muestras
def test_identidad_lleva_los_encabezados_del_ine(durango: Definicion) -> None:
    import python_calamine as calamine

    from conftest import muestras

    libro = calamine.CalamineWorkbook.from_path(
        str(muestras() / "ine_local_2022" / "baseDatosCandidatos.xls")
    )
    hoja = libro.get_sheet_by_name("CUESTIONARIO IDENTIDAD").to_python(nrows=1)
    preguntas = [c for c in durango.identidad.campos() if c.numero]
    assert [c.columna_ine for c in preguntas] == [str(celda).strip() for celda in hoja[0][11:]]


def test_identidad_son_veinte_preguntas_con_prefiero_no_contestar(durango: Definicion) -> None:
    preguntas = [c for c in durango.identidad.campos() if c.numero]
    assert [c.clave for c in preguntas] == [f"p{n}" for n in range(1, 21)]
    assert all("pnc" in [o.clave for o in c.opciones] and c.obligatorio for c in preguntas)


def test_cada_tema_de_identidad_dice_por_que_se_pregunta(durango: Definicion) -> None:
    assert all(s.por_que and s.ayuda for s in durango.identidad.secciones)
    assert all(s.por_que for s in durango.curricular.secciones)


def test_catalogos_completos_y_durango_primero(durango: Definicion) -> None:
    campos = {c.clave: c for c in durango.identidad.campos()}
    entidades = [o.etiqueta for o in campos["p20"].opciones]
    assert len(entidades) == 34
    assert {"Coahuila de Zaragoza", "Veracruz de Ignacio de la Llave", "Nacida en el extranjero"} <= set(
        entidades
    )
    assert campos["p3"].opciones[0].clave == "tepehuano_del_sur"


def test_los_avisos_dicen_que_son_borrador(durango: Definicion) -> None:
    assert durango.avisos
    for aviso in durango.avisos:
        assert "borrador" in aviso.texto
        assert "ut.transparencia@iepcdurango.mx" in aviso.texto
        assert aviso.acuerdo is None


def test_ninguna_carpeta_real_tiene_un_acento_parecido_a_una_fuerza() -> None:
    for ruta in sorted(p.parent for p in PROCESOS.glob("*/proceso.toml")):
        assert not [f for f in advertencias(leer_carpeta(ruta)) if "acento" in f]


def test_acento_parecido_a_una_fuerza_se_advierte_sin_impedir(editar: object, carpeta: Path) -> None:
    toml = carpeta / "proceso.toml"
    toml.write_text(toml.read_text().replace('acento = "#0f4c5c"', 'acento = "#02569f"'))
    frases = advertencias(leer_carpeta(carpeta))
    assert "El acento #02569f se parece al color de PAN (#005aa9)." in frases


def test_los_supuestos_se_advierten(durango: Definicion) -> None:
    juntas = "\n".join(advertencias(durango))
    assert "(10 de abril de 2024) es un supuesto" in juntas
    assert "plazo de captura de 15 días es un supuesto" in juntas
    assert "Quién sigla es un supuesto en 9 contiendas" in juntas
