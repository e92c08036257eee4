"""El mapa que se propone, renglón por renglón: lo seguro sin comentar, y cada duda con su pregunta entera."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from candidaturas.sin_base import ALCALDIAS, ARCHIVO, DIPUTACIONES, VIGILANCIA, hoja
from conoceles.candidaturas.padron.archivo.lectura import Hoja, Lectura
from conoceles.candidaturas.padron.mapa import proponer
from conoceles.candidaturas.padron.pedidas import Pedida, pedidas
from conoceles.proceso.definicion import Definicion, Puesto

CABEZA = """\
# Mapa del padrón, propuesto a partir de «ine.xlsx» el 2026-11-26.
# Lo que está escrito es seguro; lo que empieza con «#» es una pregunta: quítele el «#» si es así, o corríjalo.
# Guárdelo como padron.toml en la carpeta de la elección y vuelva a cargarla con `conoceles proceso cargar`.
"""
CAMPOS = (
    "# Una columna puede llenar: fuerza, partido, coalicion, postulacion, cargo, principio, entidad, distrito, cabecera, "
    "municipio, ambito, circunscripcion, numero, nombre, primer_apellido, apellidos, segundo_apellido, calidad, sexo, "
    "genero, edad, nacimiento, curp, sobrenombre, reeleccion, medida, correo; de la suplente, con «suplente.» delante.\n\n"
)
COMUNES = ("CARGO", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO")
ANA = ("Diputación de mayoría relativa", "Propietaria", "ANA NÁJERA", "Mujer")
ESTUDIOS = (
    "# «Estudios»: «Sin estudios», «Primaria», «Secundaria», «Preparatoria», «Técnica», «Licenciatura», «Especialidad», "
    "«Maestría», «Doctorado», «Posdoctorado».\n# [valores.grado]\n"
)


def _propuesto(*hojas: Hoja, definicion: Definicion = DIPUTACIONES) -> str:
    texto = proponer(Lectura("ine.xlsx", "xlsx", "", hojas), definicion, date(2026, 11, 26))
    assert texto.startswith(CABEZA)
    return texto.removeprefix(CABEZA).lstrip("\n")


def _con(titulos: tuple[str, ...], *filas: tuple[str, ...]) -> str:
    return _propuesto(hoja(COMUNES + titulos, *(ANA + fila for fila in filas)))


def test_lo_que_se_conoce_por_su_nombre_es_seguro_y_lo_demas_una_pregunta() -> None:
    titulos = (
        "Facebook", "X", "Otra red", "Teléfono 1", "Teléfono 2", "Nivel de estudios", "Signo", "Nombre del suplente",
        "Postula", "Distrito y cabecera", "Ocupación",
    )  # fmt: skip
    una = (
        "@a",
        "@a",
        "z",
        "1",
        "2",
        "Licenciatura",
        "Leo",
        "EVA PAZ",
        "Acción Nacional (PAN)",
        "5: Durango",
        "x",
    )
    otra = ("@b", "", "", "3", "", "Maestría", "Virgo", "", "PRI", "6: Durango", "y")
    assert _con(titulos, una, otra) == (
        f"{CAMPOS}# 2 de 2 dicen un distrito y su cabecera. ¿Es el distrito local?\n"
        '# [[columnas]]\n# de = "Distrito y cabecera"\n# formas = ["{distrito}: {cabecera}"]\n\n'
        '[[columnas]]\nde = ["Facebook", "X"]\na = "redes"\n'
        "rotula = true # «cuenta» queda como «Facebook: cuenta»\n\n"
        '[[columnas]]\nde = ["Teléfono 1", "Teléfono 2"]\na = "telefonos"\n\n'
        '# "Otra red": ¿Es otra red social (1 valor)? Si lo es, agréguela a la lista de las redes.\n\n'
        "# No se reconoce (2 valores); sus valores parecen «Estudios». ¿Lo es?\n"
        '# [[columnas]]\n# de = "Nivel de estudios"\n# a = "grado"\n\n'
        "# No se reconoce (2 valores). ¿Qué es? Diga su campo o, si no se guarda, póngala en «descarta».\n"
        '# [[columnas]]\n# de = "Signo"\n# a = "¿?"\n\n'
        "# No se reconoce (1 valor). ¿Es un dato de la suplente?\n"
        '# [[columnas]]\n# de = "Nombre del suplente"\n# a = "suplente.nombre"\n\n'
        "# No se reconoce (2 valores); su nombre se parece. ¿Lo es?\n"
        '# [[columnas]]\n# de = "Postula"\n# a = "fuerza"\n\n'
        "# La fuerza que postula: «PAN», «PRI», «PRD», «PVEM», «PT», «MC», «MORENA», «FYCXD», «SHHD», «CC», «IND».\n"
        '# [valores.fuerza]\n# "Acción Nacional (PAN)" = "PAN" # 1 celda. ¿Es eso?\n'
    )


def test_las_celdas_con_dos_datos_se_parten_y_de_lo_ajeno_al_catalogo_se_pregunta() -> None:
    texto = _propuesto(
        hoja(
            (*COMUNES, "ESCOLARIDAD", "Dato 1", "Dato 2", "Partido Coalicion", "DISTRITO"),
            (*ANA, "Lic. en derecho", "a", "b", "Partido Acción Nacional (PAN)", "3: Durango"),
            (*ANA, "Licenciatura trunca", "", "c", "Los Otros", "4: Durango"),
        ),
        hoja(("Título",), ("x",), nombre="Portada"),
    )
    assert texto == (
        f'{CAMPOS}[[hojas]]\nnombre = "A"\nencabezados = 1\n\n'
        '[[columnas]]\nde = "Partido Coalicion"\nformas = ["{} ({fuerza})", "{fuerza}"]\n\n'
        '[[columnas]]\nde = "DISTRITO"\nformas = ["{distrito}: {cabecera}"]\n\n'
        "# ¿Estas 2 columnas son una sola pregunta, en partes?\n"
        '# [[columnas]]\n# de = ["Dato 1", "Dato 2"]\n# a = "¿?"\n\n'
        f'{ESTUDIOS}# "Lic. en derecho" = "¿?" # 1 celda. ¿Qué es? «» si es un relleno.\n'
        '# "Licenciatura trunca" = "Licenciatura" # 1 celda. ¿Es eso?\n'
    )


def test_dos_respuestas_en_una_celda_se_parten_si_todas_se_entienden_y_si_no_se_pregunta() -> None:
    partes = '{0}[[columnas]]\n{0}de = "ESCOLARIDAD"\n{0}formas = ["{{grado}} {{estatus_grado}}"]\n{0}[columnas.partes]\n'
    partes += '{0}"Doctorado" = {{ grado = "Doctorado" }}\n'
    celdas = [("Licenciatura trunca",), ("Maestría Título",), ("Doctorado",)]
    assert _con(("ESCOLARIDAD",), *celdas) == partes.format("")
    celdas = [("Lic. Derecho trunca",), ("Posgrado Título",), ("Posgrado Zeta",), ("Doctorado",)]
    assert _con(("ESCOLARIDAD",), *celdas) == (
        "# ¿Trae dos respuestas? «Lic. Derecho trunca» parece «Estatus del grado» al final.\n"
        f'{partes.format("# ")}\n{ESTUDIOS}# "Lic. Derecho" = "¿?" # 1 celda. ¿Qué es? «» si es un relleno.\n'
        '# "Posgrado" = "Posdoctorado" # 2 celdas. ¿Es eso?\n'
    )


@pytest.mark.parametrize(("cuantos", "se_pregunta"), [(40, True), (41, False)])
def test_si_son_demasiados_los_valores_ajenos_se_dice_cuantos(cuantos: int, se_pregunta: bool) -> None:
    texto = _con(("ESCOLARIDAD",), *((f"Zeta {n:02}",) for n in range(cuantos)))
    muchos = f"{ESTUDIOS}# {cuantos} valores distintos no se entienden: revise si la columna es esa.\n"
    assert (texto == muchos, texto.count("= ")) == ((False, 40) if se_pregunta else (True, 0))


def test_de_la_accion_afirmativa_no_se_dice_cuantas_la_traen() -> None:
    assert _con(("ACCION_AFIRMATIVA",), ("Rara",), ("Rara",)) == (
        "# La acción afirmativa: «Jóvenes», «Personas indígenas», «Personas migrantes», «Personas con discapacidad», "
        "«Diversidad sexual», «Personas adultas mayores».\n"
        '# [valores.medida]\n# "Rara" = "¿?" # ¿Qué es? «» si es un relleno.\n'
    )


_COMITE = replace(
    VIGILANCIA.cargos[0], suplencias=1, puestos=(Puesto("Presidencia"), Puesto("Vocalía", 2)), sinonimos=()
)
_LUGARES = ("Presidencia", "Vocalía 1", "Vocalía 2")
CONSEJO = replace(
    VIGILANCIA,
    cargos=(_COMITE,),
    contiendas=tuple(replace(c, puestos=_LUGARES) for c in VIGILANCIA.contiendas),
)
SINDICATO = (
    "Puesto al que aspira",
    "Aspirante",
    "Núm. de registro",
    "Nació el",
    "Turno",
    "Antigüedad",
    "Seña",
)


def test_lo_que_no_se_reconoce_dice_como_son_sus_valores_para_contestar_sin_abrir_el_archivo() -> None:
    filas = [
        ("Diputada de mayoría", "Ofelia Rentería Lazo", "1", "12/03/1975", "Noche", "21", "alta"),
        ("Diputado por mayoría", "Tomás Quiñones Ibarra", "2", "01/07/1980", "Noche", "30", "baja"),
        ("Diputada por mayoría", "Lidia Baeza Corona", "1", "23/11/1983", "Noche", "3", "otra"),
        ("Diputada de mayoría", "Hilario Mota Rivas", "2", "05/05/1969", "Día", "9", "más"),
    ]
    titulos = ("SEXO", "CALIDAD", *SINDICATO, "Contacto")
    telefonos = (f"618123456{n}" for n in range(len(filas)))
    texto = _propuesto(hoja(titulos, *(("Mujer", "Propietaria", *f, next(telefonos)) for f in filas)))
    assert "Ofelia" not in texto  # de lo que es de una persona no se da ejemplo
    assert "618123456" not in texto
    for pregunta, de, a in (
        ("; sus valores parecen el cargo. ¿Lo es?", SINDICATO[0], "cargo"),
        ("; sus valores parecen nombres de personas, sin ninguno repetido. ¿Lo son?", "Aspirante", "nombre"),
        (
            "; sus valores son números, de 1 a 2. ¿Es el de la fórmula o el lugar en la lista?",
            SINDICATO[2],
            "numero",
        ),
        ("; sus valores son fechas. ¿Es la de nacimiento?", "Nació el", "nacimiento"),
    ):
        assert f'# No se reconoce (4 valores){pregunta}\n# [[columnas]]\n# de = "{de}"\n# a = "{a}"' in texto
    for como, de in (
        ("dice «Noche» y 1 distinto más", "Turno"),
        ("son números, de 3 a 30", "Antigüedad"),
        ("casi ninguno se repite", "Seña"),
    ):
        assert (
            f"# No se reconoce (4 valores: {como}). ¿Qué es?" in texto.partition(f'# de = "{de}"')[0][-150:]
        )


def test_un_numero_no_nombra_un_puesto_numerado_y_una_vocal_si() -> None:
    filas = [("PRESIDENTA", "1"), ("Primer vocal", "2"), ("Segundo vocal", "1")]
    texto = _propuesto(
        hoja(("NOMBRE", "SEXO", "Va para", "Cuadrilla"), *(("ANA", "Mujer", *fila) for fila in filas)),
        definicion=CONSEJO,
    )
    assert '# de = "Va para"\n# a = "cargo"' in texto
    assert '# de = "Cuadrilla"\n# a = "¿?"' in texto
    assert '# "Primer vocal" = "Vocalía 1" # 1 celda. ¿Es eso?\n# "Segundo vocal" = "Vocalía 2"' in texto


def test_cual_hoja_es_la_de_esta_eleccion_lo_dice_una_persona() -> None:
    hojas = [hoja(COMUNES, ANA, nombre=nombre) for nombre in ("Uno", "Dos", "Tres")]
    assert _propuesto(*hojas) == (
        "# ¿Cuáles de estas hojas son de esta elección? Las que no se nombren no se leen.\n\n"
        '# [[hojas]]\n# nombre = "Uno"\n# encabezados = 1\n\n# [[hojas]]\n# nombre = "Dos"\n# encabezados = 1\n\n'
        '# [[hojas]]\n# nombre = "Tres"\n# encabezados = 1\n'
    )
    assert _propuesto(*hojas[:2], hoja(("x",), nombre="Ayuda del padrón")) == ""  # las dos hojas del INE


def test_con_los_titulos_en_dos_renglones_cada_columna_es_de_una_persona() -> None:
    texto = _propuesto(
        hoja(("", "", "PROPIETARIA", "", "SUPLENTE"), ("CARGO", "DISTRITO", "NOMBRE", "SEXO", "NOMBRE"), (ANA[0], "5", "ANA", "Mujer", "EVA"))
    )  # fmt: skip
    pregunta = (
        '# No se reconoce (1 valor). ¿Es un dato de la {}?\n# [[columnas]]\n# de = "{} {}"\n# a = "{}"\n'
    )
    assert texto == '[[hojas]]\nnombre = "A"\nencabezados = [1, 2]\n\n' + "\n".join(
        (
            pregunta.format("propietaria", "PROPIETARIA", "NOMBRE", "nombre"),
            pregunta.format("propietaria", "PROPIETARIA", "SEXO", "sexo"),
            pregunta.format("suplente", "SUPLENTE", "NOMBRE", "suplente.nombre"),
        )
    )


def test_un_encabezado_conocido_con_valores_de_otra_cosa_se_pregunta() -> None:
    fila = ("Presidencia municipal", "Lerdo", "ANA", "MC", "a@b.mx", "c@d.mx", "41", "La")
    titulos = (
        "CARGO",
        "DISTRITO",
        "NOMBRE_COMPLETO",
        "PARTIDO",
        "Correo 1",
        "Correo 2",
        "Prop Edad",
        "Titular alias",
    )
    assert _propuesto(hoja(titulos, fila), definicion=ARCHIVO) == (
        '[[columnas]]\nde = ["Correo 1", "Correo 2"]\na = "correos"\n\n'
        "# No todos sus valores son el distrito; ¿la columna es el municipio?\n"
        '# [[columnas]]\n# de = "DISTRITO"\n# a = "municipio"\n\n'
        "# No se reconoce (1 valor). ¿Es un dato de la propietaria?\n"
        '# [[columnas]]\n# de = "Prop Edad"\n# a = "edad"\n\n'
        "# No se reconoce (1 valor). ¿Es un dato de la propietaria?\n"
        '# [[columnas]]\n# de = "Titular alias"\n# a = "sobrenombre"\n'
    )


NUMERO = "Lugar en la lista, si la hay; donde la misma fuerza postula varias fórmulas, el de cada una."
DE_LA_PERSONA = (
    Pedida("nombre", "NOMBRES", "Solo el nombre, sin apellidos.", True),
    Pedida("primer_apellido", "PRIMER_APELLIDO", "Como está en el acta.", True),
    Pedida("segundo_apellido", "SEGUNDO_APELLIDO", "Vacío si no tiene."),
    Pedida("sexo", "SEXO", "Con la palabra completa.", valores=("MUJER", "HOMBRE", "NO BINARIO")),
    Pedida("nacimiento", "FECHA_DE_NACIMIENTO", "Día, mes y año: 03/05/1980."),
    Pedida("curp", "CURP", "Solo se guarda un resumen, para reconocer a la persona en otro corte."),
    Pedida("sobrenombre", "SOBRENOMBRE", "El de la boleta, tal como se escribe ahí."),
    Pedida("reeleccion", "REELECCION", "Si busca la elección consecutiva.", valores=("SI", "NO")),
    Pedida("correo", "CORREO_DE_AVISOS", "Una sola dirección; no se publica."),
)


def test_las_columnas_que_se_piden_son_las_de_la_eleccion_con_su_ayuda() -> None:
    assert pedidas(VIGILANCIA) == (
        Pedida("fuerza", "PARTIDO_COALICION", "Quien postula: siglas o nombre.", True, ("ASAMBLEA", "EJIDOS")),
        Pedida("cargo", "CARGO", "El cargo de la elección.", True, ("Consejería de vigilancia",)),
        Pedida(
            "municipio", "MODULO_DE_RIEGO", "El nombre, en los cargos que se eligen por módulo de riego.",
            valores=("La Esperanza", "El Porvenir", "Las Palomas", "San Isidro"),
        ),
        Pedida("numero", "NUM_LISTA_O_FORMULA", NUMERO),
        Pedida("calidad", "TIPO_CANDIDATO", "Si es propietaria o suplente.", True, ("PROPIETARIA", "SUPLENTE 1", "SUPLENTE 2", "SUPLENTE 3")),
        *DE_LA_PERSONA,
    )  # fmt: skip


def test_en_diputaciones_se_piden_el_distrito_y_la_accion_afirmativa_y_en_alcaldias_el_puesto() -> None:
    columnas = {p.clave: p for p in pedidas(DIPUTACIONES)}
    assert columnas["distrito"] == Pedida(
        "distrito", "DISTRITO_LOCAL", "Número del distrito; vacío en la lista de representación proporcional.",
        valores=tuple(map(str, range(1, 16))),
    )  # fmt: skip
    assert [*columnas][-1] == "medida"
    assert (columnas["medida"].titulo, columnas["medida"].ayuda, columnas["medida"].valores[0]) == (
        "ACCION_AFIRMATIVA", "La acción afirmativa del acuerdo de registro; si son varias, separadas por punto y coma.",
        "Acción afirmativa: jóvenes",
    )  # fmt: skip
    puesto = next(p for p in pedidas(ALCALDIAS) if p.clave == "cargo")
    assert (puesto.ayuda, puesto.obligatoria) == ("El cargo; en una planilla, el puesto.", True)


def test_de_un_archivo_historico_se_piden_tambien_sus_respuestas_con_la_pregunta_como_ayuda() -> None:
    respuestas = [p for p in pedidas(ARCHIVO) if p.clave.startswith("curricular.")]
    grado = next(p for p in respuestas if p.titulo == "ESCOLARIDAD")
    assert (respuestas[0], len(respuestas)) == (Pedida("curricular.redes", "REDES", "Redes sociales"), 14)
    assert (grado.ayuda, grado.valores[:2]) == ("Grado máximo de estudios", ("Sin estudios", "Primaria"))
