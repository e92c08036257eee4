"""Qué merece un correo a quien opera: cada alerta dice qué pasa, por qué y qué hacer. Una tabla; una función por renglón."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from conoceles.arranque.comprobar import continua
from conoceles.arranque.vigilancia.causas import por_que
from conoceles.arranque.vigilancia.medidas import Medidas
from conoceles.espejos import razones
from conoceles.nucleo.texto import cuantos, duracion

TARDE = timedelta(minutes=2)
COLA = timedelta(minutes=30)
ESPEJO = timedelta(minutes=5)
RESPALDO = timedelta(hours=36)
COMPROBACION = timedelta(hours=36)
CERTIFICADO = timedelta(days=21)
_OTRA_VEZ = "systemctl start {0}; si falla, journalctl -u {0} -n 50 dice por qué."
PARTE_LIBRE, LIBRE = 0.10, 2 * 1024**3


@dataclass(frozen=True)
class Alerta:
    """`titulo`: corto y siempre igual, porque por él se sabe si ya se avisó. `causa` y `remedio`: frases completas."""

    titulo: str
    causa: str
    remedio: str


def alertas(m: Medidas, ahora: datetime) -> list[Alerta]:
    """Las de este momento."""
    return [alerta for regla in REGLAS for alerta in regla(m, ahora)]


def sin_medir(error: Exception) -> Alerta:
    """No se sabe cómo está la instalación, y de lo demás no se avisará mientras siga así."""
    frase, remedio = por_que(error)
    return Alerta(
        "no se puede vigilar la instalación",
        f"{frase[:1].upper()}{frase[1:]}: de nada más se avisa.",
        remedio,
    )


def publicacion(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    for sitio in m.sitios:
        if sitio.atraso.tiempo <= TARDE:
            continue
        suya = ("publicación", sitio.eleccion)
        falla = next((f for f in m.fallas if (f.tarea, f.eleccion) == suya), None)
        causa = falla.frase if falla else "la publicación en curso no termina, o el obrero acaba de arrancar"
        remedio = (
            falla.remedio if falla else "Espere unos minutos; si sigue: journalctl -u conoceles-obrero -n 50."
        )
        cuanto = f"{cuantos(sitio.atraso.pendientes, 'acto espera', 'actos esperan')}, el más antiguo desde hace {duracion(sitio.atraso.tiempo)}"
        yield Alerta(f"la publicación de {sitio.eleccion} está atrasada", f"{cuanto}: {causa}.", remedio)


def fotografias(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    for sitio in m.sitios:
        if sitio.sin_archivo:
            yield Alerta(
                f"faltan fotografías de {sitio.eleccion}",
                f"No está el archivo de la fotografía de {', '.join(sitio.sin_archivo)}. Solo ellas esperan.",
                "«conoceles comprobar» dice qué archivos son y de dónde se recuperan.",
            )


def tareas(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    for falla in m.fallas:
        if falla.tarea != "publicación":
            yield Alerta(falla.titulo, f"{falla.frase[:1].upper()}{falla.frase[1:]}.", falla.remedio)


def calendario(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    if m.frenos:
        yield Alerta(
            "el calendario está detenido",
            "La hora de la máquina saltó, o el obrero faltó más de lo normal: nada vence ni se suprime mientras tanto.",
            "Corrija la hora (timedatectl); quien administra la comprueba y reanuda en «Hoy › Reloj del sistema».",
        )


def correo(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    if m.en_cola_desde > COLA:
        yield Alerta(
            "el correo no sale",
            f"Hay {cuantos(m.en_cola, 'mensaje', 'mensajes')} en cola, el más antiguo desde hace {duracion(m.en_cola_desde)}.",
            "Revise CONOCELES_SMTP_… y que el servidor de correo atienda; se reintentan solos.",
        )
    if m.devueltos:
        yield Alerta(
            "hay correos que no llegaron",
            f"{cuantos(m.devueltos, 'mensaje de esta semana volvió o se dejó', 'mensajes de esta semana volvieron o se dejaron')} de intentar.",
            "«Hoy» los lista con su razón: quien administra corrige la dirección y los reenvía.",
        )


def copias(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    que = (
        ("el respaldo es viejo", m.respaldo, _OTRA_VEZ.format("conoceles-respaldo")),
        ("la copia del llavero es vieja", m.llavero, _OTRA_VEZ.format("conoceles-llaves")),
    )  # fmt: skip
    for titulo, edad, remedio in que:
        if (edad or m.instalada) > RESPALDO:
            cuando = (
                f"El último es de hace {duracion(edad)}."
                if edad
                else "No consta ninguno desde esta instalación."
            )
            yield Alerta(titulo, cuando, remedio)


def maquina(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    if m.libre < min(LIBRE, PARTE_LIBRE * m.disco):
        yield Alerta(
            "queda poco disco",
            f"En la carpeta de datos quedan {m.libre // 1024**2:,} MB.",
            "Libere espacio o amplíe el disco: sin él no se reciben fotografías ni se publica.",
        )
    for nombre, queda in m.certificados.items():
        if queda < CERTIFICADO:
            cuando = (
                f"Vence en {duracion(queda)}."
                if queda > timedelta()
                else "Ya venció, o el archivo está dañado: los navegadores no entran, o no entrarán cuando nginx lo lea."
            )
            yield Alerta(
                f"el certificado «{nombre}» vence",
                cuando,
                "Renuévelo (certbot renew) o ponga otro en /etc/ssl/conoceles, y systemctl reload nginx.",
            )


def certificados(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    for nombre in m.sin_ensenar:
        yield Alerta(
            f"nginx no enseña el certificado «{nombre}»",
            "El que está en su carpeta no es el que reciben los navegadores: no se ha recargado, o su llave no es la suya. El de antes vencerá.",
            f"nginx -t; si dice que está mal, ponga en /etc/ssl/conoceles/{nombre}.key la llave de ese certificado. Después, systemctl reload nginx.",
        )

    for nombre in m.sin_leer:
        yield Alerta(
            f"no se puede leer el certificado «{nombre}»",
            "Nadie avisará cuándo vence; y si es un enlace a algo que ya no está, nginx no volverá a arrancar.",
            f"Ponga en /etc/ssl/conoceles/{nombre}.pem una copia que todos lean, no un enlace, como dice «En un paso» en el manual de operación.",
        )


def espejos(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    for uno in m.espejos:
        if uno.hace > ESPEJO:
            yield Alerta(
                f"el espejo «{uno.nombre}» está atrasado",
                f"No entrega lo publicado desde hace {duracion(uno.hace)}: {uno.falla}. Lo que se suprimió puede seguir ahí.",
                f"{razones.remedio(uno.falla, uno.nombre)} A mano: conoceles espejo {uno.nombre}.",
            )


def replica(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    if m.sin_exigir:
        yield Alerta(
            "las bases confirman sin réplica",
            f"Lo que se recibe queda en una sola máquina ({', '.join(m.sin_exigir)}): si se pierde, se pierden acuses ya dados.",
            "Arme la otra máquina (operacion/replica armar) y, en la primaria, operacion/replica exigir.",
        )


def copia_continua(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    if m.sin_guardar:
        yield Alerta(
            "la copia continua de las bases está detenida",
            f"PostgreSQL no puede guardar sus diarios ({', '.join(m.sin_guardar)}): se acumulan en su disco, y no se podría volver a un momento de hoy.",
            continua.REMEDIO,
        )
    if m.sin_copiar:
        yield Alerta(
            "la copia de las bases es vieja",
            f"No consta la de anoche ({', '.join(m.sin_copiar)}): volver a un momento tardaría más, o no se podría.",
            continua.COPIE,
        )


def comprobacion(m: Medidas, ahora: datetime) -> Iterator[Alerta]:
    if (m.comprobada or m.instalada) > COMPROBACION:
        cuando = f"La última es de hace {duracion(m.comprobada)}." if m.comprobada else "No consta ninguna."
        yield Alerta(
            "la comprobación de la noche no corre",
            f"{cuando} Sin ella, de un respaldo viejo o de algo cambiado por fuera no se sabría.",
            _OTRA_VEZ.format("conoceles-comprobar"),
        )
    if m.errores:
        nuevos = sorted(m.errores.keys() - m.de_antes)
        de_antes = sorted(m.errores.keys() & m.de_antes)
        dichos = [("Nuevo", nuevos), ("Igual que la vez anterior", de_antes)]
        yield Alerta(
            "la comprobación de la noche halló errores",
            " ".join(f"{que}: {_con_cuantos(m, codigos)}." for que, codigos in dichos if codigos),
            f"conoceles comprobar dice el remedio de {', '.join(sorted(m.errores))}. No borre nada antes de leerlos.",
        )


def _con_cuantos(m: Medidas, codigos: list[str]) -> str:
    return ", ".join(
        codigo if m.errores[codigo] == 1 else f"{codigo} ({m.errores[codigo]})" for codigo in codigos
    )


Regla = Callable[[Medidas, datetime], Iterator[Alerta]]
REGLAS: tuple[Regla, ...] = (
    publicacion, fotografias, tareas, calendario, correo, copias, maquina, certificados, espejos, replica, copia_continua, comprobacion,
)  # fmt: skip
