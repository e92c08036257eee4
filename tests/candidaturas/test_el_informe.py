"""Cómo se cuenta lo que el importador dijo, y el padrón en blanco, celda por celda: sin base."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl
import pytest

from candidaturas.sin_base import VIGILANCIA
from conoceles.arranque.ordenes import padron_importar
from conoceles.candidaturas.padron.folios import folio
from conoceles.candidaturas.padron.informe import Causa, Informe
from conoceles.candidaturas.padron.pedidas import pedidas
from conoceles.candidaturas.padron.plantilla import plantilla


def _informe() -> Informe:
    informe = Informe(acepta=frozenset({"SIN_NOMBRE", "SEXO_AMBIGUO"}))
    informe.fallar("B", "Uno «x» dos.", "H", 8, "C")
    informe.fallar("B", "Uno «y» dos.", "H", 3, "C")
    informe.fallar("B", "Otra cosa.", "H", 9)
    informe.fallar("A", "Sola.", columna="Z", valores=1200)
    informe.fallar("A", "Sola.", columna="Y", valores=3)
    informe.fallar("SIN_NOMBRE", "Nombre.", "H", 2)
    informe.avisar("C", "De la hoja.", "H", valores=4)
    informe.avisar("D", "De todo.")
    return informe


def test_las_causas_van_de_la_peor_a_la_mas_leve_con_su_tamano_y_un_ejemplo() -> None:
    assert _informe().causas() == [
        Causa("A", "error", 0, 1203, "columna Y: Sola. También: Z (1,200)."),
        Causa("B", "error", 3, 3, "H, renglón 3, columna C: Uno «y» dos. También: Otra cosa; «x»."),
        Causa("SIN_NOMBRE", "aceptada", 1, 1, "H, renglón 2: Nombre."),
        Causa("C", "aviso", 4, 4, "H: De la hoja."),
        Causa("D", "aviso", 1, 1, "De todo."),
    ]
    assert _informe().aceptadas == ["SIN_NOMBRE"]


def test_una_columna_con_varios_hallazgos_se_nombra_una_vez_con_su_suma() -> None:
    """También si su encabezado empieza como el de la primera."""
    informe = Informe()
    for columna, valores in (("SEXO", 2), ("SEXO (H/M)", 4), ("SEXO", 5), ("GRADO", 1), ("GRADO", 6)):
        informe.avisar("MAPA_VALOR", f"Por el mapa, en {valores}.", "H", columna=columna, valores=valores)
    [causa] = informe.causas()
    assert causa.ejemplo.endswith(" También: SEXO (H/M) (4); GRADO (7).") or causa.ejemplo.startswith(
        "H, columna GRADO"
    )
    assert causa.ejemplo.count("GRADO") == causa.ejemplo.count("SEXO (H/M)") == 1


def test_a_quien_opera_se_le_dice_cada_causa_y_como_seguir() -> None:
    acepte = (
        "Corrija el archivo, o diga cómo se lee en padron.toml (qué puede nombrar: `padron columnas`); "
        "si admite perder eso, acepte su código con --aceptar CÓDIGO."
    )
    assert _informe().frase_de_errores() == (
        "No se importó nada: el archivo tiene 5 errores.\n"
        "  A (1,203 valores): columna Y: Sola. También: Z (1,200).\n"
        f"  B (3 renglones): H, renglón 3, columna C: Uno «y» dos. También: Otra cosa; «x».\n{acepte}"
    )
    uno = Informe()
    uno.fallar("SIN_NOMBRE", "Nombre.", "H", 2)
    assert uno.frase_de_errores() == (
        f"No se importó nada: el archivo tiene un error.\n  SIN_NOMBRE (1 renglón): H, renglón 2: Nombre.\n{acepte}"
    )


@pytest.mark.parametrize(
    ("renglones", "valores", "cuantos"),
    [(1, 9, "1 renglón"), (1234, 9, "1,234 renglones"), (0, 1, "1 valor"), (0, 1234, "1,234 valores")],
)
def test_el_tamano_de_una_causa_se_dice_en_renglones_o_en_valores(
    renglones: int, valores: int, cuantos: str
) -> None:
    assert Causa("A", "error", renglones, valores, "").cuantos == cuantos


@pytest.mark.parametrize(("otros", "fin"), [(12, "«l»."), (13, "«l» y 1 más.")])
def test_junto_al_ejemplo_van_hasta_doce_casos_mas(otros: int, fin: str) -> None:
    informe = Informe()
    informe.fallar("B", "No está «0».", "H", 1)
    for n, letra in enumerate("abcdefghijklm"[:otros]):
        informe.fallar("B", f"No está «{letra}».", "H", n + 2)
    [causa] = informe.causas()
    assert causa.ejemplo.startswith("H, renglón 1: No está «0». También: «a»; «b»;")
    assert causa.ejemplo.endswith(fin)


def test_el_documento_numera_lo_dicho_en_el_orden_de_la_hoja() -> None:
    informe = _informe()
    informe.archivo, informe.formato, informe.mapa, informe.simulado = "p.csv", "csv", "h", True
    informe.filas, informe.fuera, informe.altas, informe.cambios, informe.sin_cambio = 1, 2, 3, 4, 5
    informe.personas, informe.formulas, informe.candidaturas = 6, 7, 8
    escrito = informe.como_dict()
    assert [(a["numero"], a["hoja"], a["fila"], a["columna"], a["codigo"], a["mensaje"]) for a in escrito["errores"]] == [
        (1, "", None, "Y", "A", "Sola."), (2, "", None, "Z", "A", "Sola."), (3, "H", 3, "C", "B", "Uno «y» dos."),
        (4, "H", 8, "C", "B", "Uno «x» dos."), (5, "H", 9, "", "B", "Otra cosa."),
    ]  # fmt: skip
    assert [(a["numero"], a["codigo"]) for a in escrito["avisos"]] == [(1, "D"), (2, "C"), (3, "SIN_NOMBRE")]
    assert {c: v for c, v in escrito.items() if c not in ("causas", "avisos", "errores")} == {
        "archivo": "p.csv", "formato": "csv", "mapa": "h", "simulado": True, "filas": 1, "fuera": 2, "altas": 3,
        "cambios": 4, "sin_cambio": 5, "personas": 6, "formulas": 7, "candidaturas": 8, "aceptadas": ["SIN_NOMBRE"],
    }  # fmt: skip
    assert escrito["causas"][2] == {
        "codigo": "SIN_NOMBRE", "gravedad": "aceptada", "renglones": 1, "valores": 1, "ejemplo": "H, renglón 2: Nombre.",
    }  # fmt: skip
    assert padron_importar.texto(escrito).endswith("\nSimulado: nada cambió.")
    informe.simulado = False
    assert padron_importar.texto(informe.como_dict()).endswith("\nImportado.")
    informe.sin_efecto()
    assert [*informe.como_dict().values()][6:12] == [0] * 6


def test_el_padron_en_blanco_explica_cada_columna_y_trae_sus_listas() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(plantilla(VIGILANCIA, ahora=datetime(2027, 1, 1, tzinfo=UTC))))
    ayuda = [
        ["" if v is None else v for v in f] for f in libro["Ayuda del padrón"].iter_rows(values_only=True)
    ]
    columnas = pedidas(VIGILANCIA)
    assert [fila[:3] for fila in ayuda] == [
        ["Ayuda del padrón: Elección del Consejo de Vigilancia del Agua (ejemplo)", "", ""],
        ["Una persona en cada renglón. No cambie los encabezados de la otra hoja.", "", ""],
        ["Una celda vacía no borra lo que ya se tenía; para borrar un dato, escriba (borrar).", "", ""],
        ["", "", ""],
        ["Columna", "¿Es obligatoria?", "Qué se escribe"],
        *([c.titulo, "Sí" if c.obligatoria else "No", c.ayuda] for c in columnas),
        ["", "", ""],
        ["Valores que admite cada columna", "", ""],
        ["PARTIDO_COALICION", "CARGO", "MODULO_DE_RIEGO"],
        ["ASAMBLEA", "Consejería de vigilancia", "La Esperanza"],
        ["EJIDOS", "", "El Porvenir"], ["", "", "Las Palomas"], ["", "", "San Isidro"],
    ]  # fmt: skip
    assert [fila[3:] for fila in ayuda[-5:]] == [
        ["TIPO_CANDIDATO", "SEXO", "REELECCION"], ["PROPIETARIA", "MUJER", "SI"], ["SUPLENTE 1", "HOMBRE", "NO"],
        ["SUPLENTE 2", "NO BINARIO", ""], ["SUPLENTE 3", "", ""],
    ]  # fmt: skip
    hoja = libro["Padrón"]
    assert [[c.value for c in fila] for fila in hoja.iter_rows()] == [[c.titulo for c in columnas]]
    assert {
        (str(d.sqref), d.type, d.formula1, d.errorTitle, d.error) for d in hoja.data_validations.dataValidation
    } == {
        (f"{letra}2:{letra}5000", "list", f"'Ayuda del padrón'!{rango}", titulo, "Elija un valor de la lista.")
        for letra, rango, titulo in (
            ("A", "$A$23:$A$24", "PARTIDO_COALICION"), ("B", "$B$23", "CARGO"), ("C", "$C$23:$C$26", "MODULO_DE_RIEGO"),
            ("E", "$D$23:$D$26", "TIPO_CANDIDATO"), ("I", "$E$23:$E$25", "SEXO"), ("M", "$F$23:$F$24", "REELECCION"),
        )
    }  # fmt: skip


def test_el_padron_en_blanco_se_lee_de_un_vistazo_y_nada_de_lo_escrito_se_cambia() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(plantilla(VIGILANCIA, ahora=datetime(2027, 1, 1, tzinfo=UTC))))
    hoja, ayuda = libro["Padrón"], libro["Ayuda del padrón"]
    assert libro.sheetnames == ["Padrón", "Ayuda del padrón"]
    assert (hoja.freeze_panes, hoja["A1"].font.b) == ("A2", True)
    dichas = {letra: (round(d.width), d.number_format) for letra, d in hoja.column_dimensions.items()}
    assert (dichas["A"], dichas["B"], dichas["L"]) == (
        (22, "@"),
        (15, "@"),
        (16, "@"),
    )  # «05» queda como «05»
    assert {letra: round(d.width) for letra, d in ayuda.column_dimensions.items()} == {"A": 31, "C": 81}
    assert [ayuda[c].font.b for c in ("A1", "A2", "A5", "C5", "A21", "A22")] == [
        True,
        False,
        True,
        True,
        True,
        False,
    ]
    assert (ayuda["C6"].alignment.wrap_text, ayuda["C6"].alignment.vertical) == (True, "top")


LUGAR = {
    "proceso": "p",
    "contienda": "c",
    "fuerza": "MC",
    "posicion": 1,
    "calidad": "propietaria",
    "nombre": "Ana",
}


def test_el_folio_es_siempre_el_mismo_y_cambia_con_cada_parte_de_lo_que_nombra() -> None:
    usados: set[str] = set()
    uno = folio(**LUGAR, usados=usados)  # type: ignore[arg-type]
    assert (uno, usados) == (folio(**LUGAR | {"nombre": "ANA."}, usados=set()), {uno})  # type: ignore[arg-type]
    otros = {folio(**LUGAR | {parte: 2 if parte == "posicion" else "otra"}, usados=set()) for parte in LUGAR}  # type: ignore[arg-type]
    assert len(otros | {uno}) == 1 + len(LUGAR)
    assert uno == "mcfxrah"  # está en direcciones ya impresas: no cambia de una versión a otra
    largo = folio(**LUGAR, usados=usados)  # type: ignore[arg-type]
    assert (len(uno), len(largo), largo[:7]) == (7, 8, uno)
    assert not set("ilou") & set(uno + largo)
