"""`procesos/_derecho`: cada regla con su ley y su fecha, y ninguna ley fuera de la suya."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from conoceles import leyes
from conoceles.leyes import consultas
from conoceles.leyes.carga import leer
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

DERECHO = RAIZ_PROYECTO / "procesos" / "_derecho"
DURANGO = "Durango"
# Del Diario Oficial y de la prensa, escritas aparte de los archivos: cuándo cambió cada una.
CAMBIO_FEDERAL, CAMBIO_ESTATAL = date(2025, 3, 21), date(2025, 12, 28)
ARTICULO_DE_IMPROCEDENCIA = {date(2025, 3, 20): "(2017), artículo 55", CAMBIO_FEDERAL: "(2025), artículo 49"}


@pytest.mark.parametrize(("dia", "esperado"), ARTICULO_DE_IMPROCEDENCIA.items())
def test_la_ley_federal_cambia_de_un_dia_a_otro(dia: date, esperado: str) -> None:
    assert esperado in leyes.cita("arco-no_titular", dia, DURANGO)


@pytest.mark.parametrize(
    ("dia", "federal", "estatal"),
    [
        (CAMBIO_FEDERAL - timedelta(1), "LGPDPPSO (2017)", "Ley de datos de Durango (2017)"),
        (CAMBIO_FEDERAL, "LGPDPPSO (2025)", "Ley de datos de Durango (2017)"),
        (CAMBIO_ESTATAL, "LGPDPPSO (2025)", "Ley de datos de Durango (2025)"),
    ],
)
def test_la_federal_y_la_del_estado_cambian_aparte(dia: date, federal: str, estatal: str) -> None:
    assert [str(c) for c in leyes.citas("datos-personales", dia, DURANGO)] == [federal, estatal]


def test_de_varias_entidades_lo_que_rige_en_todas_se_cita_una_vez() -> None:
    """En la raíz, el archivo de elecciones de dos estados no repite la Constitución."""
    juntas = leyes.cita_de_varias("aviso-archivo", dict.fromkeys(("Yucatán", DURANGO), CAMBIO_ESTATAL))
    assert juntas == leyes.cita_o_pendiente("aviso-archivo", CAMBIO_ESTATAL, DURANGO)
    assert juntas.count("LGPDPPSO (2025)") == juntas.count("Ley de datos de Durango (2025)") == 1


def test_la_ley_de_durango_no_rige_en_otra_entidad() -> None:
    assert [str(c) for c in leyes.citas("datos-personales", CAMBIO_ESTATAL, "Yucatán")] == ["LGPDPPSO (2025)"]


def test_lo_iniciado_antes_termina_con_su_ley_y_lo_dice() -> None:
    antes, despues = CAMBIO_FEDERAL - timedelta(1), CAMBIO_FEDERAL + timedelta(30)
    heredada = leyes.cita("arco-no_titular", despues, DURANGO, inicio=antes)
    assert "LGPDPPSO (2017), artículo 55, fracción I, que rige lo iniciado antes" in heredada
    assert "LGPDPPSO (2025)" in leyes.cita("arco-no_titular", despues, DURANGO, inicio=CAMBIO_FEDERAL)


def _con_universidad(tmp_path: Path, no_rigen: str) -> Path:
    carpeta = Path(shutil.copytree(DERECHO, tmp_path / "_derecho"))
    suyo = (
        f'entidad = "Universidad"\nno_rigen = {no_rigen}\n[reglamento]\nnombre = "Reglamento"\nsiglas = "Reglamento"\n'
        'desde = 2020-01-01\nfuente = "Gaceta"\n[reglamento.reglas]\nboleta-orden = { articulo = "artículo 12" }\n'
    )
    (carpeta / "universidad.toml").write_text(suyo, "utf-8")
    return carpeta


def test_una_universidad_funda_en_su_reglamento_y_las_leyes_electorales_no_la_rigen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Las demás del país, como la de datos personales, siguen; y en otra entidad nada cambia."""
    escritas = leer(_con_universidad(tmp_path, '["lgipe", "lineamientos-ine"]'))
    hoy = date(2026, 11, 28)
    antes = [ley.clave for ley in leyes.vigentes(hoy, DURANGO)]
    monkeypatch.setattr(consultas, "escritas", lambda: escritas)
    suyas = [ley.clave for ley in leyes.vigentes(hoy, "Universidad")]
    assert {"lgipe", "lineamientos-ine"} <= set(antes)
    assert {"lgipe", "lineamientos-ine"} & set(suyas) == set()
    assert {"reglamento", "lgpdppso-2025"} <= set(suyas)
    assert [leyes.rige("lineamientos-ine", donde) for donde in (DURANGO, "Universidad")] == [True, False]
    assert leyes.cita("boleta-orden", hoy, "Universidad") == "Reglamento, artículo 12 (por confirmar)"
    assert [ley.clave for ley in leyes.vigentes(hoy, DURANGO)] == antes


@pytest.mark.parametrize("no_rigen", ['["lgipee"]', '["liped"]'])
def test_solo_dejan_de_regir_leyes_del_pais_que_existen(tmp_path: Path, no_rigen: str) -> None:
    with pytest.raises(leyes.DerechoInvalido, match="va junto a su `entidad`, con claves de federal"):
        leer(_con_universidad(tmp_path, no_rigen))


def test_un_acto_sin_ley_vigente_no_tiene_en_que_fundarse() -> None:
    with pytest.raises(leyes.SinLey, match="1 de mayo de 2015"):
        leyes.cita("arco-respuesta", date(2015, 5, 1), DURANGO)
    assert "por confirmar" in leyes.cita_o_pendiente("arco-respuesta", date(2015, 5, 1), DURANGO)


def test_nombrar_una_ley_fuera_de_su_vigencia_se_descubre() -> None:
    texto = "Conforme a la LGPDPPSO de 2017 y ante el IDAIP."
    halladas = {forma for forma, _ in leyes.ajenas(texto, date(2026, 3, 1))}
    assert halladas == {"LGPDPPSO de 2017", "IDAIP"}
    assert leyes.ajenas(texto, date(2024, 3, 1)) == []


def test_cada_regla_tiene_alguna_ley_y_dice_que_cambia_si_es_otra() -> None:
    con_ley = {regla for ley in leyes.escritas().leyes for regla, _ in ley.preceptos}
    assert con_ley == leyes.reglas().keys()
    assert all(r.efecto and r.que for r in leyes.reglas().values())


def test_lo_que_se_da_por_vigente_hoy_trae_su_fuente() -> None:
    for ley in leyes.escritas().leyes:
        assert ley.fuente, ley.clave
        assert bool(ley.transitorio) == (ley.lo_iniciado == "anterior"), ley.clave


def test_la_marca_sola_es_lista_y_entre_palabras_es_una_cita() -> None:
    lista = leyes.expandir("Antes\n\n[[derecho:aviso-archivo]]\n", date(2024, 6, 2), DURANGO)
    assert lista.count("\n- ") == 5
    assert "INE/CG616/2022), artículo 11)" in leyes.expandir(
        "Enviar ([[derecho:transferencia-ine]]).", date(2024, 6, 2), DURANGO
    )


CAMBIOS = [
    ("federal.toml", "hasta = 2025-03-20\n", "", "otra ley la sustituyó"),
    ("federal.toml", "hasta = 2025-03-20", "hasta = 2025-03-19", "el día anterior a 2025-03-21"),
    ("federal.toml", "arco-acceso =", "arco-aceso =", "no está en reglas.toml"),
    ("federal.toml", ', valor = 20 }', " }", "falta cuántos: días hábiles"),
    ("federal.toml", 'lo_iniciado = "anterior"', 'lo_iniciado = "la-de-antes"', "use «anterior» o «nueva»"),
    ("durango.toml", 'sustituye = "datos-durango-2017"', 'sustituye = "otra"', "«otra» no existe"),
    ("reglas.toml", 'clase = "boleta"', 'clase = "papeleta"', "no es una clase"),
    ("reglas.toml", 'efecto = "Cambia cuánto puede ampliarse."\n', "", "falta esta clave"),
    ("durango.toml", "desde = 2014-07-04", 'desde = "2014"', "debe ser una fecha"),
    ("durango.toml", "[liped]", "[liped", "no es TOML válido"),
]  # fmt: skip


@pytest.mark.parametrize(("archivo", "antes", "despues", "frase"), CAMBIOS)
def test_un_archivo_mal_escrito_se_rechaza_con_su_lugar(
    tmp_path: Path, archivo: str, antes: str, despues: str, frase: str
) -> None:
    carpeta = Path(shutil.copytree(DERECHO, tmp_path / "_derecho"))
    texto = (carpeta / archivo).read_text("utf-8")
    assert antes in texto
    (carpeta / archivo).write_text(texto.replace(antes, despues), "utf-8")
    with pytest.raises(leyes.DerechoInvalido, match=frase) as error:
        leer(carpeta)
    assert "procesos/_derecho/" in str(error.value)


def test_ninguna_ley_de_una_entidad_esta_en_el_archivo_federal() -> None:
    for archivo in DERECHO.glob("*.toml"):
        datos = tomllib.loads(archivo.read_text("utf-8"))
        assert ("entidad" in datos) == (archivo.stem not in ("federal", "reglas")), archivo.name
