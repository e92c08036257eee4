"""Lo que `padron.toml` hace con cada celda y cómo se dice, sin base: qué se juntó, se partió, se cambió y quedó fuera."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from candidaturas.sin_base import ALCALDIAS, ARCHIVO, DIPUTACIONES, dichos, hoja, leer
from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.mapa.valores import Valores
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.padron import SUPLENTE, HojaDelMapa, MapaDePadron
from conoceles.proceso.padron import ReglaDeColumnas as Regla

TITULOS = ("PARTIDO_COALICION", "CARGO", "MUNICIPIO", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO", "EDAD")
ANA = ("PAN", "Presidencia municipal", "Lerdo", "Propietaria", "ANA NÁJERA", "Mujer", "40")
RELLENO = "1 celda con un relleno («{}») vale como vacía."
ERROR = "La celda trae el error «#REF!» en lugar de su dato: ábrala en la hoja de cálculo y escriba el valor."
REDES = MapaDePadron(columnas=(Regla(("Facebook", "X"), a="redes", rotula=True),))
ESTUDIOS = MapaDePadron(
    columnas=(
        Regla(
            ("Estudios",),
            formas=("{grado} {estatus_grado}",),
            partes={"Maestría sin terminar": {"grado": "Maestría", "estatus_grado": "Trunco"}},
        ),
    ),
    valores={"estatus_grado": {"completo": "Certificado"}},
)


def _con(mapa: MapaDePadron, *hojas: Hoja, definicion: Definicion = ARCHIVO) -> tuple[Any, Any]:
    return leer(replace(definicion, padron=mapa), *hojas)


def _leida(mapa: MapaDePadron, titulos: tuple[str, ...], *filas: tuple[str, ...]) -> tuple[Any, Any]:
    return _con(mapa, hoja(TITULOS + titulos, *(ANA + fila for fila in filas)))


def test_varias_columnas_en_un_campo_son_elementos_y_de_cada_celda_mala_se_dice_cual() -> None:
    filas = [
        ("Ana, de Lerdo", "https://x.example/ana"), ("n/d", "@ana"), ("#REF!", "@a"), ("(borrar)", "@a"),
        ("(borrar)", "(BORRAR)"), ("",),
    ]  # fmt: skip
    registros, informe = _leida(REDES, ("Facebook", "X"), *filas)
    borrar = (
        "«(borrar)» borra el dato entero: escríbalo en todas las columnas que el mapa junta, o en ninguna."
    )
    assert dichos(informe.errores) == [
        ("CELDA_CON_ERROR", ERROR, 4, "Facebook", 1), ("BORRADO_NO_ADMITIDO", borrar, 5, "Facebook", 1),
    ]  # fmt: skip
    assert dichos(informe.avisos) == [
        ("MAPA_COLUMNAS", "Por el mapa, 9 celdas de «Facebook», «X» van a redes.", None, "Facebook", 9),
        ("RELLENO_COMO_VACIO", RELLENO.format("n/d"), None, "Facebook", 1),
    ]
    assert [(r.fila, r.curricular.get("redes"), r.borrados) for r in registros] == [
        (2, ["Facebook: Ana, de Lerdo", "https://x.example/ana"], frozenset()), (3, ["X: @ana"], frozenset()),
        (4, ["X: @a"], frozenset()), (5, ["X: @a"], frozenset()), (6, None, frozenset({"curricular.redes"})),
        (7, None, frozenset()),
    ]  # fmt: skip
    assert {a.hoja for a in (*informe.errores, *informe.avisos)} == {"A"}


def test_una_celda_se_parte_por_su_forma_o_por_su_valor_exacto() -> None:
    celdas = (
        "Licenciatura trunca",
        "BACHILLERATO  COMPLETO",
        "maestria sin terminar",
        "Doctorado",
        "n/a",
        "#REF!",
        "(borrar)",
        "",
    )
    registros, informe = _leida(ESTUDIOS, ("Estudios",), *((celda,) for celda in celdas))
    forma = "La celda no tiene ninguna de las formas del mapa («{grado} {estatus_grado}») ni está en sus partes: «Doctorado»."
    assert dichos(informe.errores) == [
        ("MAPA_SIN_FORMA", forma, 5, "Estudios", 1), ("CELDA_CON_ERROR", ERROR, 7, "Estudios", 1),
    ]  # fmt: skip
    assert dichos(informe.avisos)[:3] == [
        (
            "MAPA_COLUMNAS",
            "Por el mapa, 6 celdas de «Estudios» van a grado, estatus_grado.",
            None,
            "Estudios",
            6,
        ),
        ("MAPA_VALOR", "Por el mapa, «COMPLETO» se leyó «Certificado» en 1 celda.", None, "Estudios", 1),
        ("RELLENO_COMO_VACIO", RELLENO.format("n/a"), None, "Estudios", 1),
    ]
    assert [(*r.curricular.values(), *sorted(r.borrados)) for r in registros] == [
        ("licenciatura", "trunco"), ("preparatoria", "certificado"), ("maestria", "trunco"), (), (), (),
        ("curricular.estatus_grado", "curricular.grado"), (),
    ]  # fmt: skip


def test_una_parte_que_el_mapa_no_usa_se_cuenta() -> None:
    mapa = MapaDePadron(columnas=(Regla(("Postula",), formas=("{} ({fuerza})", "{fuerza}")),))
    filas = [(postula, *ANA[1:]) for postula in ("Acción (PAN)", "PRI", "Otra cosa (x)")]
    registros, informe = _con(mapa, hoja(("Postula", *TITULOS[1:]), *filas))
    assert dichos(informe.avisos) == [
        ("MAPA_COLUMNAS", "Por el mapa, 3 celdas de «Postula» van a fuerza.", None, "Postula", 3),
        ("MAPA_PARTE_FUERA", "El mapa deja fuera una parte («{}») de 2 celdas.", None, "Postula", 2),
    ]
    desconocida = ("FUERZA_DESCONOCIDA", "No se reconoce «x» entre quienes postulan.", 4, "Postula", 1)
    assert (dichos(informe.errores), [r.fuerza for r in registros]) == ([desconocida], ["PAN", "PRI"])


def test_los_valores_que_el_mapa_cambia_y_lo_que_deja_fuera_se_cuentan_por_columna() -> None:
    mapa = MapaDePadron(
        columnas=(
            Regla(("Nombre(s)", "Paterno"), a="nombre"), Regla(("Alias",), a="sobrenombre"),
            Regla(("Cursos", "Más"), a="cursos", une=" / "),
        ),
        valores={"calidad": {"Dueña": "Propietaria"}, "sobrenombre": {"LA MISMA": ""}, "sexo": {"dama": "Mujer"}},
        descarta=("Notas",),
    )  # fmt: skip
    titulos = (
        "PARTIDO",
        "CARGO",
        "MUNICIPIO",
        "CALIDAD",
        "SEXO",
        "Nombre(s)",
        "Paterno",
        "Alias",
        "Cursos",
        "Más",
        "Notas",
    )
    comun = ("PAN", "Presidencia municipal", "Lerdo", "DUEÑA", "Dama")
    ana, eva = ("Ana", " Luz ", "la misma", "uno", "dos", "x"), ("Eva", "Paz", "Lita", "n/a", "", "")
    registros, informe = _con(mapa, hoja(titulos, comun + ana, comun + eva))
    assert informe.errores == []
    assert dichos(informe.avisos) == [
        ("MAPA_COLUMNAS", "Por el mapa, 4 celdas de «Nombre(s)», «Paterno» van a nombre.", None, "Nombre(s)", 4),
        ("MAPA_COLUMNAS", "Por el mapa, 2 celdas de «Alias» van a sobrenombre.", None, "Alias", 2),
        ("MAPA_COLUMNAS", "Por el mapa, 2 celdas de «Cursos», «Más» van a cursos.", None, "Cursos", 2),
        ("MAPA_COLUMNA_FUERA", "Por el mapa, esta columna no se guarda: se dejó fuera 1 valor.", None, "Notas", 1),
        ("MAPA_VALOR", "Por el mapa, «la misma» vale como celda vacía en 1 celda.", None, "Alias", 1),
        ("MAPA_VALOR", "Por el mapa, «DUEÑA» se leyó «Propietaria» en 2 celdas.", None, "CALIDAD", 2),
        ("MAPA_VALOR", "Por el mapa, «Dama» se leyó «Mujer» en 2 celdas.", None, "SEXO", 2),
        ("RELLENO_COMO_VACIO", RELLENO.format("n/a"), None, "Cursos", 1),
    ]  # fmt: skip
    assert [(r.nombre, r.sobrenombre, r.curricular) for r in registros] == [
        ("Ana Luz", "", {"cursos": ["uno / dos"]}), ("Eva Paz", "Lita", {}),
    ]  # fmt: skip


def test_lo_que_puede_nombrar_a_un_grupo_se_cambia_sin_repetirlo() -> None:
    mapa = MapaDePadron(valores={"medida": {"rara": "Jóvenes"}})
    titulos = ("PARTIDO", "CARGO", "DISTRITO", "CALIDAD", "NOMBRE COMPLETO", "SEXO", "ACCION_AFIRMATIVA")
    ana = ("MC", "Diputación MR", "5", "PROPIETARIA", "Ana Rentería Soto", "MUJER", "Rara")
    [registro], informe = _con(mapa, hoja(titulos, ana), definicion=DIPUTACIONES)
    frase = "Por el mapa, «…» se leyó «Jóvenes» en 1 celda."
    assert dichos(informe.avisos) == [("MAPA_VALOR", frase, None, "ACCION_AFIRMATIVA", 1)]
    assert registro.acciones == ("jovenes",)


@pytest.mark.parametrize("columna", ["medida", "p3"])
def test_lo_reservado_de_la_suplente_se_cambia_sin_repetirlo(columna: str) -> None:
    informe = Informe()
    valores = Valores({columna: {"rara": "Otra"}}, "A", informe)
    assert valores.de(f"{SUPLENTE}{columna}", "Rara", "SUPLENTE") == "Otra"
    valores.avisar()
    frase = "Por el mapa, «…» se leyó «Otra» en 1 celda."
    assert dichos(informe.avisos) == [("MAPA_VALOR", frase, None, "SUPLENTE", 1)]


def test_de_las_hojas_que_el_mapa_no_nombra_y_las_que_no_estan_se_dice_cuales() -> None:
    fijos = {"cargo": "Presidencia municipal"}
    listado = HojaDelMapa("Listado", encabezados=(2,), hasta=4, subtitulo="municipio", fijos=fijos)
    titulos, ana = (
        ("PARTIDO", "CALIDAD", "NOMBRE COMPLETO", "SEXO"),
        ("PAN", "Propietaria", "ANA NÁJERA", "Mujer"),
    )
    registros, informe = _con(
        MapaDePadron(hojas=(listado, HojaDelMapa("No está"))),
        hoja(("Título",), titulos, ("Lerdo", "", "", ""), ana, ana, nombre="LISTADO"),
        hoja(("a",), ("b",), nombre="Otra"),
        hoja(("x",), nombre="Ayuda del padrón"),
    )
    falta = "padron.toml nombra la hoja «No está» y el archivo no la trae; trae «LISTADO», «Otra»."
    fuera = "Por el mapa se lee hasta el renglón 4: quedan fuera 1 con algo escrito."
    assert [(a.hoja, *d) for a, d in zip(informe.errores, dichos(informe.errores), strict=True)] == [
        ("No está", "MAPA_SIN_HOJA", falta, None, "", 1)
    ]
    assert [(a.hoja, *d) for a, d in zip(informe.avisos, dichos(informe.avisos), strict=True)] == [
        ("Otra", "MAPA_HOJA_FUERA", "padron.toml no nombra esta hoja: no se leyeron sus 2 valores.", None, "", 2),
        ("LISTADO", "MAPA_RENGLON_FUERA", fuera, None, "", 1),
    ]  # fmt: skip
    assert [(r.fila, r.contienda) for r in registros] == [(4, "presidencia-lerdo")]


def test_si_ninguna_de_sus_hojas_esta_se_dice_cuales_trae_salvo_en_un_csv_que_es_una() -> None:
    dos = MapaDePadron(hojas=(HojaDelMapa("No"), HojaDelMapa("Sí")))
    with pytest.raises(ErrorDeDominio) as error:
        _con(dos, hoja(TITULOS, ANA, nombre="Uno"), hoja(TITULOS, ANA, nombre="Dos"))
    assert str(error.value) == "padron.toml nombra la hoja «No» y el archivo no la trae; trae «Uno», «Dos»."
    uno = MapaDePadron(hojas=(HojaDelMapa("No"),))
    registros, informe = _con(uno, hoja(TITULOS, ANA, de_texto=True))
    assert (len(registros), informe.errores) == (1, [])


def test_una_columna_que_no_esta_se_dice_con_la_mas_parecida() -> None:
    _, informe = _leida(REDES, ("Facebok",), ("z",))
    assert dichos(informe.errores) == [
        ("MAPA_SIN_COLUMNA", "padron.toml nombra la columna «Facebook» y el archivo no la trae. ¿Quiso decir «Facebok»?", None, "Facebook", 1),
        ("MAPA_SIN_COLUMNA", "padron.toml nombra la columna «X» y el archivo no la trae.", None, "X", 1),
        ("COLUMNA_DESCONOCIDA", "No se reconoce el encabezado: se perdería 1 valor.", None, "Facebok", 1),
    ]  # fmt: skip


def test_lo_que_no_se_puede_guardar_no_se_nombra_en_un_mapa() -> None:
    _, informe = _leida(
        MapaDePadron(columnas=(Regla(("Clave_elector",), a="sobrenombre"),)), ("Clave_elector",), ("x",)
    )
    frase = "padron.toml nombra «Clave_elector», un dato que el sistema no puede guardar: quítelo del mapa."
    assert dichos(informe.errores) == [("MAPA_PROHIBIDO", frase, None, "Clave_elector", 1)]


def test_con_mapa_un_renglon_recorrido_de_un_csv_tampoco_entra() -> None:
    mapa = MapaDePadron(columnas=(Regla(("Z",), a="sobrenombre"),))
    registros, informe = _con(
        mapa, hoja((*TITULOS, "Z"), (*ANA, "x"), ANA, (*ANA, "y", "sobra"), de_texto=True)
    )
    frase = "celdas y el encabezado 8: sus datos están recorridos. Revise comas y comillas."
    assert dichos(informe.errores) == [
        ("ANCHO_DISTINTO", f"Tiene 7 {frase}", 3, "", 1),
        ("ANCHO_DISTINTO", f"Tiene 9 {frase}", 4, "", 1),
    ]
    assert ([r.sobrenombre for r in registros], informe.filas) == (["x"], 3)


def test_un_renglon_con_las_dos_personas_da_a_cada_una_lo_suyo_y_a_ambas_el_lugar() -> None:
    reglas = (Regla(("Nombre sup",), a="suplente.nombre"), Regla(("Sexo sup",), a="suplente.sexo"))
    filas = [
        (*ANA, "EVA PAZ", "Hombre", "La Ana"),
        (*ANA[:3], "", *ANA[4:], "", "", ""),
    ]
    titulos = (*TITULOS, "Nombre sup", "Sexo sup", "ALIAS")
    registros, informe = _con(MapaDePadron(columnas=reglas), hoja(titulos, *filas))
    assert dichos(informe.avisos) == [
        (
            "MAPA_COLUMNAS",
            "Por el mapa, 1 celda de «Nombre sup» va a suplente.nombre.",
            None,
            "Nombre sup",
            1,
        ),
        ("MAPA_COLUMNAS", "Por el mapa, 1 celda de «Sexo sup» va a suplente.sexo.", None, "Sexo sup", 1),
    ]
    assert informe.errores == []
    vistos = [
        (r.fila, r.nombre, r.calidad, r.fuerza, r.contienda, r.sexo, r.sobrenombre, r.edad) for r in registros
    ]
    assert vistos == [
        (2, "ANA NÁJERA", "propietaria", "PAN", "presidencia-lerdo", "mujer", "La Ana", 40),
        (2, "EVA PAZ", "suplente", "PAN", "presidencia-lerdo", "hombre", "", None),
        (3, "ANA NÁJERA", "propietaria", "PAN", "presidencia-lerdo", "mujer", "", 40),
    ]  # fmt: skip


def test_un_campo_sale_de_dos_columnas_si_en_cada_renglon_lo_dice_una() -> None:
    """El número de las concejalías va en su cargo, y el de las demás, en su columna: antes había que editar el archivo."""
    mapa = MapaDePadron(
        columnas=(
            Regla(("Puesto",), formas=("{numero}a. {cargo}", "{cargo}")),
            Regla(("Sorteo",), a="numero"),
        )
    )
    titulos = ("Puesto", "ALCALDIA", "PARTIDO", "Sorteo", "NOMBRE COMPLETO", "CARACTER", "SEXO")

    def fila(puesto: str, sorteo: str) -> tuple[str, ...]:
        return (puesto, "Coyoacán", "MC", sorteo, "ANA NÁJERA", "Propietaria", "Mujer")

    filas = [
        fila("2a. Concejalía", ""),
        fila("2a. Concejalía", "2"),
        fila("Concejalía", "4"),
        fila("2a. Concejalía", "3"),
    ]
    registros, informe = _con(mapa, hoja(titulos, *filas), definicion=ALCALDIAS)
    assert [(r.fila, r.numero) for r in registros] == [(2, "3"), (3, "3"), (4, "5"), (5, "3")]
    frase = "Otra columna del mapa dice otra cosa de lo mismo en este renglón."
    assert dichos(informe.errores) == [("MAPA_DOS_VALORES", frase, 5, "Sorteo", 1)]


@pytest.mark.parametrize(
    ("cargo", "columna"),
    [("Otro", "cargo (fijos de padron.toml)"), (ANA[1], "municipio (del subtítulo de encima)")],
)
def test_lo_que_ningun_encabezado_dice_se_nombra_por_quien_lo_dice(cargo: str, columna: str) -> None:
    mapa = MapaDePadron(hojas=(HojaDelMapa("A", subtitulo="municipio", fijos={"cargo": cargo}),))
    filas = (("PARTIDO", "NOMBRE", "CALIDAD"), ("Lugar raro", "", ""), ("PAN", "ANA NÁJERA", "Propietaria"))
    assert [(e.fila, e.columna) for e in _con(mapa, hoja(*filas))[1].errores] == [(3, columna)]
