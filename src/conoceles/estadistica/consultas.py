"""La estadística pública: cada indicador del catálogo, calculado y protegido."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from conoceles.bitacora.models import Entrada
from conoceles.estadistica import identidad, visitas
from conoceles.estadistica.acumulado import aporte
from conoceles.estadistica.celdas import celdas
from conoceles.estadistica.conteos import Aporte, Conteos, contar, dimensiones
from conoceles.estadistica.frases import frase, sin_publicar
from conoceles.estadistica.indicadores import EN_B, Indicador, indicadores
from conoceles.estadistica.poblacion import Registro, registros
from conoceles.estadistica.publicado import Celda, Cuenta, Publicado
from conoceles.nucleo import reloj
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion


@dataclass(frozen=True)
class _Calculo:
    """Un indicador ya contado: su población, su corte y sus celdas."""

    denominador: int
    corte: str
    celdas: list[Celda]
    estado: identidad.Estado = "asentada"
    epsilon: float = 0


def publica(clave: str, *, de_cero: bool = True) -> list[Publicado]:
    """Un objeto por indicador: `id`, `poblacion`, `numerador`, `denominador`, `corte`, `celdas`.

    `denominador` es un entero; `valor` es nulo en una celda que todavía no sale y `texto` dice por qué. Un
    indicador sin nada que contar no aparece; de un grupo de territorios que todavía no publica no se cuenta nada.
    `estado` dice si una tabla de identidad ya salió, saldrá o espera la base que la tiene. Sin `de_cero`, solo se cuentan otra vez las
    boletas que tocó la bitácora, como al publicar.
    """
    definicion = procesos.definicion(clave)
    esperan = definicion.por_publicar(reloj.ahora())
    return _calcula(definicion, aporte(definicion, esperan, de_cero=de_cero), None)


def en_corte(
    clave: str, corte: datetime, *, afuera: bool = True, de: Sequence[Registro] | None = None
) -> list[Publicado]:
    """Las cifras de los informes. `afuera`: lo mismo que `publica` habría dicho en ese momento. `de`: los registros
    de ese corte, si ya se leyeron.

    Vistas desde dentro cuentan también a los grupos de territorios que todavía no publican.
    """
    definicion = procesos.definicion(clave)
    esperan = definicion.por_publicar(corte) if afuera else {}
    entonces = [r for r in (registros(definicion, corte) if de is None else de) if r.contienda not in esperan]
    return _calcula(definicion, contar(entonces, dimensiones(definicion)), corte)


def _calcula(definicion: Definicion, contado: Aporte, al: datetime | None) -> list[Publicado]:
    conteos, ahora = Conteos(contado), al or reloj.ahora()
    en_a = _local(definicion, al) if al else _ultimo_acto(definicion)
    tablas = identidad.tablas(definicion, conteos.poblacion, ahora)
    salida = list[Publicado]()
    for indicador in indicadores(definicion):
        if indicador.clase in EN_B and indicador.dimension not in tablas:
            continue
        if indicador.clase in EN_B:
            calculo = _en_b(definicion, *tablas[indicador.dimension])
        elif indicador.clase == "visitas":
            calculo = _visitas(definicion, ahora)
        else:
            calculo = _en_a(indicador, definicion, conteos, en_a)
        if calculo.celdas:
            salida.append(_objeto(indicador, calculo, definicion))
    return salida


def _objeto(indicador: Indicador, calculo: _Calculo, definicion: Definicion) -> Publicado:
    objeto: Cuenta = {
        "id": indicador.id,
        "titulo": indicador.titulo,
        "clase": indicador.clase,
        "poblacion": indicador.poblacion,
        "numerador": indicador.numerador,
        "denominador": calculo.denominador,
        "denominador_texto": indicador.denominador,
        "corte": calculo.corte,
        "corte_texto": indicador.corte,
        "proteccion": indicador.proteccion,
        "estado": calculo.estado,
        "celdas": calculo.celdas,
    }
    if indicador.proteccion == "ruido" and calculo.estado == "asentada":
        objeto["epsilon"] = calculo.epsilon
        objeto["contadas_exactas"] = sum(c["contadas_exactas"] for c in calculo.celdas)
    if calculo.estado != "asentada":
        dia = definicion.calendario.dia("identidad_corte")
        return {**objeto, "frase": sin_publicar(calculo.estado, dia)}
    return {**objeto, "frase": frase(objeto)}


def _en_a(indicador: Indicador, definicion: Definicion, conteos: Conteos, corte: str) -> _Calculo:
    cuantas = conteos.de(indicador).total() if indicador.parcial else conteos.poblacion
    return _Calculo(cuantas, corte, celdas(indicador, definicion, conteos))


def _en_b(
    definicion: Definicion, tabla: identidad.Asentada, celdas_: list[Celda], estado: identidad.Estado
) -> _Calculo:
    """La población y el corte son los de la tabla asentada: sus celdas suman lo que dice su denominador."""
    local = tabla.corte.astimezone(ZoneInfo(definicion.calendario.zona))
    epsilon = round(float(tabla.epsilon), 4)
    return _Calculo(tabla.poblacion, local.isoformat(timespec="minutes"), celdas_, estado, epsilon)


def _visitas(definicion: Definicion, ahora: datetime) -> _Calculo:
    dias = visitas.celdas(definicion.clave, definicion.calendario.dia_local(ahora))
    return _Calculo(sum(c["valor"] or 0 for c in dias), dias[-1]["clave"] if dias else "", dias)


def _ultimo_acto(definicion: Definicion) -> str:
    """Momento del último acto de la elección en A: si nada cambió, el corte tampoco."""
    ultima = Entrada.objects.using("default").filter(proceso=definicion.clave).order_by("-id").first()
    momento: datetime = ultima.momento if ultima else reloj.ahora()
    return _local(definicion, momento)


def _local(definicion: Definicion, momento: datetime) -> str:
    return momento.astimezone(ZoneInfo(definicion.calendario.zona)).isoformat(timespec="seconds")
