"""De las hojas a los registros de esta elección, con cada rareza anotada."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from conoceles.candidaturas.padron.columnas import revisar_columnas
from conoceles.candidaturas.padron.cruce import Cruce, cruzar
from conoceles.candidaturas.padron.encabezados import Tabla, reconocer
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.lectura import Lectura
from conoceles.candidaturas.padron.pedidas import AYUDA
from conoceles.candidaturas.padron.registro import Registro
from conoceles.candidaturas.padron.renglon import Renglon
from conoceles.candidaturas.padron.territorio import Territorio
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.definicion import Definicion


@dataclass
class Corte:
    """Lo que un archivo dice de una elección."""

    registros: list[Registro] = field(default_factory=list)
    con_identidad: bool = False


def armar(lectura: Lectura, definicion: Definicion, informe: Informe) -> Corte:
    """Interpreta todas las hojas. `ErrorDeDominio` si ninguna parece un padrón; lo demás va al informe."""
    principales, identidad = _tablas(lectura, informe)
    territorio, cruce = Territorio(definicion), cruzar(identidad)
    corte = Corte(con_identidad=identidad is not None)
    fuera: Counter[tuple[str, str]] = Counter()
    for tabla in principales:
        revisar_columnas(tabla, informe)
        m_es_hombre = _m_es_hombre(tabla)
        for numero, fila in tabla.filas:
            informe.filas += 1
            renglon = Renglon(tabla, numero, fila, territorio, cruce, informe, m_es_hombre)
            if ajena := renglon.ajena():
                fuera[ajena] += 1
            else:
                corte.registros += renglon.registros()
    _anotar_fuera(fuera, informe)
    cruce.resumir(informe)
    _sin_pareja(corte, cruce, informe)
    return corte


def _tablas(lectura: Lectura, informe: Informe) -> tuple[list[Tabla], Tabla | None]:
    principales: list[Tabla] = []
    identidad: Tabla | None = None
    for hoja in lectura.hojas:
        if hoja.nombre == AYUDA:
            continue
        tabla = reconocer(hoja)
        if tabla is None:
            informe.avisar(
                "HOJA_IGNORADA", "La hoja no tiene los encabezados de un padrón; no se usó.", hoja.nombre
            )
        elif tabla.es_identidad and identidad is None:
            identidad = tabla
        else:
            principales.append(tabla)
    if not principales and identidad is not None:
        principales = [identidad]
    if not principales:
        raise ErrorDeDominio(
            f"«{lectura.nombre}» no tiene los encabezados de un padrón (nombre, cargo o ámbito, partido, carácter)."
        )
    if not any(tabla.filas for tabla in principales):
        raise ErrorDeDominio(f"«{lectura.nombre}» tiene encabezados, pero ningún renglón.")
    return principales, identidad


def _m_es_hombre(tabla: Tabla) -> bool:
    """En una columna con F y M, la M es de masculino; con H y M, de mujer."""
    indice = tabla.columnas.get("sexo")
    valores = {
        fila[indice].strip().upper() for _, fila in tabla.filas if indice is not None and indice < len(fila)
    }
    return "F" in valores and "H" not in valores


def _anotar_fuera(fuera: Counter[tuple[str, str]], informe: Informe) -> None:
    for (hoja, motivo), cuantas in sorted(fuera.items()):
        informe.fuera += cuantas
        mensaje = f"{motivo}: {cuantas} renglones no son de esta elección; no se importaron."
        informe.avisar("FUERA_DE_PROCESO", mensaje, hoja)


def _sin_pareja(corte: Corte, cruce: Cruce, informe: Informe) -> None:
    if cruce.tabla is None:
        return
    for registro in corte.registros:
        if registro.identidad is None:
            mensaje = "Este renglón no está en la hoja de identidad; se importó con lo que dice la principal."
            informe.avisar("SIN_PAREJA_EN_OTRA_HOJA", mensaje, registro.hoja, registro.fila)
