"""Las fechas de la elección y cómo corren sus plazos."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from conoceles.nucleo import dias, festivos
from conoceles.proceso.avisos import Acuerdo


@dataclass(frozen=True)
class Fecha:
    """Día del calendario. `supuesto` cuando ninguna fuente lo confirma."""

    dia: date
    acuerdo: Acuerdo | None = None
    supuesto: bool = False


@dataclass(frozen=True)
class GrupoDeTerritorios:
    """Municipios o distritos con fechas propias; las que no dice son las de toda la elección."""

    clave: str
    nombre: str
    municipios: tuple[str, ...] = ()  # claves
    distritos: tuple[int, ...] = ()
    fechas: dict[str, Fecha] = field(default_factory=dict)
    pregunta: str = ""  # lo que hay que confirmar para saber quiénes lo forman

    def tiene(self, municipio: str | None, distrito: int | None) -> bool:
        """Si ese territorio es suyo."""
        return municipio in self.municipios or distrito in self.distritos


def _oficiales_entre(desde: date, hasta: date) -> frozenset[date]:
    """Los que caen de lunes a viernes después de `desde` y hasta `hasta`."""
    anios = range(desde.year, hasta.year + 1)
    todos = {d for anio in anios for d in festivos.oficiales(anio)}
    return frozenset(d for d in todos if desde < d <= hasta and d.weekday() < 5)


@dataclass(frozen=True)
class Calendario:
    """Fechas de la elección; un día es el intervalo semiabierto local [00:00, 24:00)."""

    zona: str
    fechas: dict[str, Fecha]  # registro_inicio, registro_fin, campana_inicio, publicacion_inicio, jornada, …
    captura_dias: int = 15
    captura_habiles: bool = False
    captura_acuerdo: Acuerdo | None = None
    captura_supuesto: bool = False
    todos_los_dias_habiles: bool = False
    inhabiles: frozenset[date] = frozenset()  # los del instituto y, si así se dice, los oficiales
    festivos_oficiales: bool = False
    orden: tuple[str, ...] = ("captura", "validacion", "publicacion")
    orden_acuerdo: Acuerdo | None = None
    grupos: tuple[GrupoDeTerritorios, ...] = ()  # con fechas distintas de las de toda la elección

    def dia(self, clave: str) -> date | None:
        """Día de la clave, o `None` si la definición no lo trae."""
        fecha = self.fechas.get(clave)
        return fecha.dia if fecha else None

    def de(self, municipio: str | None, distrito: int | None) -> Calendario:
        """El de ese territorio: las fechas de su grupo mandan sobre las de toda la elección."""
        suyo = self.grupo(municipio, distrito)
        return self._con(suyo) if suyo else self

    def grupo(self, municipio: str | None, distrito: int | None) -> GrupoDeTerritorios | None:
        """El grupo de ese territorio, si está en alguno."""
        return next((g for g in self.grupos if g.tiene(municipio, distrito)), None)

    def veda_desde(self) -> date | None:
        """El día que se declara; si no, el siguiente al último de campaña de todos los territorios, o la jornada."""
        fines = [fin for c in self.todos() if (fin := c.dia("campana_fin"))]
        sin_decir = max(fines) + timedelta(days=1) if fines else self.dia("jornada")
        return self.dia("veda_inicio") or sin_decir

    def todos(self) -> list[Calendario]:
        """El de toda la elección y el de cada grupo de territorios."""
        return [self, *(self._con(g) for g in self.grupos)]

    def _con(self, grupo: GrupoDeTerritorios) -> Calendario:
        return replace(self, fechas=self.fechas | grupo.fechas)

    def dia_local(self, momento: datetime) -> date:
        """El día que es en la elección en ese momento."""
        return momento.astimezone(ZoneInfo(self.zona)).date()

    def vence(self, desde: datetime, cuantos: int, *, habiles: bool) -> date:
        """Último día de un plazo de `cuantos` días, contados desde el siguiente a `desde`.

        `habiles` no aparta ninguno mientras la elección tenga todos los días por hábiles.
        """
        return self._sumar(self.dia_local(desde), cuantos, habiles=habiles)

    def inhabiles_desde(self, dia: date) -> frozenset[date]:
        """Los declarados; y, si se cuentan los oficiales, también los de ese año y el que sigue.

        Los derechos sobre los datos se ejercen cuando la elección ya terminó: sus fechas no llegan hasta ahí.
        """
        if not self.festivos_oficiales:
            return self.inhabiles
        suyos = (d for anio in (dia.year, dia.year + 1) for d in festivos.oficiales(anio) if d >= dia)
        return self.inhabiles | frozenset(suyos)

    def por_que_dudar(self, desde: date, hasta: date, *, lo_dice: str) -> str:
        """Por qué ese plazo en días hábiles podría vencer después; vacía si todo lo que lo alarga está declarado.

        `lo_dice`: la ley de los descansos obligatorios.
        """
        faltan = [] if self.festivos_oficiales else _oficiales_entre(desde, hasta) - self.inhabiles
        if faltan:
            dichos = ", ".join(dias.en_palabras(d) for d in sorted(faltan))
            return f"La elección no dice si es inhábil: {dichos}, de descanso obligatorio ({lo_dice})."
        ultimo = max((f.dia for f in self.fechas.values()), default=hasta)
        if hasta.year > ultimo.year:
            return f"Los días inhábiles de {hasta.year} no están declarados: podrían alargarlo."
        return ""

    def _sumar(self, dia: date, cuantos: int, *, habiles: bool) -> date:
        apartan = habiles and not self.todos_los_dias_habiles
        return dias.sumar(dia, cuantos, habiles=apartan, inhabiles=self.inhabiles)

    def fin_de_captura(self) -> date | None:
        """Último día de quien recibió su acceso el día en que se abre la captura, cortado en la jornada."""
        abre, jornada = self.dia("captura_inicio"), self.dia("jornada")
        if abre is None:
            return None
        vence = self._sumar(abre, self.captura_dias, habiles=self.captura_habiles)
        return min(vence, jornada) if jornada else vence

    def fuera_del_corte(self) -> dict[str, date]:
        """Grupo («» es toda la elección) → último día de su plazo de captura, si cae después de `identidad_corte`."""
        corte, nombres = self.dia("identidad_corte"), ("", *(g.nombre for g in self.grupos))
        fines = {n: fin for n, c in zip(nombres, self.todos(), strict=True) if (fin := c.fin_de_captura())}
        return {
            n: fin for n, fin in fines.items() if corte and fin > corte and (not n or fin != fines.get(""))
        }

    def cierre_de_captura(self) -> date | None:
        """Último día en que se recibe lo extemporáneo: `captura_cierre` o, si no se dice, la jornada."""
        return self.dia("captura_cierre") or self.dia("jornada")
