"""Qué columnas pide el padrón en blanco de una elección, con su ayuda y sus valores."""

from __future__ import annotations

from candidaturas.sin_base import ALCALDIAS, ARCHIVO, DIPUTACIONES, VIGILANCIA
from conoceles.candidaturas.padron.pedidas import Pedida, pedidas

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
