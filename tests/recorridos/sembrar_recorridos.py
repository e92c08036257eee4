"""Se corre aparte: coalición, candidatura común e independiente, unas por capturar y otras ya publicadas.

Es viernes 26 de abril de 2024, a las 16:00: lo que se pida hoy se resuelve el lunes.
"""

from __future__ import annotations

import csv
import json
from typing import Any

from recorridos.sembrar_jornada import COLUMNAS, CONTRASENA

# clave: nombre, apellido, distrito, partido que responde, bajo qué nombre va, carácter, si ya está publicada
PERSONAS = {
    "coalicion": ("AURORA", "MERAZ", 3, "PRI", "FYCXD", "Propietario", False),
    "comun": ("BRUNO", "OROZCO", 15, "", "CC", "Propietario", False),
    "independiente": ("CITLALI", "ROCHA", 6, "IND", "", "Propietario", False),
    "suplencia": ("DALIA", "VALLES", 6, "IND", "", "Suplente", False),
    "ajuste": ("ELVIRA", "SALAS", 1, "PT", "", "Propietario", True),
    "sale": ("FERMÍN", "LOZOYA", 2, "PT", "", "Propietario", True),
    "revoca": ("GLORIA", "ZÚÑIGA", 3, "PT", "", "Propietario", True),
    "hoja_1": ("HUGO", "ARCE", 4, "PT", "", "Propietario", False),
    "hoja_2": ("INÉS", "BARRAZA", 4, "PT", "", "Suplente", False),
}
GENTE = (
    ("ana", "partido", "PT"), ("pri", "partido", "PRI"), ("morena", "partido", "MORENA"),
    ("inigo", "independiente", "IND"), ("cora", "revision", ""), ("dina", "administracion", ""),
)  # fmt: skip


def main() -> None:
    from conoceles.arranque.preparacion import preparar

    preparar()
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.calendario import diario
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import carpetas
    from conoceles.publicacion.publicador import publicar, publicar_raiz
    from personas import CLAVE

    ahora = reloj.ahora()
    comun = _importar(ahora)
    diario.correr(ahora=ahora)
    filas = {
        clave: Candidatura.objects.select_related("formula").get(persona__primer_apellido=persona[1])
        for clave, persona in PERSONAS.items()
    }
    for clave, persona in PERSONAS.items():
        if persona[-1]:
            _validada(filas[clave], ahora)
    _cuentas(filas["independiente"], ahora)
    publicar(CLAVE, ahora=ahora)
    publicar_raiz(ahora=ahora)
    folios = {clave: fila.folio for clave, fila in filas.items()} | {"_comun": comun}
    (carpetas().datos / "jornada.json").write_text(json.dumps(folios))


def _validada(fila: Any, ahora: Any) -> None:
    """Con una respuesta de identidad que consintió publicar, y su formato firmado."""
    from conoceles.expediente.actos.decisiones import validar
    from personas import CORA, capturar, enviar, firmar

    capturar(fila, ahora, publicacion=True, p1="si", p3="otro", p3_otro="Pueblo de Prueba")
    enviar(fila, ahora)
    firmar(fila, ahora)
    validar(candidatura=fila, por=CORA, ahora=ahora)


def _importar(ahora: Any) -> str:
    """Devuelve el partido de origen de la candidatura común, según el convenio cargado."""
    from conoceles.expediente.actos.importacion import importar
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
    from conoceles.proceso.consultas import definicion
    from conoceles.proceso.operaciones import cargar
    from personas import CLAVE, SISTEMA

    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
    sigla = {(s.fuerza, s.contienda): s.partido for s in definicion(CLAVE).siglados}
    cargo = definicion(CLAVE).cargo("diputacion-mr").nombre
    ruta = carpetas().datos / "padron.csv"
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo)
        escritor.writerow(COLUMNAS)
        for nombre, apellido, distrito, partido, junto, caracter, _ in PERSONAS.values():
            responde = sigla[junto, f"diputacion-mr-{distrito:02d}"] if junto else partido
            escritor.writerow(
                [
                    cargo,
                    str(distrito),
                    responde,
                    junto,
                    "",
                    nombre,
                    apellido,
                    "SOLÍS",
                    caracter,
                    "MUJER",
                    "17/05/1980",
                ]
            )
    informe = importar(ruta, proceso=CLAVE, simular=False, por=SISTEMA, ahora=ahora)
    assert informe.altas == len(PERSONAS)
    return str(sigla["CC", "diputacion-mr-15"])


def _cuentas(independiente: Any, ahora: Any) -> None:
    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.proceso.models import Fuerza
    from personas import CLAVE, SISTEMA
    from segundo_factor import SECRETO, activar_totp, imprimir_codigos

    for nombre, papel, siglas in GENTE:
        ambito = f"formula:{independiente.formula_id}" if siglas == "IND" else ""
        if papel == "partido":
            ambito = f"fuerza:{Fuerza.objects.get(proceso=CLAVE, siglas=siglas).pk}"
        cuenta = crear_cuenta(
            correo=f"{nombre}@prueba.mx", clave=CONTRASENA, nombre=nombre.title(), papel=papel, ambito=ambito,
            por=SISTEMA, ahora=ahora,
        )  # fmt: skip
        if ambito:
            imprimir_codigos(cuenta)
        else:
            activar_totp(cuenta=cuenta, secreto=SECRETO)


if __name__ == "__main__":
    main()
