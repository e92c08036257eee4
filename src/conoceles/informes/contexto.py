"""Lo que todo informe lee, una sola vez: la población en el corte y los indicadores del catálogo."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from operator import attrgetter, itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from conoceles.bitacora.estados import CON_CONTENIDO, Estado
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.consultas import en_corte
from conoceles.estadistica.indicadores import EN_B
from conoceles.estadistica.poblacion import Registro, registros
from conoceles.estadistica.publicado import Publicado
from conoceles.expediente.calendario.plazos import inicios_de_captura, vence_captura
from conoceles.expediente.models import Cierre, Envio, Ronda
from conoceles.identidad.totales.visibles import afirmativas_visibles
from conoceles.informes.documento.estructura import Documento, Tabla, Valor, porciento
from conoceles.informes.fijas import Fijas, anteriores, por_id
from conoceles.informes.fijas import en_corte as en_corte_fijado
from conoceles.nucleo import dias
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion

COLUMNAS_DE_AVANCE = (
    "Registradas", "Curricular", "% curricular", "Identidad", "% identidad", "Validadas", "Publicadas", "Omisas", "Extemporáneas",
)  # fmt: skip
DENOMINADOR = (
    "Los porcentajes son de las candidaturas registradas de cada renglón, propietarias y suplentes. Curricular e identidad: "
    "cuestionario enviado. Publicadas: con todo lo enviado a la vista."
)
_FOLIO, _ESTADO = attrgetter("folio"), attrgetter("estado")
_YA_PUBLICADAS = (Estado.PUBLICADA, Estado.AJUSTADA, Estado.CERRADA)

Repartidos = Mapping[tuple[str, ...], Sequence[Registro]]  # lo que valen unos campos → quiénes


@dataclass(frozen=True)
class Contexto:
    """Una elección en un corte. Todo se lee al pedirlo, y una vez.

    `afuera`: lo que puede entregarse o publicarse; de un grupo de territorios que todavía no publica no cuenta nada.
    """

    definicion: Definicion
    corte: datetime
    afuera: bool = True
    fijas: Fijas | None = None  # las de este corte: no se vuelven a contar
    heredadas: Fijas | None = None  # al corregir, de dónde sale lo de identidad
    _repartidos: dict[tuple[str, ...], Repartidos] = field(default_factory=dict, init=False, compare=False)

    @cached_property
    def registros(self) -> list[Registro]:
        return [r for r in self._todos if r.contienda not in self.esperan]

    def de(self, **valores: str) -> Sequence[Registro]:
        """Las que en esos campos dicen eso. Se reparten una vez: hay tantos grupos como municipios."""
        campos = tuple(valores)
        if campos not in self._repartidos:
            self._repartidos[campos] = _repartir(self.registros, campos)
        return self._repartidos[campos].get(tuple(valores.values()), ())

    @cached_property
    def esperan(self) -> dict[str, date]:
        """Contienda que este informe no cuenta → el día en que publica."""
        return self.definicion.por_publicar(self.corte) if self.afuera else {}

    @cached_property
    def callados(self) -> set[str]:
        """Folios de las contiendas que no cuenta."""
        return {r.folio for r in self._todos if r.contienda in self.esperan}

    @cached_property
    def _todos(self) -> list[Registro]:
        return registros(self.definicion, self.corte)

    @cached_property
    def indicadores(self) -> dict[str, Publicado]:
        """Los del catálogo en el corte, por id; los de identidad ya vienen protegidos."""
        if self.fijas:
            return dict(self.fijas.indicadores)
        contados = por_id(en_corte(self.definicion.clave, self.corte, afuera=self.afuera, de=self._todos))
        if self.heredadas is None:
            return contados
        previos = self.heredadas.indicadores
        de_identidad = {i: previos[i] for i in previos if previos[i]["clase"] in EN_B}
        return {i: v for i, v in contados.items() if v["clase"] not in EN_B} | de_identidad

    @cached_property
    def visibles(self) -> Mapping[str, int] | None:
        """Pregunta → perfiles que la mostraban en el corte; después de la jornada, en el último fijado antes.

        `None` si no se sabe: la identidad ya no se publica y nadie lo fijó cuando se publicaba.
        """
        if fijas := self.fijas or self.heredadas:
            return fijas.visibles
        if self.cuando_visibles < self.corte:
            previas = anteriores(self.definicion.clave, self.cuando_visibles)
            return previas.visibles if previas else None
        if Cierre.objects.vigentes().filter(proceso=self.definicion.clave).exists():
            return None
        muestran = [r for r in self.registros if "identidad" in r.salen]
        obligados = {r.clave: self.definicion.grupos_que_muestran(r.acciones) for r in muestran}
        return afirmativas_visibles([*obligados], self.definicion.identidad, self.corte, obligados)

    @property
    def cuando_visibles(self) -> datetime:
        """El corte, o el fin de la jornada si ya pasó: desde entonces la identidad deja de publicarse (plan §12)."""
        jornada = self.definicion.calendario.dia("jornada")
        return min(self.corte, dias.fin(jornada, self.definicion.calendario.zona)) if jornada else self.corte

    @cached_property
    def con_identidad(self) -> set[str]:
        """Folios cuyo envío, que incluye identidad, es anterior al corte."""
        envios = Envio.objects.filter(candidatura__proceso=self.definicion.clave, en__lte=self.corte)
        return set(envios.values_list("candidatura__folio", flat=True))

    @cached_property
    def extemporaneas(self) -> set[str]:
        """Folios cuyo primer envío llegó después de su plazo; están también entre las enviadas."""
        tardios = Envio.objects.filter(
            candidatura__proceso=self.definicion.clave, en__lte=self.corte, extemporaneo=True
        )
        return set(tardios.values_list("candidatura__folio", flat=True))

    @cached_property
    def habilitadas(self) -> dict[str, datetime]:
        """Folio de quien no ha enviado → cuándo empezó su plazo: el acuse del acceso o, sin personas designadas, la habilitación."""
        abiertas = Ronda.objects.filter(
            candidatura__proceso=self.definicion.clave, numero=1, abierta_en__lte=self.corte
        )
        rondas = abiertas.filter(
            ~Exists(Envio.objects.filter(candidatura=OuterRef("candidatura"), en__lte=self.corte))
        )
        inicios = inicios_de_captura(self.definicion.clave, rondas, hasta=self.corte)
        folios = Candidatura.objects.order_by().values_list("pk", "folio")
        return {folio: inicios[suya] for suya, folio in de_muchas(folios, "pk", inicios, itemgetter(0))}

    @property
    def zona(self) -> ZoneInfo:
        return ZoneInfo(self.definicion.calendario.zona)

    @property
    def local(self) -> datetime:
        return self.corte.astimezone(self.zona)

    @property
    def mes(self) -> str:
        """«abril de 2024», el del corte."""
        return f"{dias.MESES[self.local.month - 1]} de {self.local.year}"

    @property
    def cuando(self) -> str:
        """«25 de abril de 2024, 10:00», en la hora de la elección."""
        return f"{self.local.day} de {self.mes}, {self.local:%H:%M}"

    def documento(
        self, *, tipo: str, titulo: str, restringido: bool, portada: str, tablas: tuple[Tabla, ...]
    ) -> Documento:
        """Un documento del corte, con la institución y las firmas de la elección."""
        return Documento.de(
            self.definicion,
            tipo=tipo,
            titulo=titulo,
            corte=self.local.isoformat(timespec="seconds"),
            corte_texto=self.cuando,
            restringido=restringido,
            portada=portada,
            tablas=tablas,
        )

    def vencimiento(self, folio: str) -> datetime | None:
        """Instante en que terminó o terminará su plazo de captura."""
        desde = self.habilitadas.get(folio)
        return self._limite(desde) if desde else None

    @cached_property
    def _limite(self) -> Callable[[datetime], datetime]:
        """Cuándo termina el plazo que empezó entonces: muchas empezaron a la vez, y cada tabla lo pregunta de todas."""
        calendario = self.definicion.calendario
        return cache(lambda desde: dias.fin(vence_captura(calendario, desde), calendario.zona))

    @cached_property
    def omisas(self) -> set[str]:
        """Folios sin envío y con el plazo vencido en el corte."""
        return {r.folio for r in self.registros if not r.enviada and self._vencida(r)}

    def _vencida(self, registro: Registro) -> bool:
        limite = self.vencimiento(registro.folio)
        return registro.estado == Estado.OMISA or (limite is not None and limite <= self.corte)

    def avance(self, grupo: Iterable[Registro]) -> tuple[Valor, ...]:
        """Los nueve números de un renglón de avance. De un archivo histórico no se sabe quién contestó identidad."""
        filas = list(grupo)
        suyos, estados = {*map(_FOLIO, filas)}, Counter(map(_ESTADO, filas))
        total, curricular = len(filas), sum(r.enviada for r in filas)
        identidad = None if self.definicion.historico else len(suyos & self.con_identidad)
        return (
            total,
            curricular,
            porciento(curricular, total),
            identidad,
            None if identidad is None else porciento(identidad, total),
            sum(estados[estado] for estado in CON_CONTENIDO),
            sum(estados[estado] for estado in _YA_PUBLICADAS),
            len(suyos & self.omisas),
            len(suyos & self.extemporaneas),
        )

    def tabla_de_avance(
        self,
        clave: str,
        titulo: str,
        etiquetas: tuple[str, ...],
        grupos: Iterable[tuple[tuple[str, ...], Sequence[Registro]]],
    ) -> Tabla:
        """Un renglón por grupo con alguien, y el total al final; los grupos no se traslapan."""
        renglones: list[tuple[Valor, ...]] = [
            (*nombres, *self.avance(suyos)) for nombres, suyos in grupos if suyos
        ]
        total = ("Total", *("" for _ in etiquetas[1:]), *self.avance(self.registros))
        return Tabla(clave, titulo, (*etiquetas, *COLUMNAS_DE_AVANCE), (*renglones, total), DENOMINADOR)


def _repartir(registros: Iterable[Registro], campos: tuple[str, ...]) -> Repartidos:
    dicho, grupos = attrgetter(*campos), defaultdict[Any, list[Registro]](list)
    for r in registros:
        grupos[dicho(r)].append(r)
    return {**grupos} if len(campos) > 1 else {(uno,): suyos for uno, suyos in grupos.items()}


def abrir(clave: str, corte: datetime, *, afuera: bool = True) -> Contexto:
    """`NoEncontrado` si el proceso no se ha cargado."""
    return Contexto(procesos.definicion(clave), corte, afuera)


def abrir_fijas(clave: str, pedido: datetime, *, afuera: bool = True) -> Contexto:
    """Con las cifras del corte declarado que vale en ese momento. `NoEncontrado` si el proceso no se ha cargado."""
    definicion = procesos.definicion(clave)
    corte, fijas = en_corte_fijado(definicion, pedido)
    return Contexto(definicion, corte, afuera, fijas and fijas.vistas(afuera=afuera))
