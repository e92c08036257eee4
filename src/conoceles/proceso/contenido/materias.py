"""De qué es cada cambio, y qué acto lo autoriza: uno no vale por otro sin que alguien lo diga."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.contenido.edicion import Valor
from conoceles.proceso.contenido.historia import citar, leer
from conoceles.proceso.definicion import Acuerdo

OPERACION = "operación"  # lo que ningún órgano aprueba: el acto se cita si lo hay
# Materia → de qué partes de la definición; lo que no está en ninguna es de la operación.
_RAICES = {
    "fechas": "calendario edad_al veda_detiene cortes_datos",
    "temas": "temas",
    "preguntas": "curricular identidad declaraciones consentimiento rubrica grupos_edad umbral_estadistico fotografia",
    "fuerzas": "fuerzas siglados",
    "boletas": "cargos contiendas municipios distritos territorio secciones boleta acciones_afirmativas",
    "avisos": "avisos conservacion derechos",
    "elección": "clave nombre entidad institucion historico revision actos",
}
_DE_RAIZ = {raiz: materia for materia, raices in _RAICES.items() for raiz in raices.split()}
_DE_GRUPO = {
    "calendario": "fechas", "avisos": "avisos", "actos": "elección", "ayuda": "textos", "portadas": "textos",
}  # fmt: skip
MATERIAS = (*_RAICES, "textos", OPERACION)


@dataclass(frozen=True)
class Citado:
    """Un acto y las materias que autoriza; ninguna, la única que haya."""

    acuerdo: Acuerdo
    para: frozenset[str] = frozenset()


def de_raiz(raiz: str) -> str:
    """La materia de esa parte de la definición."""
    return _DE_RAIZ.get(raiz, OPERACION)


def de_grupo(grupo: str) -> str:
    """La de las piezas de ese grupo."""
    return _DE_GRUPO.get(grupo, OPERACION)


def repartir(citados: Sequence[Citado], piden: Collection[str]) -> dict[str, Acuerdo]:
    """Materia → el acto que la autoriza. `ErrorDeDominio` (`acto`) si uno valdría por varias sin decirlo."""
    de_cada_una: dict[str, Acuerdo] = {}
    for citado in citados:
        suyas = citado.para or {*piden}
        if not citado.para and len(suyas) > 1:
            raise ErrorDeDominio(
                f"Cambian varias materias: {', '.join(sorted(suyas))}. Diga cuáles autoriza {citado.acuerdo.numero}, con "
                "--para MATERIA,MATERIA, o cite el acto de cada una. No se cambió nada.",
                campo="acto",
            )
        if repetidas := suyas & de_cada_una.keys():
            raise ErrorDeDominio(f"Dos actos dicen autorizar {', '.join(sorted(repetidas))}.", campo="acto")
        if ajenas := suyas - {*MATERIAS}:
            raise ErrorDeDominio(
                f"«{', '.join(sorted(ajenas))}» no es una materia. Son: {', '.join(MATERIAS)}.", campo="para"
            )
        de_cada_una |= dict.fromkeys(suyas, citado.acuerdo)
    return de_cada_una


def a_json(citados: Sequence[Citado]) -> list[dict[str, object]]:
    """Como se guardan con lo que se propone."""
    return [citar(c.acuerdo) | {"para": sorted(c.para)} for c in citados]


def de_json(dichos: Sequence[Valor]) -> list[Citado]:
    """Lo contrario de `a_json`."""
    return [Citado(leer(d), frozenset(d["para"])) for d in dichos]
