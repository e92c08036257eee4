"""Lo que la persona abogada del instituto debe confirmar antes de abrir: cada supuesto, con lo que cambia si es otro."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conoceles import leyes
from conoceles.nucleo.dias import en_palabras
from conoceles.proceso import actos, papel
from conoceles.proceso.contenido.nombres import DE_FECHAS
from conoceles.proceso.definicion import Definicion

CALENDARIO, ACTOS, PLAZOS = "Fechas", "Actos que faltan", "Plazos y reglas del Instituto"
INSTITUTO = "Datos del Instituto"
POSTULACION, DERECHO = "Quién postula y a qué edad", "Normas por confirmar"
NO_LEIDAS = "Lo que descansa en normas que nadie tuvo a la vista"
METODO = "Lo que descansa en el método cualitativo del INE, que no se halló"
TEMAS = (CALENDARIO, ACTOS, PLAZOS, INSTITUTO, POSTULACION, DERECHO, NO_LEIDAS, METODO)
DE_LA_FECHA = {
    "registro_aprobacion": "Desde entonces puede habilitarse la captura.",
    "captura_inicio": "Desde ese día se puede contestar; antes, nadie.",
    "captura_cierre": "Después de ese día no se recibe nada.",
    "campana_inicio": "Antes de ese día no se publica ningún perfil.",
    "campana_fin": "Desde entonces no salen recordatorios.",
    "publicacion_inicio": "Ese día se abre el sitio.",
    "publicacion_fin": "Ese día se retiran los medios de contacto.",
    "identidad_corte": "Con lo sellado ese día se cuentan las tablas de identidad, que salen una sola vez.",
    "boletas_impresion": "Desde entonces el perfil advierte que quien sustituye puede no salir en la boleta.",
    "jornada": "De ese día salen la edad que se publica, la veda y el bloqueo de lo concluido.",
    "cierre": "Desde entonces puede cerrarse la elección y empieza el plazo de supresión.",
}


@dataclass(frozen=True)
class Pendiente:
    """Una cosa por confirmar: qué dice hoy el sistema, qué cambia si es otra y de dónde salió."""

    tema: str
    que: str
    efecto: str
    fuente: str = ""


def pendientes(definicion: Definicion, hoy: date) -> list[Pendiente]:
    """Todas, por tema. Vacía si todo tiene su acto y su norma confirmada."""
    halladas = [
        *_fechas(definicion),
        *_grupos(definicion),
        *_actos(definicion),
        *_plazos(definicion),
        *_instituto(definicion),
        *_postulacion(definicion),
        *_papel(definicion),
        *_normas(definicion, hoy),
        *_metodo(definicion),
    ]
    return sorted(halladas, key=lambda p: TEMAS.index(p.tema))


def _fechas(d: Definicion) -> Iterator[Pendiente]:
    grupos = ((f" en «{g.nombre}»", g.fechas) for g in d.calendario.grupos)
    for donde, fechas in (("", d.calendario.fechas), *grupos):
        for clave, fecha in fechas.items():
            if fecha.supuesto or fecha.acuerdo is None:
                fuente = "Supuesto" if fecha.supuesto else "Sin el acto que la fije"
                efecto = DE_LA_FECHA.get(clave, "Ordena el calendario; no abre ni cierra nada por sí sola.")
                que = f"{DE_FECHAS[clave]}{donde}: {en_palabras(fecha.dia)}"
                yield Pendiente(CALENDARIO, que, efecto, fuente)


def _grupos(d: Definicion) -> Iterator[Pendiente]:
    for grupo in d.calendario.grupos:
        if not grupo.municipios and not grupo.distritos:
            efecto = (
                f"Mientras no se diga, sus {d.territorio.municipios} siguen las fechas de toda la elección."
            )
            yield Pendiente(
                CALENDARIO, f"Quiénes forman «{grupo.nombre}»: {grupo.pregunta}", efecto, "Sin fuente"
            )


def _actos(d: Definicion) -> Iterator[Pendiente]:
    for falta in actos.faltan(d, "captura"):
        yield Pendiente(ACTOS, str(falta), "Se captura sin que conste quién lo autorizó.")
    for falta in actos.faltan(d, "publicacion"):
        yield Pendiente(ACTOS, str(falta), "Se publica sin que conste quién lo autorizó.")


def _plazos(d: Definicion) -> Iterator[Pendiente]:
    c, r = d.calendario, d.revision
    dichos = (
        (c.captura_supuesto, f"Plazo de captura: {c.captura_dias} días{' hábiles' if c.captura_habiles else ''}",
         "Al vencer, la candidatura queda omisa."),
        (r.supuesto, f"Revisión: {r.dias} días y {r.subsanaciones} subsanación",
         "Es lo que el Instituto tiene para revisar y las veces que puede pedir que se corrija."),
        (d.conservacion.supuesto, f"Conservación: {d.conservacion.bloqueo_dias} días de bloqueo",
         "Al vencer se destruye la llave de lo sensible; no tiene regreso."),
        (d.derechos.supuesto, "Plazos ARCO distintos de los de la ley", "Mandan sobre los de la ley."),
        (d.recordatorios.supuesto, f"Recordatorios: {', '.join(map(str, d.recordatorios.dias))} días antes",
         "Son los días en que se escribe a quien no ha enviado."),
        (d.boleta.supuesto and bool(d.boleta.regla), f"Orden de la boleta: {d.boleta.regla}",
         "Es el orden en que el sitio muestra las candidaturas."),
        (d.difusion.supuesto, f"Publicaciones en redes: {', '.join(d.difusion.horas)}",
         "Es cuándo toca publicar y qué boleta."),
        (d.estrategia.supuesto and bool(d.estrategia.acciones), f"Estrategia de difusión: públicos, mensajes, fechas y responsables de {len(d.estrategia.acciones)} acciones",
         "Es lo que se anota como hecho y se informa a la Comisión."),
    )  # fmt: skip
    for supuesto, que, efecto in dichos:
        if supuesto and not d.historico:
            yield Pendiente(PLAZOS, que, efecto, "Supuesto")


def _instituto(d: Definicion) -> Iterator[Pendiente]:
    if not d.institucion.telefono and not d.historico:
        que = "El teléfono al que se llama por ayuda: `telefono` en [institucion]"
        yield Pendiente(INSTITUTO, que, "Los correos no dicen a qué teléfono llamar.")


def _postulacion(d: Definicion) -> Iterator[Pendiente]:
    for cargo in d.cargos:
        if cargo.lista_supuesto:
            puestos = sum(len(c.puestos) for c in d.contiendas if c.cargo == cargo.clave) or cargo.lista
            que = f"{cargo.nombre}: {puestos} lugares en total y cuántos en cada contienda"
            yield Pendiente(
                POSTULACION, que, "El padrón rechaza a quien ocupe un lugar que no existe.", "Supuesto"
            )
        if cargo.edad_supuesto:
            que = f"{cargo.nombre}: edad mínima de {cargo.edad_minima} años ({cargo.edad_articulo})"
            yield Pendiente(POSTULACION, que, "El padrón rechaza a quien no la cumpla.", "Supuesto")
    for fuerza in d.fuerzas:
        if fuerza.confianza in ("inferido", "supuesto"):
            que = f"{fuerza.nombre} ({fuerza.siglas}) y sus integrantes"
            yield Pendiente(
                POSTULACION,
                que,
                "De ahí sale quién captura y qué boleta se ve.",
                fuerza.confianza.capitalize(),
            )
    for confianza in ("inferido", "supuesto"):
        dudosos = [f"{s.partido} en {s.contienda}" for s in d.siglados if s.confianza == confianza]
        if dudosos:
            que = f"Quién sigla: {', '.join(dudosos)}"
            yield Pendiente(
                POSTULACION, que, "Es el partido que captura en esa contienda.", confianza.capitalize()
            )


def _papel(d: Definicion) -> Iterator[Pendiente]:
    """Lo que el instituto debe dar para que la muestra se parezca a la boleta impresa."""
    if d.historico:
        return
    for falta in papel.faltas(d):
        yield Pendiente(POSTULACION, falta.rstrip("."), papel.EFECTO, "Falta")
    for voto in (v for v in d.boleta.votos if v.supuesto):
        que = f"Qué cuenta como voto: {voto.fundamento}"
        yield Pendiente(
            PLAZOS, que, "Es lo que dice la boleta para practicar de cada manera de marcar.", "Supuesto"
        )


def _normas(d: Definicion, hoy: date) -> Iterator[Pendiente]:
    """Las que rigen hoy en esa entidad; si la elección ya es archivo, las del día de su jornada."""
    dia = (d.calendario.dia("jornada") or hoy) if d.historico else hoy
    rigen = leyes.vigentes(dia, d.entidad)
    yield from _transitorios(rigen)
    for clave, regla in leyes.reglas().items():
        dichas = [(ley, p) for ley in rigen if (p := ley.precepto(clave)) is not None]
        if not dichas:
            yield Pendiente(DERECHO, f"{regla.que}: ninguna norma escrita lo rige hoy", regla.efecto, "Falta")
        for ley, precepto in dichas:
            cita = leyes.Cita(ley, precepto)
            if not cita.confirmada:
                cuantos = f", {precepto.valor} {regla.unidad}" if precepto.valor else ""
                tema = DERECHO if ley.leida else NO_LEIDAS
                yield Pendiente(
                    tema, f"{regla.que}: {cita}{cuantos}", regla.efecto, precepto.fuente or ley.fuente
                )


def _transitorios(rigen: list[leyes.Ley]) -> Iterator[Pendiente]:
    for ley in rigen:
        if ley.lo_iniciado == "anterior" and not ley.confirmo:
            que = f"Transitorio de {ley.siglas}. {ley.transitorio}"
            yield Pendiente(NO_LEIDAS, que, "Decide con qué ley termina lo que empezó antes.", ley.fuente)


def _metodo(d: Definicion) -> Iterator[Pendiente]:
    if d.rubrica.supuesto and d.rubrica.rubros:
        for rubro in d.rubrica.rubros:
            que = f"{rubro.titulo}: {sum(v.puntos for v in rubro.variables)} puntos en {len(rubro.variables)} variables"
            yield Pendiente(
                METODO, que, "Cambia las cifras del análisis cualitativo del informe final.", "Ejemplo"
            )
