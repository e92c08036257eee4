"""El padrón inventado, escrito en la plantilla: una fórmula por cada manera de llegar a la boleta."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

CARGO = "Diputación de mayoría relativa"
# distrito, quien postula, propietaria, suplente
FORMULAS = (
    ("1", "FYCXD", "Aurora Meraz", "Berta Nevárez"),
    ("15", "CC", "Citlali Orozco", "Dalia Rocha"),
    ("6", "IND", "Elvira Salas", "Flor Valles"),
    ("3", "PT", "Gloria Ibarra", "Hilda Jáquez"),
)
SEGUNDO_CORTE = (*FORMULAS, ("4", "PT", "Irene Luna", "Julia Mora"))


def llenar(plantilla: Path, formulas: tuple[tuple[str, ...], ...], destino: Path) -> None:
    """Un renglón por persona, bajo los encabezados que trae."""
    libro = load_workbook(plantilla)
    hoja = libro.worksheets[0]
    titulos = {str(celda.value): celda.column for celda in hoja[1]}
    for distrito, fuerza, *personas in formulas:
        for caracter, persona in zip(("PROPIETARIA", "SUPLENTE"), personas, strict=True):
            nombre, apellido = persona.upper().split()
            dicho = {
                "PARTIDO_COALICION": fuerza, "CARGO": CARGO, "DISTRITO_LOCAL": distrito, "TIPO_CANDIDATO": caracter,
                "NOMBRES": nombre, "PRIMER_APELLIDO": apellido, "SEGUNDO_APELLIDO": "SOLÍS", "SEXO": "MUJER",
                "FECHA_DE_NACIMIENTO": "17/05/1980",
            }  # fmt: skip
            renglon = hoja.max_row + 1
            for titulo, valor in dicho.items():
                hoja.cell(renglon, titulos[titulo], valor)
    libro.save(destino)
