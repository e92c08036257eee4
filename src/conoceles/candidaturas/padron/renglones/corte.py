"""De las hojas a los registros de esta elección, con cada rareza anotada."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from conoceles.candidaturas.padron.archivo.lectura import Lectura
from conoceles.candidaturas.padron.columnas import recorrido, revisar_columnas
from conoceles.candidaturas.padron.encabezados import Tabla, lo_que_falta, reconocer
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.mapa import con_mapa, mapear
from conoceles.candidaturas.padron.pedidas import AYUDA
from conoceles.candidaturas.padron.renglones.alianzas import avisar_dobles
from conoceles.candidaturas.padron.renglones.cruce import Cruce, cruzar
from conoceles.candidaturas.padron.renglones.ocultos import exigir_que_se_vea
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.candidaturas.padron.renglones.renglon import Renglon
from conoceles.candidaturas.padron.renglones.sexos import avisar_como_se_leyo, significado_de_m
from conoceles.candidaturas.padron.renglones.territorio import Territorio
from conoceles.candidaturas.padron.titulos import sin_repetir
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos
from conoceles.proceso.definicion import Definicion


@dataclass
class Corte:
    """Lo que un archivo dice de una elección."""

    registros: list[Registro] = field(default_factory=list)
    con_identidad: bool = False


def armar(lectura: Lectura, definicion: Definicion, informe: Informe) -> Corte:
    """Interpreta todas las hojas. `ErrorDeDominio` si ninguna parece un padrón; lo demás va al informe."""
    mapeada = mapear(lectura, definicion, informe)
    principales, identidad = _tablas(mapeada, definicion, informe)
    _combinadas(mapeada, informe)
    territorio, cruce = Territorio(definicion), cruzar(identidad)
    corte = Corte(con_identidad=identidad is not None)
    fuera: Counter[tuple[str, str]] = Counter()
    for tabla in principales:
        revisar_columnas(tabla, definicion, informe)
        _leer(tabla, territorio, cruce, informe, corte, fuera)
        _sin_columna_de_sexo(tabla, informe)
    _anotar_fuera(fuera, informe)
    cruce.resumir(informe)
    _sin_pareja(corte, cruce, informe)
    avisar_dobles(corte.registros, definicion, informe)
    return corte


def _leer(
    tabla: Tabla,
    territorio: Territorio,
    cruce: Cruce,
    informe: Informe,
    corte: Corte,
    fuera: Counter[tuple[str, str]],
) -> None:
    letra_m = significado_de_m(tabla)
    avisar_como_se_leyo(tabla, letra_m, informe)
    informe.filas += len({numero for numero, _ in tabla.filas})  # la fórmula puede venir en un solo renglón
    for numero, fila in tabla.filas:
        if tabla.de_texto and recorrido(tabla.hoja, len(tabla.encabezados), numero, fila, informe):
            continue
        renglon = Renglon(tabla, numero, fila, territorio, cruce, informe, letra_m)
        if ajena := renglon.ajena():
            fuera[ajena] += 1
        else:
            corte.registros += renglon.registros()


def _tablas(lectura: Lectura, definicion: Definicion, informe: Informe) -> tuple[list[Tabla], Tabla | None]:
    columnas = con_mapa(definicion)
    principales: list[Tabla] = []
    identidad: Tabla | None = None
    ignoradas: list[str] = []
    for hoja in lectura.hojas:
        if hoja.nombre == AYUDA:
            continue
        tabla = reconocer(hoja, columnas)
        if tabla is None:
            ignoradas.append(lo_que_falta(hoja, columnas))
            valores = sum(bool(celda.strip()) for fila in hoja.filas for celda in fila)
            perdido = "perdería su único valor" if valores == 1 else f"perderían sus {valores:,} valores"
            cual = "La hoja, que está oculta," if hoja.ocultos.hoja else "La hoja"
            mensaje = f"{cual} no es un padrón y se {perdido}: {ignoradas[-1]}"
            informe.fallar("HOJA_IGNORADA", mensaje, hoja.nombre, valores=valores)
            continue
        tabla = sin_repetir(hoja, tabla, columnas, informe)
        exigir_que_se_vea(hoja, tabla, informe)
        if tabla.es_identidad and identidad is None:
            identidad = tabla
        else:
            principales.append(tabla)
    if not principales and identidad is not None:
        principales = [identidad]
    if not principales:
        causa = ignoradas[0] if ignoradas else "solo trae la hoja de ayuda."
        raise ErrorDeDominio(f"«{lectura.nombre}» no tiene los encabezados de un padrón: {causa}")
    if not informe.filas and not any(tabla.filas for tabla in principales):
        raise ErrorDeDominio(f"«{lectura.nombre}» tiene encabezados, pero ningún renglón.")
    return principales, identidad


def _combinadas(lectura: Lectura, informe: Informe) -> None:
    for hoja in lectura.hojas:
        if hoja.combinadas:
            cuantas = cuantos(
                hoja.combinadas,
                "celda combinada con la de arriba vale",
                "celdas combinadas con la de arriba valen",
            )
            mensaje = f"{cuantas} lo mismo que ella."
            informe.avisar("CELDA_COMBINADA", mensaje, hoja.nombre, valores=hoja.combinadas)


def _sin_columna_de_sexo(tabla: Tabla, informe: Informe) -> None:
    if not {"sexo", "genero"} & tabla.columnas.keys():
        quedan = cuantos(len(tabla.filas), "renglón queda", "renglones quedan")
        mensaje = f"La hoja no trae la columna del sexo: {quedan} sin ese dato."
        informe.avisar("SEXO_SIN_DATO", mensaje, tabla.hoja, valores=len(tabla.filas))


def _anotar_fuera(fuera: Counter[tuple[str, str]], informe: Informe) -> None:
    for (hoja, motivo), cuantas in sorted(fuera.items()):
        informe.fuera += cuantas
        ajenos = cuantos(
            cuantas,
            "renglón no es de esta elección; no se importó",
            "renglones no son de esta elección; no se importaron",
        )
        mensaje = f"{motivo}: {ajenos}."
        informe.avisar("FUERA_DE_PROCESO", mensaje, hoja, valores=cuantas)


def _sin_pareja(corte: Corte, cruce: Cruce, informe: Informe) -> None:
    if cruce.tabla is None:
        return
    for registro in corte.registros:
        if registro.identidad is None:
            mensaje = "Este renglón no está en la hoja de identidad; se importó con lo que dice la principal."
            informe.avisar("SIN_PAREJA_EN_OTRA_HOJA", mensaje, registro.hoja, registro.fila)
