"""El informe mensual y el proceso técnico operativo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q

from conoceles import leyes
from conoceles.ayuda.capacitaciones import PUBLICOS
from conoceles.ayuda.models import Capacitacion
from conoceles.bitacora.estados import ETIQUETAS
from conoceles.bitacora.pasos import PASOS, Paso
from conoceles.cuentas.models import Papel
from conoceles.informes import agenda
from conoceles.informes.contexto import Contexto
from conoceles.informes.documento.estructura import Tabla, Valor
from conoceles.informes.models import (
    INTERFACES,
    Actividad,
    CasoNoPrevisto,
    Liberacion,
    Requerimiento,
)
from conoceles.nucleo.texto import cuantos
from conoceles.proceso.definicion import Definicion, Entregable

_QUIENES = {str(clave): str(nombre) for clave, nombre in Papel.choices} | {"sistema": "Sistema"}


def actividades(c: Contexto) -> Tabla:
    """Lo hecho en el mes del corte, hasta su día. Lo que se anota después también cuenta: es una corrección."""
    hasta = c.local.date()
    filas = Actividad.objects.filter(proceso=c.definicion.clave, fecha__range=(hasta.replace(day=1), hasta))
    renglones = [(a.fecha.isoformat(), a.texto) for a in filas]
    renglones += _capacitaciones(c, hasta)
    return Tabla("M1", "Actividades del mes", ("Fecha", "Actividad"), tuple(sorted(renglones)))


def _capacitaciones(c: Contexto, hasta: date) -> list[tuple[str, str]]:
    """Las sesiones dadas en el mes, con cuántas personas asistieron."""
    filas = Capacitacion.objects.filter(
        proceso=c.definicion.clave, fecha__range=(hasta.replace(day=1), hasta)
    )
    asistieron = Count("asistencias", filter=Q(asistencias__retirada_en=None))
    return [
        (
            s.fecha.isoformat(),
            f"Capacitación «{s.tema}» ({PUBLICOS[s.publico]}): {cuantos(s.cuantos, 'persona', 'personas')}.",
        )
        for s in filas.annotate(cuantos=asistieron)
    ]


def entregables(c: Contexto) -> Tabla:
    """E1: los del plan de trabajo con su estado en el corte; también lo que todavía no empieza."""
    hechos = agenda.pasos_al(c.definicion, c.corte)
    del_plan = c.definicion.seguimiento.entregables
    suyos = [e for e in agenda.todos(c.definicion) if e in del_plan or e.numero in hechos]
    filas = tuple(_entregable(c, e, hechos.get(e.numero)) for e in suyos)
    terminados = sum(fila[4] in _TERMINADOS for fila in filas)
    nota = f"{cuantos(len(filas), 'entregable', 'entregables')} del plan de trabajo; presentados, aprobados o enviados: {terminados}."
    columnas = ("Número", "Entregable", "Vence", "Responsable", "Estado", "Desde", "Constancia")
    return Tabla("E1", "Avance del plan de trabajo", columnas, filas, nota)


def _entregable(c: Contexto, e: Entregable, paso: agenda.Paso | None) -> tuple[Valor, ...]:
    vencido = c.local.date() > e.vence
    estado = agenda.ETIQUETAS[paso.estado] if paso else "Vencido, sin iniciar" if vencido else "Pendiente"
    desde = paso.en.astimezone(c.zona).date().isoformat() if paso else None
    return (
        e.numero,
        e.actividad,
        e.vence.isoformat(),
        e.responsable,
        estado,
        desde,
        paso.constancia if paso else None,
    )


_TERMINADOS = tuple(agenda.ETIQUETAS[e] for e in ("presentado", "aprobado", *agenda.CERRADOS))


def liberaciones(c: Contexto) -> Tabla:
    """Versiones de las dos interfaces (plan §9)."""
    filas = Liberacion.objects.filter(proceso=c.definicion.clave, fecha__lte=c.local.date()).order_by(
        "fecha", "id"
    )
    renglones = tuple((x.fecha.isoformat(), INTERFACES[x.interfaz], x.version, x.cambios) for x in filas)
    return Tabla("M2", "Liberación de interfaces", ("Fecha", "Interfaz", "Versión", "Cambios"), renglones)


def casos(c: Contexto) -> Tabla:
    """Casos no previstos (artículo 5)."""
    filas = CasoNoPrevisto.objects.filter(proceso=c.definicion.clave, fecha__lte=c.local.date()).order_by(
        "fecha", "id"
    )
    renglones = tuple((x.fecha.isoformat(), x.quien, x.asunto, x.resolucion, x.fundamento) for x in filas)
    columnas = ("Fecha", "Órgano que decidió", "Asunto", "Resolución", "Fundamento")
    return Tabla("M3", "Casos no previstos", columnas, renglones)


def requerimientos(c: Contexto) -> Tabla:
    """M5: lo requerido a las áreas hasta el corte y cómo lo atendieron (plan §5)."""
    hoy = c.local.date()
    filas = Requerimiento.objects.filter(proceso=c.definicion.clave, fecha__lte=hoy).select_related(
        "respuesta"
    )
    columnas = ("Área", "Asunto", "Oficio", "Requerido", "Término", "Estado")
    renglones = tuple(
        (r.area, r.asunto, r.oficio, r.fecha.isoformat(), r.vence.isoformat(), r.en_que_va(hoy))
        for r in filas
    )
    return Tabla("M5", "Requerimientos a las áreas", columnas, renglones)


def fases(c: Contexto) -> Tabla:
    """Fases en el orden que la elección determinó, y sus fechas."""
    calendario = c.definicion.calendario
    nombres = {
        "captura": "Captura de datos",
        "validacion": "Validación de datos",
        "publicacion": "Publicación",
    }
    filas: list[tuple[Valor, ...]] = [(n, nombres[fase]) for n, fase in enumerate(calendario.orden, 1)]
    nota = (
        f"La captura dura {calendario.captura_dias} días "
        f"{'hábiles' if calendario.captura_habiles else 'naturales'} desde la entrega del acceso."
    )
    return Tabla("T1", "Fases", ("Orden", "Fase"), tuple(filas), nota)


def fechas(c: Contexto) -> Tabla:
    """El calendario, con el acto que fijó cada día."""
    calendario = c.definicion.calendario
    grupos = ((f", en «{g.nombre}»", g.fechas) for g in calendario.grupos)
    filas = tuple(
        (
            f"{_legible(clave)}{donde}",
            f.dia.isoformat(),
            f.acuerdo.numero if f.acuerdo else ("por confirmar" if f.supuesto else ""),
        )
        for donde, fechas in (("", calendario.fechas), *grupos)
        for clave, f in fechas.items()
    )
    return Tabla("T2", "Calendario", ("Fecha", "Día", "Acuerdo"), filas)


def _legible(clave: str) -> str:
    """«publicacion_inicio» → «Publicación, inicio»."""
    for sin, con in (("cion", "ción"), ("sion", "sión"), ("campana", "campaña")):
        clave = clave.replace(sin, con)
    return clave.replace("_", ", ").capitalize()


def preguntas(c: Contexto) -> Tabla:
    """Lo que se captura en los dos cuestionarios y sus límites."""
    filas = tuple(
        (
            campo.numero,
            campo.etiqueta,
            cual.clave.capitalize(),
            "Sí" if campo.obligatorio else "No",
            campo.minimo or None,
            campo.maximo or None,
        )
        for cual in (c.definicion.curricular, c.definicion.identidad)
        for campo in cual.campos()
    )
    columnas = ("Número", "Pregunta", "Cuestionario", "Obligatoria", "Mínimo", "Máximo")
    return Tabla("T3", "Información que se captura", columnas, filas, "Caracteres sin contar espacios.")


def pasos(c: Contexto) -> Tabla:
    """El ciclo de vida: qué acto lleva de unos estados a otros, quién puede y con qué norma del día del corte."""
    grupos: dict[tuple[str, frozenset[str], str], list[Paso]] = {}
    for p in PASOS:
        grupos.setdefault((p.verbo, p.papeles, _fundamento(c, p)), []).append(p)
    filas = tuple(
        (
            verbo.replace("_", " ").capitalize(),
            _estados(p.desde for p in suyos),
            _estados(p.hacia for p in suyos),
            ", ".join(sorted(_quien(papel, c.definicion) for papel in papeles if _hay(papel, c.definicion))),
            fundamento,
        )
        for (verbo, papeles, fundamento), suyos in grupos.items()
    )
    return Tabla("T4", "Actos del proceso", ("Acto", "Desde", "Hacia", "Quién", "Fundamento"), filas)


def _hay(papel: str, d: Definicion) -> bool:
    """Donde nadie designa a quien captura, nadie captura por él."""
    return d.con_designadas or papel != Papel.PARTIDO


def _quien(papel: str, d: Definicion) -> str:
    """Y nadie se distingue por no tener uno."""
    return "Candidatura" if papel == Papel.INDEPENDIENTE and not d.con_partidos else _QUIENES[papel]


def _fundamento(c: Contexto, p: Paso) -> str:
    cita = p.regla and leyes.cita_o_pendiente(p.regla, c.local.date(), c.definicion.entidad)
    return ": ".join(dicho for dicho in (cita, p.nota) if dicho)


def areas(c: Contexto) -> Tabla:
    """T5: qué le toca a cada área responsable (plan §5 y §6)."""
    filas = tuple((a.nombre, a.tarea, a.fundamento) for a in c.definicion.seguimiento.areas)
    return Tabla("T5", "Áreas responsables", ("Área", "Qué le toca", "Fundamento"), filas)


def _estados(claves: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(ETIQUETAS[clave] for clave in claves))
