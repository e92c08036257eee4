"""Una publicación: leer → decidir → componer → cerrar. Todo, o las boletas que tocó la bitácora y lo que depende de ellas."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from conoceles.expediente.notas import notas_de
from conoceles.nucleo.bases.memoria import devolver
from conoceles.nucleo.nucleos import aparte
from conoceles.publicacion.api import reserva
from conoceles.publicacion.armado import boletas, decidir, personas, sueltos
from conoceles.publicacion.armado.cierre import buscar, cerrar
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.armado.corte import Corte
from conoceles.publicacion.armado.decidir import Cambio
from conoceles.publicacion.armado.historial import estrenar
from conoceles.publicacion.armado.leer import Grupo, Leido, Visto, grupos, leer
from conoceles.publicacion.armado.recordadas import desempacar, empacar
from conoceles.publicacion.busqueda.borrador import Borrador
from conoceles.publicacion.lectura import mostradas
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.sitio import indice

MUCHAS = 300  # con menos candidaturas, abrir otros procesos tarda más que componer sus páginas


@dataclass
class Armado:
    """Lo decidido en una corrida. La elección entera se recorre por tandas, y una sola vez si se publica completa."""

    corrida: Corrida
    cambio: Cambio = field(default_factory=lambda: Cambio([]))
    visto: Visto = field(default_factory=Visto)
    corte: Corte | None = None  # si a esta corrida le toca
    borrador: Borrador | None = None
    buscada: Future[str] | None = None  # la huella del archivo de búsqueda, si ya está al día

    def recorrer(self, suyos: Sequence[Grupo], *reciben: Callable[[Leido], None]) -> None:
        """Cada tanda, a todos los que la reciben."""
        self.corrida.avance.de(_personas(suyos))
        for grupo in suyos:
            leido = leer(self.corrida, grupo.contiendas)
            self.ver(leido)
            for recibe in reciben:
                recibe(leido)
            self.corrida.avance.sumar(grupo.personas)
            del leido  # antes de leer la que sigue

    def ver(self, leido: Leido) -> None:
        """Se recuerda lo que de esa tanda hará falta cuando ya no esté en la memoria, y lo que quedará a la vista."""
        self.visto.sumar(leido)
        mostradas.guardar(self.corrida.clave, leido.filas)

    def cerrar(self, cabezas: dict[str, str]) -> str:
        """La instantánea que queda a la vista."""
        if self.corte is not None:
            self.corte.cerrar(self.cambio.ligeras)
        if cerrar(self.corrida, self.cambio, self._todas_en_borrador, self.buscada):
            if self.cambio.completa:
                devolver()  # el árbol de la lista se arma de una vez, y es lo más grande que queda
            return estrenar(self.corrida, cabezas)
        return self.corrida.obra.base

    def recordar(self) -> None:
        """Deja a mano las boletas como quedaron publicadas."""
        leido = self.cambio.leido
        self.corrida.recordadas.recordar(leido.contiendas, leido.fichas)
        self.corrida.recordadas.asentar()

    def _todas_en_borrador(self) -> Borrador:
        if self.borrador is None:
            borrador = self.borrador = Borrador(self.corrida.obra.taller())
            self.recorrer(grupos(self.corrida), lambda leido: borrador.agregar(leido.fichas))
        return self.borrador


def todo(corrida: Corrida, *, con_datos: bool) -> Armado:
    """Mira la elección entera; solo compone las páginas cuyos insumos cambiaron."""
    armado, obra, todos = Armado(corrida), corrida.obra, grupos(corrida)
    corrida.recordadas.vaciar()
    muchas = _personas(todos) >= MUCHAS
    if muchas:
        obra.repartir()
    with aparte(de_veras=muchas) as hacer:
        sueltos.fijos(corrida, hacer)
        if con_datos and corrida.con_perfiles:
            armado.corte = Corte(corrida, completa=True, hacer=hacer)
    if not corrida.con_perfiles:
        reserva.guardar_idas(obra.arbol, obra.base, ())
        armado.cambio = Cambio([], completa=True, otras_listas=True)
        return armado
    borrador = armado.borrador = Borrador(obra.taller())
    empacadas: deque[bytes] = deque()  # mientras los demás núcleos ocupan lo suyo
    al_reverso = _al_reverso(corrida) if len(todos) > 1 else []

    def componer(leido: Leido) -> None:
        _componer(corrida, leido, al_reverso, leido.fichas, completa=True)
        borrador.agregar(leido.fichas)
        empacadas.append(empacar([*map(indice.ligera, leido.fichas)]))
        if corrida.recordadas.caben():
            corrida.recordadas.recordar(leido.contiendas, leido.fichas)

    mas = (armado.corte.recibir,) if armado.corte else ()
    armado.recorrer(todos, componer, *mas)
    corrida.avance.etapa("Se terminan las páginas encargadas a los demás núcleos")
    obra.recoger()
    devolver()
    ligeras: list[Ficha] = []
    while empacadas:
        ligeras += desempacar(empacadas.popleft())
    reserva.guardar_idas(obra.arbol, obra.base, {f.folio for f in ligeras})
    armado.cambio = Cambio(ligeras, completa=True, otras_listas=True)
    _listar(corrida, armado.cambio)
    personas.concluidas(corrida, notas_de(proceso=corrida.clave))
    return armado


def solo(
    corrida: Corrida, folios: Collection[str], esperan: Mapping[str, str], *, padron: bool, con_datos: bool
) -> Armado:
    """Vuelve a leer a esos folios y compone lo que depende de lo que cambió en sus boletas.

    `esperan`: a quienes les faltaba la fotografía (folio → su huella); `padron`: si un acto escribió en él.
    """
    folios = {*folios, *esperan}  # quizá ya está la que se esperaba
    cambio = decidir.solo(corrida, folios, padron=padron)
    armado = Armado(corrida, cambio, Visto({**esperan}))
    armado.ver(cambio.leido)
    personas.retirar(corrida, cambio.idas)
    if (sin_perfil := folios - cambio.leido.folios) and corrida.con_perfiles:
        personas.concluidas(corrida, notas_de(sin_perfil))
    if cambio.hay:
        armado.buscada = buscar(corrida, cambio, armado._todas_en_borrador)
        _componer(corrida, cambio.leido, cambio.ligeras, cambio.cambiadas, completa=False)
        _listar(corrida, cambio)
    if con_datos and corrida.con_perfiles:
        armado.corte = Corte(corrida, completa=False)
        armado.recorrer(grupos(corrida), armado.corte.recibir)
    return armado


def _personas(suyos: Sequence[Grupo]) -> int:
    return sum(grupo.personas for grupo in suyos)


def _al_reverso(corrida: Corrida) -> list[Ficha]:
    """Sin textos, quienes van en listas al reverso de otra boleta: con varias tandas, hacen falta desde la primera."""
    definicion = corrida.marco.definicion
    claves = [c.clave for c in definicion.contiendas if definicion.cargo(c.cargo).al_reverso_de]
    return [indice.ligera(ficha) for clave in claves for ficha in leer(corrida, [clave]).fichas]


def _componer(
    corrida: Corrida, leido: Leido, otras: Collection[Ficha], cambiadas: Iterable[Ficha], *, completa: bool
) -> None:
    corrida.sellos.preparar(leido.folios)
    for ficha in cambiadas:
        personas.perfil(corrida, ficha)
    boletas.poner(corrida, leido, otras, completa=completa)


def _listar(corrida: Corrida, cambio: Cambio) -> None:
    sueltos.portadas(corrida, cambio)
    if cambio.otras_listas:
        sueltos.alfabeto(corrida, cambio)
