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
    assert (
        "# No se reconoce (1 valor). ¿Qué es? Diga su campo o, si no se guarda, póngala en «descarta».\n"
        in texto
    )
    assert '# [[columnas]]\n# de = "Comentario"\n# a = "¿?"' in texto


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
    assert '# de = "Firma propietaria"\n# a = "¿?"' in texto


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


def test_el_renglon_que_empieza_con_total_no_es_de_nadie_aunque_diga_de_que(propuesto: Callable) -> None:
    """«Total de registros | 68» ponía el 68 entre las fuerzas; un partido que se llame así trae el renglón lleno."""
    titulos = ("CARGO", "PARTIDO_COALICION", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO")
    ana = (ANA[0], "PAN", *ANA[1:])
    texto = propuesto(A=[titulos, ana, ("Total de registros", "68", "", "", "")])
    assert "# hasta = 2 # El renglón 3 dice que es el total" in texto
    assert "68" not in texto
    assert "hasta" not in propuesto(A=[titulos, ("Total democracia", *ana[1:])])


@pytest.mark.parametrize(
    ("titulo", "valor", "campo"),
    [
        ("PROPIETARIO", "ANA INVENTADA NÁJERA", "nombre"),
        ("SUPLENTE", "EVA INVENTADA SOTO", "suplente.nombre"),
        ("SUPLENTE", "Sí", "¿?"),
        ("Escríbale a", "ana@correo.example.mx", "correo"),
        ("¿A qué se postula?", "Diputación uninominal del distrito", "cargo"),
        ("Lo que dice ahí", "Ana anduvo en eso", "¿?"),
    ],
)
def test_por_sus_valores_se_pregunta_que_es_y_se_deja_el_hueco(
    propuesto: Callable, titulo: str, valor: str, campo: str
) -> None:
    texto = propuesto(
        A=[("TIPO_CANDIDATO", "SEXO", "PARTIDO", titulo), ("Propietaria", "Mujer", "PAN", valor)]
    )
    assert f'# [[columnas]]\n# de = "{titulo}"\n# a = "{campo}"' in texto
    assert ("# Una columna puede llenar: fuerza, partido," in texto) == (campo == "¿?")


def test_con_el_mapa_ya_cargado_solo_se_pregunta_lo_que_no_dice(libro: Callable, carpeta: Path) -> None:
    hoja = [
        (*COMUNES, "Quién postula", "Facultad", "Le dicen", "Correo 1"),
        (*ANA, "PAN", "Letras", "La Maestra", "a@b.mx"),
        (*ANA, "El azul", "", "", ""),
        (*ANA, "El otro", "", "", ""),
    ]
    mapa = 'descarta = ["Facultad"]\n[[columnas]]\nde = "Quién postula"\na = "fuerza"\n[valores.fuerza]\n"El azul" = "PAN"\n'
    (carpeta / "padron.toml").write_text(mapa, encoding="utf-8")
    texto = proponer(leer(libro(A=hoja)), leer_carpeta(carpeta), date(2026, 11, 26))
    assert "# Solo trae lo que el mapa cargado no dice: agréguelo a ese, sin quitarle nada." in texto
    assert not any(dicho in texto for dicho in ("Quién postula", "Facultad", "El azul"))
    assert all(dicho in texto for dicho in ('"El otro" = ', 'de = "Le dicen"', 'de = "Correo 1"'))
    todo = mapa.replace('["Facultad"]', '["Facultad", "Le dicen", "Correo 1"]') + '"El otro" = "PRI"\n'
    (carpeta / "padron.toml").write_text(todo, encoding="utf-8")
    texto = proponer(leer(libro(A=hoja)), leer_carpeta(carpeta), date(2026, 11, 26))
    assert texto.endswith("\n\n# El mapa cargado ya dice todo lo que trae este archivo.\n")


def test_una_lista_con_nombres_de_quien_postula_no_es_un_numero_y_se_pregunta(propuesto: Callable) -> None:
    """«Lista» encabeza el lugar en un padrón y la planilla en otro; lo que dice la celda es lo que lo distingue."""
    texto = propuesto(A=[(*COMUNES, "Lista"), (*ANA, "PAN"), (*ANA, "PT")])
    assert "# No todos sus valores son un número; ¿la columna es la fuerza que postula?" in texto
    assert '# de = "Lista"\n# a = "fuerza"' in texto
    con_lugares = propuesto(A=[(*COMUNES, "Lista"), (*ANA, "2"), (*ANA, "IV")])
    assert '"Lista"' not in con_lugares
