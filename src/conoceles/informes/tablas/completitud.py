"""Q5 y Q6: qué se contestó y qué se consintió. De identidad, las mismas cifras del sitio, y ninguna contada aparte."""

from __future__ import annotations

from collections import Counter

from conoceles.estadistica.indicadores import Indicador, indicadores
from conoceles.estadistica.publicado import Celda, Publicado
from conoceles.identidad.totales.contadas import DECISIONES, PNC, SIN_RESPUESTA
from conoceles.informes.contexto import Contexto
from conoceles.informes.documento.estructura import Tabla, Valor, porciento
from conoceles.nucleo.texto import cuantos

COLUMNAS = ("Rubro", "Con respuesta", "Prefiere no contestar", "Sin respuesta", "% con respuesta")
COLUMNAS_DE_CONSENTIMIENTO = (
    "Grupo", "Responden «sí»", "Consienten publicar", "Acción afirmativa", "Visibles en su perfil",
)  # fmt: skip


def por_rubro(c: Contexto) -> Tabla:
    """Q5: cada pregunta curricular y las de identidad que se publican."""
    total = len(c.registros)
    contestado = _contestado(c)
    con_foto = sum(r.con_fotografia for r in c.registros)
    de_cargo = Counter(r.cargo for r in c.registros)
    filas: list[tuple[Valor, ...]] = [
        ("Fotografía", con_foto, None, total - con_foto, porciento(con_foto, total))
    ]
    for campo in c.definicion.curricular.campos():
        cargos = [cargo for cargo in de_cargo if campo.se_pregunta_a(cargo)]
        preguntadas = sum(de_cargo[cargo] for cargo in cargos)
        dadas = sum(contestado[cargo, campo.clave] for cargo in cargos)
        callan = preguntadas - dadas
        filas.append((campo.etiqueta, dadas, None, callan, porciento(dadas, preguntadas)))
    suyos = [c.indicadores[i.id] for i in _de_clase(c, "identidad") if i.id in c.indicadores]
    filas += [_de_identidad(i) for i in suyos]
    nota = (
        f"Denominador: {cuantos(total, 'candidatura registrada', 'candidaturas registradas')}{_de_quienes(c)}. De las preguntas de identidad se dicen las cifras del sitio, con su intervalo; "
        f"las que dependen de otra no se informan, porque delatarían su respuesta. {cortes(suyos)}"
    )
    return Tabla("Q5", "Respuestas por rubro", COLUMNAS, tuple(filas), nota)


def _de_quienes(c: Contexto) -> str:
    limitadas = c.definicion.curricular.distingue_cargos
    return (
        "; cada pregunta que no es para todos los cargos, entre quienes compiten por los suyos"
        if limitadas
        else ""
    )


def _contestado(c: Contexto) -> Counter[tuple[str, str]]:
    """Cargo y pregunta → cuántas la contestan en su última versión del corte."""
    suma = Counter[tuple[str, str]]()
    for (cargo, contestadas), cuantas in Counter((r.cargo, r.contestadas) for r in c.registros).items():
        suma.update(dict.fromkeys(((cargo, clave) for clave in contestadas), cuantas))
    return suma


def cortes(indicadores: list[Publicado]) -> str:
    """Hasta cuándo llega cada tabla protegida y entre cuántas: puede ser antes que el informe."""
    grupos: dict[str, list[str]] = {}
    calladas = " ".join(dict.fromkeys(i["frase"] for i in indicadores if i["estado"] != "asentada"))
    for i in indicadores:
        if i["estado"] != "asentada":
            continue
        momento = i["corte"][:16].replace("T", " ")
        grupos.setdefault(f"{momento}, entre {i['denominador']}", []).append(i["titulo"].lower())
    if len(grupos) < 2:
        return " ".join([*(f"Tablas de identidad al {g}." for g in grupos), *_de_tablas(calladas)])
    dichos = "; ".join(f"al {g}: {', '.join(titulos)}" for g, titulos in sorted(grupos.items()))
    return " ".join([f"Tablas de identidad {dichos}.", *_de_tablas(calladas)])


def _de_tablas(frases: str) -> list[str]:
    return [f"De las tablas de identidad sin cifras, cada una: «{frases}»"] if frases else []


def _de_identidad(indicador: Publicado) -> tuple[Valor, ...]:
    """Las celdas publicadas; cuántas contestaron en total no se publica, y aquí tampoco se calcula."""
    if indicador["estado"] != "asentada":
        return (indicador["titulo"], indicador["celdas"][0]["texto"], None, None, None)
    calladas = (cifra(_celda(indicador, clave)) for clave in (PNC, SIN_RESPUESTA))
    return (indicador["titulo"], None, *calladas, None)


def cifra(celda: Celda | None) -> Valor:
    """El número publicado; el estimado, con su intervalo."""
    if celda is None:
        return None
    exacta = celda["valor"] is not None and celda.get("desde") == celda.get("hasta")
    return celda["valor"] if exacta else celda["texto"]


def consentimiento(c: Contexto) -> Tabla:
    """Q6: por pregunta, cuántas dicen «sí» y lo muestran; de su grupo, cuántas lo consienten y cuántas lo amparan."""
    preguntas = [
        i for i in _de_clase(c, "identidad") if i.id in c.indicadores and _de_si_o_no(c.indicadores[i.id])
    ]
    visibles = c.visibles
    grupo_de = {campo.clave: s.grupo for s in c.definicion.identidad.secciones for campo in s.campos}
    filas = []
    for p in preguntas:
        grupo = grupo_de.get(p.dimension, "")
        dicen = cifra(_celda(c.indicadores[p.id], "si"))
        filas.append(
            (
                p.titulo,
                dicen,
                _consienten(c, grupo),
                _amparadas(c, grupo),
                None if visibles is None else visibles.get(p.dimension, 0),
            )
        )
    nota = (
        f"«Responden» y «consienten», entre las personas de su tabla. {cortes([c.indicadores[p.id] for p in preguntas])} "
        f"«Acción afirmativa», entre {len(c.registros)} registradas en el corte del informe. «Consienten publicar» y «acción "
        "afirmativa» son del grupo de la pregunta, contesten lo que contesten. Visibles: perfiles publicados que lo "
        f"consintieron en ese grupo, o cuya acción afirmativa lo muestra{_cuando(c)}."
    )
    return Tabla("Q6", "Consentimiento por grupo", COLUMNAS_DE_CONSENTIMIENTO, tuple(filas), nota)


def _cuando(c: Contexto) -> str:
    """Después de la jornada ya no hay perfiles que muestren identidad: la cifra es la última que hubo."""
    if c.visibles is None:
        return "; no hay cifra que se haya fijado mientras se publicaban"
    return ", en el último corte antes de que dejara de publicarse" if c.cuando_visibles < c.corte else ""


def _consienten(c: Contexto, grupo: str) -> Valor:
    indicador = c.indicadores.get(f"identidad.consentimiento_pub_{grupo}")
    return cifra(_celda(indicador, "si")) if indicador else None


def _amparadas(c: Contexto, grupo: str) -> Valor:
    """Registradas por una acción afirmativa de ese grupo; nada si la elección no tiene ninguna."""
    suyas = {a.clave for a in c.definicion.acciones_afirmativas if a.grupo and a.grupo == grupo}
    celdas = _registradas(c)
    return sum(x["valor"] or 0 for x in celdas if x["clave"] in suyas) if suyas else None


def decisiones(c: Contexto) -> Tabla:
    """Q6b: las dos decisiones de consentimiento."""
    suyos = [
        c.indicadores[i.id]
        for i in _de_clase(c, "consentimiento")
        if i.dimension in DECISIONES and i.id in c.indicadores
    ]
    filas = tuple(
        (i["titulo"], *(cifra(_celda(i, clave)) for clave in ("si", "no", SIN_RESPUESTA))) for i in suyos
    )
    nota = f"Cada decisión, entre las personas de su tabla. {cortes(suyos)}"
    return Tabla(
        "Q6b", "Decisiones de consentimiento", ("Decisión", "Sí", "No", "Sin respuesta"), filas, nota
    )


def acciones(c: Contexto) -> Tabla:
    """Q6c: acciones afirmativas registradas contra lo que pide la regla."""
    filas = tuple((x["etiqueta"], x["valor"], x.get("minimo")) for x in _registradas(c))
    nota = f"Entre {cuantos(len(c.registros), 'candidatura registrada', 'candidaturas registradas')}; una puede estar en varias. Se publican por el acuerdo de registro."
    return Tabla(
        "Q6c", "Acciones afirmativas", ("Acción afirmativa", "Registradas", "Mínimo de la regla"), filas, nota
    )


def _registradas(c: Contexto) -> list[Celda]:
    indicador = c.indicadores.get("acciones.registradas")
    return indicador["celdas"] if indicador else []


def _de_clase(c: Contexto, clase: str) -> list[Indicador]:
    return [i for i in indicadores(c.definicion) if i.clase == clase]


def _celda(indicador: Publicado, clave: str) -> Celda | None:
    return next((x for x in indicador["celdas"] if x["clave"] == clave), None)


def _de_si_o_no(indicador: Publicado) -> bool:
    return _celda(indicador, "si") is not None
