"""Se corre aparte: deja una elección pequeña y publicada en su propia carpeta, lista para `servir`.

Uso: `python -m recorridos.sembrar_jornada`. Escribe `jornada.json`: nombre → folio de cada candidatura.
"""

from __future__ import annotations

import csv
import json
from typing import Any

CONTRASENA = "jornada-de-prueba-2024"
PERSONAS = {
    "ana": ("MARÍA DE LA LUZ", "ÑÁÑEZ", "Propietario"),
    "beto": ("ROSALÍA", "QUIÑONES", "Suplente"),
    "sin_guiones": ("GUADALUPE", "ARREOLA", "Propietario"),
    "teclado": ("INÉS", "BARRAZA", "Suplente"),
    "recorte": ("AURORA", "MERAZ", "Propietario"),
    "sesion": ("CITLALI", "OROZCO", "Suplente"),
    "ventanas": ("DALIA", "ROCHA", "Propietario"),
    "telefono": ("FLOR", "VALLES", "Suplente"),
}
COLUMNAS = (
    "CARGO", "DISTRITO", "PARTIDO", "COALICION", "LISTA", "NOMBRE", "PRIMER APELLIDO", "SEGUNDO APELLIDO",
    "CARACTER", "SEXO", "FECHA DE NACIMIENTO",
)  # fmt: skip


def main() -> None:
    from conoceles.arranque.preparacion import preparar

    preparar()
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.actos.decisiones import validar
    from conoceles.expediente.calendario import diario
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import carpetas
    from conoceles.publicacion.publicador import publicar, publicar_raiz
    from personas import CLAVE, CORA, capturar, enviar

    ahora = reloj.ahora()
    _importar(ahora)
    diario.correr(ahora=ahora)
    folios = {
        clave: Candidatura.objects.get(persona__primer_apellido=apellido).folio
        for clave, (_, apellido, _) in PERSONAS.items()
    }
    otra = Candidatura.objects.select_related("formula").get(folio=folios["beto"])
    capturar(otra, ahora)
    enviar(otra, ahora)
    validar(candidatura=otra, por=CORA, ahora=ahora)
    _cuentas(ahora)
    publicar(CLAVE, ahora=ahora)
    publicar_raiz(ahora=ahora)
    (carpetas().datos / "jornada.json").write_text(json.dumps(folios))


def _importar(ahora: Any) -> None:
    """Un padrón de dos fórmulas del PT, con los encabezados del sistema de registro."""
    from conoceles.expediente.actos.importacion import importar
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
    from conoceles.proceso.consultas import definicion
    from conoceles.proceso.operaciones import cargar
    from personas import CLAVE, SISTEMA

    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
    cargo = definicion(CLAVE).cargo("diputacion-mr").nombre
    ruta = carpetas().datos / "padron.csv"
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo)
        escritor.writerow(COLUMNAS)
        for lugar, (nombre, apellido, caracter) in enumerate(PERSONAS.values()):
            distrito = str(1 + lugar // 2)
            escritor.writerow(
                [cargo, distrito, "PT", "", "", nombre, apellido, "SOLÍS", caracter, "MUJER", "17/05/1980"]
            )
    importar(ruta, proceso=CLAVE, simular=False, por=SISTEMA, ahora=ahora)


def _cuentas(ahora: Any) -> None:
    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.proceso.models import Fuerza
    from personas import CLAVE, SISTEMA
    from segundo_factor import SECRETO, activar_totp, imprimir_codigos

    pt = Fuerza.objects.get(proceso=CLAVE, siglas="PT")
    for nombre, papel, ambito in (("Ana", "partido", f"fuerza:{pt.pk}"), ("Cora", "revision", "")):
        cuenta = crear_cuenta(
            correo=f"{nombre.lower()}@prueba.mx", clave=CONTRASENA, nombre=nombre, papel=papel, ambito=ambito,
            por=SISTEMA, ahora=ahora,
        )  # fmt: skip
        if papel == "revision":
            activar_totp(cuenta=cuenta, secreto=SECRETO)
        else:
            imprimir_codigos(cuenta)


if __name__ == "__main__":
    main()
