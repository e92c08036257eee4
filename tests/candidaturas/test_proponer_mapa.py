"""`padron proponer`: lo seguro se escribe, lo dudoso se pregunta y nada dudoso rige."""

from __future__ import annotations

import argparse
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conoceles.arranque.ordenes import padron_proponer
from conoceles.candidaturas.padron.archivo.lectura import leer
from conoceles.candidaturas.padron.mapa import proponer
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta

COMUNES = ("CARGO", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO")
ANA = ("Diputación de mayoría relativa", "Propietaria", "ANA INVENTADA NÁJERA", "Mujer")


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "e"))


@pytest.fixture
def propuesto(libro: Callable, carpeta: Path) -> Callable[..., str]:
    """El mapa que se propone para esas hojas; comprueba que se puede cargar como está."""

    def _propuesto(**hojas: list[tuple[str, ...]]) -> str:
        texto = proponer(leer(libro(**hojas)), leer_carpeta(carpeta), date(2026, 11, 26))
        (carpeta / "padron.toml").write_text(texto, encoding="utf-8")
        leer_carpeta(carpeta)
        (carpeta / "padron.toml").unlink()
        return texto

    return _propuesto


def test_las_redes_por_su_nombre_y_las_series_exactas_son_seguras(propuesto: Callable) -> None:
    texto = propuesto(
        A=[
            (*COMUNES, "Facebook", "X", "Teléfono 1", "Teléfono 2"),
            (*ANA, "@ana", "@ana", "6181112233", "6181112234"),
        ]
    )
    assert tomllib.loads(texto)["columnas"] == [
        {"de": ["Facebook", "X"], "a": "redes", "rotula": True},
        {"de": ["Teléfono 1", "Teléfono 2"], "a": "telefonos"},
    ]


def test_una_columna_que_solo_se_parece_es_una_pregunta_comentada(propuesto: Callable) -> None:
    texto = propuesto(A=[(*COMUNES, "Nivel de estudios"), (*ANA, "Licenciatura")])
    assert tomllib.loads(texto) == {}
    assert "# No se reconoce (1 valor); sus valores parecen «Estudios». ¿Lo es?" in texto
    assert '# de = "Nivel de estudios"\n# a = "grado"' in texto


def test_un_valor_que_no_se_entiende_es_una_pregunta_comentada(propuesto: Callable) -> None:
    texto = propuesto(A=[(*COMUNES, "ESCOLARIDAD"), (*ANA, "Lic. en derecho")])
    assert tomllib.loads(texto) == {}
    assert '# [valores.grado]\n# "Lic. en derecho" = "¿?" # 1 celda. ¿Qué es? «» si es un relleno.' in texto


def test_descomentar_un_valor_sin_decirlo_no_se_carga(propuesto: Callable, carpeta: Path) -> None:
    texto = propuesto(A=[(*COMUNES, "ESCOLARIDAD"), (*ANA, "Lic. en derecho")])
    descomentado = texto.replace('# [valores.grado]\n# "', '[valores.grado]\n"')
    (carpeta / "padron.toml").write_text(descomentado, encoding="utf-8")
    with pytest.raises(DefinicionInvalida, match="«¿\\?» no es un valor de «grado»"):
        leer_carpeta(carpeta)


def test_siglas_entre_parentesis_de_la_misma_fuerza_son_seguras(propuesto: Callable) -> None:
    texto = propuesto(
        A=[(*COMUNES, "PARTIDO_COALICION"), (*ANA, "Partido Acción Nacional (PAN)"), (*ANA, "PRI")]
    )
    assert tomllib.loads(texto)["columnas"] == [
        {"de": "PARTIDO_COALICION", "formas": ["{} ({fuerza})", "{fuerza}"]}
    ]


def test_siglas_que_contradicen_su_nombre_no_se_proponen(propuesto: Callable) -> None:
    texto = propuesto(A=[(*COMUNES, "PARTIDO_COALICION"), (*ANA, "Partido Acción Nacional (PRI)")])
    assert tomllib.loads(texto) == {}
    assert '# "Partido Acción Nacional (PRI)"' in texto


def test_grado_y_estatus_en_una_celda_se_parten_y_lo_que_sobra_se_pregunta(propuesto: Callable) -> None:
    texto = propuesto(
        A=[
            (*COMUNES, "ESCOLARIDAD"),
            (*ANA, "Licenciatura trunca"),
            (*ANA, "Bachillerato completo"),
            (*ANA, "Sin estudios"),
        ]
    )
    [regla] = tomllib.loads(texto)["columnas"]
    assert regla["formas"] == ["{grado} {estatus_grado}"]
    assert regla["partes"] == {"Sin estudios": {"grado": "Sin estudios"}}
    assert '# "completo" = "¿?" # 1 celda. ¿Qué es? «» si es un relleno.' in texto


def test_el_distrito_con_su_cabecera_es_seguro_solo_si_todas_son_las_suyas(propuesto: Callable) -> None:
    bien = propuesto(A=[(*COMUNES, "DISTRITO_LOCAL"), (*ANA, "3: DURANGO")])
    assert tomllib.loads(bien)["columnas"][0]["formas"] == ["{distrito}: {cabecera}"]
    mal = propuesto(A=[(*COMUNES, "DISTRITO_LOCAL"), (*ANA, "3: DURANGO"), (*ANA, "4: LERDO")])
    assert tomllib.loads(mal) == {}
    assert "# 1 de 2 dicen un distrito y su cabecera." in mal


def test_la_suplente_en_su_columna_se_pregunta(propuesto: Callable) -> None:
    texto = propuesto(A=[(*COMUNES, "EDAD_SUP"), (*ANA, "33")])
    assert '# a = "suplente.edad"' in texto


def test_los_valores_mandan_sobre_un_nombre_que_se_parece(propuesto: Callable) -> None:
    """«TIPO_CANDIDATURA_PROP» trae cargos, y «CUAL_DE_LOS_DOS_SUPLENTE», si es propietaria o suplente."""
    hoja = [("TIPO_CANDIDATURA_PROP", "NOMBRE_COMPLETO", "SEXO", "PARTIDO", "CUAL_DE_LOS_DOS_SUPLENTE"),
            ("Diputación de mayoría relativa", "ANA INVENTADA NÁJERA", "Mujer", "PRI", "Propietaria")]  # fmt: skip
    texto = propuesto(A=hoja)
    assert '# de = "TIPO_CANDIDATURA_PROP"\n# a = "cargo"' in texto
    assert '# de = "CUAL_DE_LOS_DOS_SUPLENTE"\n# a = "calidad"' in texto


def test_entre_varias_hojas_cual_es_se_pregunta(propuesto: Callable) -> None:
    hoja = [COMUNES, ANA]
    texto = propuesto(**{"2016": hoja, "2019": hoja, "2022": hoja})
    assert tomllib.loads(texto) == {}
    assert '# nombre = "2019"' in texto


def test_no_se_repite_lo_que_una_persona_escribio(propuesto: Callable) -> None:
    texto = propuesto(
        A=[
            (*COMUNES, "Comentario", "HISTORIA_PROFESIONAL", "CURP"),
            (*ANA, "Soy Ana", "Nací en Lerdo", "XEXX010101MDGXXX01"),
        ]
    )
    assert not any(dicho in texto for dicho in ("Soy Ana", "Lerdo", "XEXX", "INVENTADA"))
    assert '# "Comentario": No se reconoce (1 valor).' in texto


@pytest.mark.usefixtures("elecciones")
def test_la_orden_no_escribe_sobre_un_mapa_ya_corregido(libro: Callable, tmp_path: Path) -> None:
    salida = tmp_path / "padron.toml"
    args = argparse.Namespace(archivo=libro(A=[COMUNES, ANA]), proceso="durango-2023-2024", salida=salida)
    hecho = padron_proponer.ejecutar(args)
    assert salida.read_text(encoding="utf-8") == hecho["propuesto"]
    assert "preguntas" in padron_proponer.texto(hecho)
    with pytest.raises(ErrorDeDominio, match="Ya existe"):
        padron_proponer.ejecutar(args)


def test_un_titulo_sobre_encabezados_que_nadie_conoce_no_es_el_encabezado(propuesto: Callable) -> None:
    acta = [("Acta de asamblea", "", ""), ("Comunidad", "Encargo", "Sx"), ("Lerdo", "Diputación", "M")]
    texto = propuesto(A=acta)
    assert "Acta de asamblea" not in texto
    assert all(titulo in texto for titulo in ("Comunidad", "Encargo", "Sx"))


def test_lo_que_dice_un_renglon_de_otra_entidad_no_se_pregunta(propuesto: Callable) -> None:
    """La exportación nacional trae a todo el país: de lo que no va a entrar no hay nada que decidir."""
    texto = propuesto(
        A=[
            (*COMUNES, "ENTIDAD", "PARTIDO_COALICION", "DISTRITO_LOCAL"),
            (*ANA, "Durango", "MC", "5"),
            (*ANA, "Quintana Roo", "CONFIANZA POR QUINTANA ROO", "1-KANTUNILKIN"),
        ]
    )
    assert "QUINTANA" not in texto
    assert "KANTUNILKIN" not in texto


def test_dos_respuestas_en_una_celda_se_preguntan_aunque_alguna_no_se_entienda(propuesto: Callable) -> None:
    """Proponer «Licenciatura trunca» = «Licenciatura» perdería lo trunco sin que nadie lo dijera."""
    texto = propuesto(
        A=[
            (*COMUNES, "ESCOLARIDAD"),
            (*ANA, "Licenciatura trunca"),
            (*ANA, "Maestría trunca"),
            (*ANA, "Posgrado trunco"),
        ]
    )
    assert tomllib.loads(texto) == {}
    assert '# formas = ["{grado} {estatus_grado}"]' in texto
    assert '# "Posgrado" = ' in texto
    assert '"Licenciatura trunca" = ' not in texto


def test_la_persona_propietaria_no_se_propone_como_su_sexo(propuesto: Callable) -> None:
    texto = propuesto(A=[(*COMUNES, "Firma propietaria"), (*ANA, "ilegible")])
    assert 'a = "sexo"' not in texto
    assert '"Firma propietaria": No se reconoce (1 valor). ¿Qué es?' in texto


def test_los_titulos_en_dos_renglones_se_proponen_con_los_dos(propuesto: Callable) -> None:
    texto = propuesto(
        A=[
            ("CARGO", "POSTULA", "PROPIETARIA", "", "SUPLENTE", ""),
            ("CARGO", "", "NOMBRE", "EDAD", "NOMBRE", "EDAD"),
            (
                "Diputación de mayoría relativa",
                "PAN",
                "ANA INVENTADA NÁJERA",
                "40",
                "EVA INVENTADA SOTO",
                "33",
            ),
        ]
    )
    assert tomllib.loads(texto)["hojas"] == [{"nombre": "A", "encabezados": [1, 2]}]
    assert '# de = "SUPLENTE NOMBRE"\n# a = "suplente.nombre"' in texto
    assert '# de = "PROPIETARIA EDAD"\n# a = "edad"' in texto


def test_los_apellidos_primero_y_el_total_se_preguntan(propuesto: Callable) -> None:
    titulos = ("CARGO", "TIPO_CANDIDATO", "PATERNO MATERNO NOMBRES", "SEXO")
    texto = propuesto(A=[titulos, ANA, ("TOTAL", "1", "", "")])
    assert tomllib.loads(texto)["hojas"] == [{"nombre": "A", "encabezados": 1}]
    assert "# hasta = 2 # El renglón 3 dice que es el total" in texto
    assert '# formas = ["{primer_apellido} {segundo_apellido} {nombre}"]' in texto
