"""Lo que la persona abogada del instituto debe confirmar antes de abrir: cada supuesto, con lo que cambia si es otro."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conoceles import leyes
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.texto import cuantos
from conoceles.proceso import actos
from conoceles.proceso.boleta import faltantes
from conoceles.proceso.contenido.nombres import DE_FECHAS
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.reglamento import Voto

CALENDARIO, ACTOS, PLAZOS = "Fechas", "Actos que faltan", "Plazos y reglas de la autoridad electoral"
INSTITUTO = "Datos de la autoridad electoral"
POSTULACION, DERECHO = "Quién postula y a qué edad", "Normas por confirmar"
NO_LEIDAS = "Lo que descansa en normas que nadie tuvo a la vista"
METODO = "Lo que descansa en el método cualitativo del INE, que no se halló"
REHUSADOS = "Lo que no se podrá hacer mientras no se escriba su norma"
TEMAS = (REHUSADOS, CALENDARIO, ACTOS, PLAZOS, INSTITUTO, POSTULACION, DERECHO, NO_LEIDAS, METODO)
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
SIN_NORMA, DONDE, REHUSAN = "Sin norma escrita", "procesos/_derecho", "Actos que se rehúsan"
DE_DERECHOS = ("plazo", "derecho", "improcedencia", "vulneracion")  # se fundan o no se hacen
MANDAN, ORDENAN = "Fechas que abren, cierran o fijan un acto", "Fechas que solo ordenan el calendario"
GRUPOS, DE_CAPTURA = "Quiénes forman cada grupo del calendario", "Actos que autorizan la captura"
ABREN, NO_SE_ABRE = (
    "Actos sin los que la captura no se abre",
    "Mientras falte uno, la captura no se abre aunque llegue su día.",
)
SIGLADOS = "Qué partido captura en cada contienda de una alianza"
LUGARES, EDADES = "Cuántos lugares tiene cada cargo", "Edad mínima de cada cargo"
FUERZAS, MUESTRA = (
    "Quienes postulan, con sus integrantes",
    "Emblemas y lugar en la boleta de quienes postulan",
)
# Cómo se llama en la hoja lo que una norma rige, y qué cambia si el renglón tiene efectos distintos.
DE_CLASE = {
    "plazo": ("Plazos", "Cambia cuándo vence cada paso de una solicitud de derechos y qué días no cuentan."),
    "improcedencia": ("Causas para negar una solicitud de derechos", "Sin artículo vigente, no se puede negar por esa causa."),
    "derecho": ("Derechos y su recurso", "Cambia el artículo que se cita y ante quién se dice que puede inconformarse."),
    "aviso": ("Avisos e inventario de datos", "Cambia lo que citan los avisos, el inventario, el envío al INE y la supresión."),
    "vulneracion": ("Vulneraciones", "Cambia cuándo vence el aviso de cada vulneración."),
    "formato": ("Contenidos y ajustes", "Es el fundamento con que se observa un texto y se admite o se declina un ajuste."),
    "consentimiento": ("Datos sensibles y consentimiento", "Es por lo que lo sensible se cifra y no se publica sin la firma de la persona."),
    "fotografia": ("Fotografía", "Cambia qué fotografías se admiten."),
    "accion_afirmativa": ("Acción afirmativa", "Sin norma, su etiqueta no puede mostrarse."),
    "cuestionario": ("Preguntas", "Sin norma, no pueden hacerse o no pueden ser obligatorias."),
    "boleta": ("Boleta", "Cambia el orden en que se muestran las candidaturas y lo que dice la boleta para practicar."),
    "edad": ("Edad mínima", "Es la edad desde la que el padrón admite a una persona."),
    "operacion": ("Actos de la autoridad electoral", "Es el fundamento que cita cada acto, de la capacitación al cierre."),
}  # fmt: skip


@dataclass(frozen=True)
class Pendiente:
    """Una cosa por confirmar: qué dice hoy el sistema, qué cambia si es otra y de dónde salió.

    `renglon`: lo que se decide de una vez con otras, y de qué `norma`; `dicho`, lo suyo ahí en pocas palabras; `dia`, si
    es una fecha.
    """

    tema: str
    que: str
    efecto: str
    fuente: str = ""
    renglon: str = ""
    dicho: str = ""
    norma: str = ""
    dia: date | None = None
    regla: str = ""  # su clave en `procesos/_derecho`, para citar cuál se confirma


def pendientes(definicion: Definicion, hoy: date) -> list[Pendiente]:
    """Todas, por tema y, dentro de él, juntas las que se deciden juntas. Vacía si todo tiene su acto y su norma."""
    halladas = [
        *_fechas(definicion),
        *_corte(definicion),
        *_grupos(definicion),
        *_actos(definicion),
        *_plazos(definicion),
        *_instituto(definicion),
        *_postulacion(definicion),
        *_papel(definicion),
        *_normas(definicion, hoy),
        *_metodo(definicion),
    ]
    normas = list(dict.fromkeys(p.norma for p in halladas))
    juntas = list(dict.fromkeys(p.renglon for p in halladas))
    return sorted(
        halladas, key=lambda p: (TEMAS.index(p.tema), normas.index(p.norma), juntas.index(p.renglon))
    )


def _fechas(d: Definicion) -> Iterator[Pendiente]:
    grupos = ((f" en «{g.nombre}»", g.fechas) for g in d.calendario.grupos)
    for donde, fechas in (("", d.calendario.fechas), *grupos):
        for clave, fecha in fechas.items():
            if fecha.supuesto or fecha.acuerdo is None:
                fuente = "Supuesto" if fecha.supuesto else "Sin el acto que la fije"
                efecto = DE_LA_FECHA.get(clave, "Ordena el calendario; no abre ni cierra nada por sí sola.")
                renglon = MANDAN if clave in DE_LA_FECHA else ORDENAN
                que = f"{DE_FECHAS[clave]}{donde}: {en_palabras(fecha.dia)}"
                yield Pendiente(CALENDARIO, que, efecto, fuente, renglon, dia=fecha.dia)


def _corte(d: Definicion) -> Iterator[Pendiente]:
    corte = d.calendario.dia("identidad_corte")
    for grupo, fin in d.calendario.fuera_del_corte().items():
        if corte and not d.historico:
            que = (
                f"Las tablas de identidad se cuentan el {en_palabras(corte)} y "
                f"{f'en «{grupo}» ' if grupo else ''}se contesta hasta el {en_palabras(fin)}"
            )
            efecto = (
                "Quien conteste en plazo entre esos días no se contará nunca: las tablas salen una sola vez."
            )
            yield Pendiente(CALENDARIO, que, efecto, "Fechas que no concuerdan")


def _grupos(d: Definicion) -> Iterator[Pendiente]:
    for grupo in d.calendario.grupos:
        if not grupo.municipios and not grupo.distritos:
            efecto = (
                f"Mientras no se diga, sus {d.territorio.municipios} siguen las fechas de toda la elección."
            )
            que = f"Quiénes forman «{grupo.nombre}»: {grupo.pregunta}"
            yield Pendiente(CALENDARIO, que, efecto, "Sin fuente", GRUPOS, grupo.nombre)


def _actos(d: Definicion) -> Iterator[Pendiente]:
    cierran = actos.sin_aprobar(d)
    for falta in actos.faltan(d, "captura"):
        efecto = NO_SE_ABRE if falta in cierran else "Se captura sin que conste quién lo autorizó."
        yield Pendiente(ACTOS, str(falta), efecto, renglon=ABREN if falta in cierran else DE_CAPTURA)
    for falta in actos.faltan(d, "publicacion"):
        yield Pendiente(ACTOS, str(falta), "Se publica sin que conste quién lo autorizó.")


def _plazos(d: Definicion) -> Iterator[Pendiente]:
    c, r = d.calendario, d.revision
    dichos = (
        (c.captura_supuesto, f"Plazo de captura: {c.captura_dias} días{' hábiles' if c.captura_habiles else ''}",
         "Al vencer, la candidatura queda omisa."),
        (r.supuesto, f"Revisión: {r.dias} días y {cuantos(r.subsanaciones, 'subsanación', 'subsanaciones')}",
         "Es lo que la autoridad electoral tiene para revisar y las veces que puede pedir que se corrija."),
        (d.conservacion.supuesto, f"Conservación: {d.conservacion.bloqueo_dias} días de bloqueo",
         "Al vencer se destruye la llave de lo sensible; no tiene regreso."),
        (d.derechos.supuesto, "Plazos ARCO distintos de los de la ley", "Mandan sobre los de la ley."),
        (d.recordatorios.supuesto, f"Recordatorios: {', '.join(map(str, d.recordatorios.dias))} días antes",
         "Son los días en que se escribe a quien no ha enviado."),
        (d.boleta.supuesto and bool(d.boleta.regla), f"Orden de la boleta: {d.boleta.regla.rstrip('.')}. Se apoya en: {d.boleta.fundamento}",
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
            efecto = "El padrón rechaza a quien ocupe un lugar que no existe."
            yield Pendiente(POSTULACION, que, efecto, "Supuesto", LUGARES, f"{cargo.nombre}, {puestos}")
        if cargo.edad_supuesto:
            que = f"{cargo.nombre}: edad mínima de {cargo.edad_minima} años ({cargo.edad_articulo})"
            efecto, suya = "El padrón rechaza a quien no la cumpla.", f"{cargo.nombre}, {cargo.edad_minima}"
            yield Pendiente(POSTULACION, que, efecto, "Supuesto", EDADES, suya)
    for fuerza in d.fuerzas:
        if fuerza.confianza in ("inferido", "supuesto"):
            que = f"{fuerza.nombre} ({fuerza.siglas}) y sus integrantes"
            efecto, fuente = "De ahí sale quién captura y qué boleta se ve.", fuerza.confianza.capitalize()
            yield Pendiente(POSTULACION, que, efecto, fuente, FUERZAS, fuerza.siglas)
    nombres = {c.clave: c.nombre for c in d.contiendas}
    for confianza in ("inferido", "supuesto"):
        dudosos = [s for s in d.siglados if s.confianza == confianza]
        if dudosos:
            quienes = (f"{s.partido} en {nombres.get(s.contienda, s.contienda)}" for s in dudosos)
            que, suyo = f"Quién sigla: {', '.join(quienes)}", f"{len(dudosos)} con fuente «{confianza}»"
            efecto, fuente = "Es el partido que captura en esa contienda.", confianza.capitalize()
            yield Pendiente(POSTULACION, que, efecto, fuente, SIGLADOS, suyo)


def _papel(d: Definicion) -> Iterator[Pendiente]:
    """Lo que el instituto debe dar para que la muestra se parezca a la boleta impresa."""
    if d.historico:
        return
    for falta in faltantes.faltas(d):
        yield Pendiente(POSTULACION, falta.rstrip("."), faltantes.EFECTO, "Falta", MUESTRA)
    for voto in (v for v in d.boleta.votos if v.supuesto):
        donde = "" if isinstance(voto, Voto) else " donde se marca a varias personas"
        que = f"Qué cuenta como voto{donde}: {voto.fundamento}"
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
            yield _sin_norma(regla, leyes.abrogada(clave, dia, d.entidad))
        for ley, precepto in dichas:
            cita = leyes.Cita(ley, precepto)
            if not cita.confirmada:
                cuantos = f", {precepto.valor} {regla.unidad}" if precepto.valor else ""
                que, renglon = f"{regla.que}: {cita}{cuantos}", DE_CLASE[regla.clase][0]
                tema, fuente = DERECHO if ley.leida else NO_LEIDAS, precepto.fuente or ley.fuente
                yield Pendiente(
                    tema, que, regla.efecto, fuente, renglon, precepto.articulo, ley.siglas, regla=clave
                )


def _sin_norma(regla: leyes.Regla, anterior: leyes.Ley | None) -> Pendiente:
    """`anterior`: la que dejó de regir; con ella se rehúsa el acto, y los derechos de las personas, también si nunca hubo."""
    que, fuente = f"{regla.que}: ninguna norma escrita lo rige hoy", "Falta"
    if anterior and anterior.hasta:
        hasta = en_palabras(anterior.hasta)
        fuente = f"Falta: la mandaba {anterior.siglas} hasta el {hasta}, y nada la sustituye"
    if not (regla.impide and (anterior or regla.clase in DE_DERECHOS)):
        renglon = DE_CLASE[regla.clase][0]
        return Pendiente(DERECHO, que, regla.efecto, fuente, renglon, norma=SIN_NORMA, regla=regla.clave)
    archivo = f"{DONDE}/{anterior.archivo}" if anterior else DONDE
    valor = f", valor = … ({regla.unidad})" if regla.unidad else ""
    fuente += (
        f'. Escriba en {archivo} la que rige hoy, y en sus reglas {regla.clave} = {{ articulo = "…"{valor} }}'
    )
    efecto, norma = f"No se podrá {regla.impide}.", f"{SIN_NORMA} en {DONDE}"
    return Pendiente(REHUSADOS, que, efecto, fuente, REHUSAN, regla.que, norma, regla=regla.clave)


def _transitorios(rigen: list[leyes.Ley]) -> Iterator[Pendiente]:
    for ley in rigen:
        if ley.lo_iniciado == "anterior" and not ley.confirmo:
            que = f"Transitorio de {ley.siglas}. {ley.transitorio}"
            efecto, renglon = "Decide con qué ley termina lo que empezó antes.", "Transitorios"
            yield Pendiente(NO_LEIDAS, que, efecto, ley.fuente, renglon, ley.siglas)


def _metodo(d: Definicion) -> Iterator[Pendiente]:
    if d.rubrica.supuesto and d.rubrica.rubros:
        for rubro in d.rubrica.rubros:
            que = f"{rubro.titulo}: {sum(v.puntos for v in rubro.variables)} puntos en {len(rubro.variables)} variables"
            efecto, renglon = (
                "Cambia las cifras del análisis cualitativo del informe final.",
                "Rubros y puntos",
            )
            yield Pendiente(METODO, que, efecto, "Ejemplo", renglon, rubro.titulo)
