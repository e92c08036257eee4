"""Lo que no impide cargar pero alguien debe saber: supuestos, actos que faltan, acento parecido."""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.texto import cuantos
from conoceles.proceso.boleta import faltantes
from conoceles.proceso.carga.fuerzas import ALIANZAS
from conoceles.proceso.carga.lugares import secciones
from conoceles.proceso.carga.piezas.color import distancia
from conoceles.proceso.contenido.nombres import DE_FECHAS
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.lenguas.traducibles import atrasadas

DISTANCIA_MINIMA = 0.12  # ΔE OKLab (identidad visual)


def advertencias(definicion: Definicion) -> list[str]:
    """Frases, en el orden de la carpeta."""
    return [
        *_acento(definicion),
        *_fechas(definicion),
        *_fuerzas(definicion),
        *_siglados(definicion),
        *_boleta(definicion),
        *_avisos(definicion),
        *secciones.advertir(definicion),
        *_traducciones(definicion),
    ]


def _traducciones(definicion: Definicion) -> Iterator[str]:
    for lengua in definicion.guia.lenguas:
        if viejas := atrasadas(definicion, lengua):
            yield (
                f"{lengua.nombre}: {cuantos(len(viejas), 'traducción es', 'traducciones son')} de un texto que ya cambió y no se muestra: "
                f"{', '.join(viejas)}."
            )


def _acento(definicion: Definicion) -> Iterator[str]:
    for fuerza in definicion.fuerzas:
        if fuerza.color and distancia(definicion.acento, fuerza.color) < DISTANCIA_MINIMA:
            yield f"El acento {definicion.acento} se parece al color de {fuerza.siglas} ({fuerza.color})."


def _fechas(definicion: Definicion) -> Iterator[str]:
    calendario = definicion.calendario
    for clave, fecha in calendario.fechas.items():
        if fecha.supuesto:
            nombre = DE_FECHAS.get(clave, clave)
            yield f"{nombre} ({en_palabras(fecha.dia)}) es un supuesto: falta el acto que la fije."
    yield from _corte(definicion)
    if calendario.captura_supuesto:
        yield f"El plazo de captura de {calendario.captura_dias} días es un supuesto."
    if definicion.conservacion.supuesto and not definicion.historico:
        yield f"El plazo de conservación de {definicion.conservacion.bloqueo_dias} días es un supuesto."
    if definicion.derechos.supuesto and not definicion.historico:
        yield "Los plazos de las solicitudes ARCO y de los avisos por una vulneración son un supuesto."
    if not definicion.institucion.telefono and not definicion.historico:
        yield "Los correos no dirán a qué teléfono llamar: falta el de la autoridad electoral, en su carpeta."
    if definicion.recordatorios.supuesto and not definicion.historico:
        yield "Los días en que se recuerda por correo son un supuesto."


def _corte(definicion: Definicion) -> Iterator[str]:
    """Quien contesta en plazo después del corte no entra a unas tablas que no vuelven a salir."""
    corte = definicion.calendario.dia("identidad_corte")
    for grupo, fin in definicion.calendario.fuera_del_corte().items():
        if corte and not definicion.historico:
            yield (
                f"Las tablas de identidad, que se publican una sola vez, se cuentan el {en_palabras(corte)}, y "
                f"{f'en «{grupo}» ' if grupo else ''}el plazo de captura corre hasta el {en_palabras(fin)}: quien conteste "
                "en plazo entre esos días no se contará. Mueva ese corte al último día del plazo, o después."
            )


def _fuerzas(definicion: Definicion) -> Iterator[str]:
    for fuerza in definicion.fuerzas:
        if fuerza.confianza in ("inferido", "supuesto"):
            yield f"{fuerza.siglas} o sus integrantes son {_genero(fuerza.confianza)}: confírmelo la autoridad electoral."


def _genero(confianza: str) -> str:
    return "un supuesto" if confianza == "supuesto" else "una inferencia"


def _siglados(definicion: Definicion) -> Iterator[str]:
    for confianza in ("inferido", "supuesto"):
        dudosos = [s for s in definicion.siglados if s.confianza == confianza]
        if dudosos:
            lugares = {c.clave: c.nombre for c in definicion.contiendas}
            donde = ", ".join(f"{s.fuerza} en {lugares.get(s.contienda, s.contienda)}" for s in dudosos)
            yield f"Quién sigla es {_genero(confianza)} en {cuantos(len(dudosos), 'contienda', 'contiendas')}: {donde}."
    con_convenio = {s.fuerza for s in definicion.siglados}
    for fuerza in definicion.fuerzas:
        if fuerza.tipo in ALIANZAS and fuerza.siglas not in con_convenio:
            yield f"Nada dice quién sigla las candidaturas de {fuerza.siglas}."


def _boleta(definicion: Definicion) -> Iterator[str]:
    if definicion.boleta.regla and definicion.boleta.supuesto and not definicion.historico:
        yield "El orden de la boleta es un supuesto: falta el acuerdo que aprobó su diseño."
    if any(v.supuesto for v in definicion.boleta.votos) and not definicion.historico:
        yield "Qué cuenta como voto es un supuesto: falta quien confirme los artículos."
    if not definicion.historico:
        yield from faltantes.faltas(definicion)


def _avisos(definicion: Definicion) -> Iterator[str]:
    if definicion.rubrica.supuesto:
        yield "La rúbrica del análisis cualitativo es un supuesto: falta la metodología del INE."
    citados = {campo for rubro in definicion.rubrica.rubros for campo in rubro.campos}
    for campo in definicion.curricular.campos():
        if campo.cargos and campo.clave in citados:
            yield f"La rúbrica califica «{campo.etiqueta}», que no se pregunta para todos los cargos."
    for aviso in definicion.avisos:
        if aviso.acuerdo is None:
            yield f"Falta el acto del Comité de Transparencia que aprueba: {aviso.titulo}."
        elif aviso.dice_borrador:
            yield (
                f"{aviso.titulo}: ya tiene su acto ({aviso.acuerdo.numero}) y todavía se publica como borrador. Quite ese "
                "renglón de su texto y cambie su versión."
            )
