"""Se corre aparte, como root: `--muertes N --golpes N --semilla S --carpeta C`. Al final imprime qué pasó, en JSON.

Nueve equipos, Ana enviando y Eva leyendo sin parar. Muere cada uno por turno y luego de dos en dos, al azar; después, procesos
sueltos, uno tras otro.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from correo.servidor import servidor_smtp
from equipos.carga import PUERTO_CAPTURA, Ana, Eva
from equipos.golpes import Golpes
from equipos.maquinas import NOMBRES, Maquinas
from equipos.red import red
from equipos.revision import llave_destruida, revisar
from personas import CLAVE
from recorridos.aparte import entorno_propio
from recorridos.envios_por_red import aparte
from recorridos.navegador import hasta
from taller.banco.gente.cliente import Navegador, SinRespuesta

BASES = ("primaria", "réplica")
FIJOS = tuple(n for n in NOMBRES if not n.startswith("base"))
VICTIMAS = (*FIJOS, *BASES)
NUNCA_JUNTOS = {"publico-1", "publico-2"}  # sin ninguno no hay a quién leer
PARES = [par for par in combinations(VICTIMAS, 2) if set(par) != NUNCA_JUNTOS]
RUTAS = ("/", f"/{CLAVE}/", f"/{CLAVE}/candidaturas/", f"/{CLAVE}/contiendas/")
MANOS, ESPERA, LUGARES = 4, 180.0, 1000
CADA = 5  # golpes por envío


def turnos(muertes: int, azar: Random) -> Iterator[tuple[str, ...]]:
    """Cada equipo solo, en desorden; después, pares al azar sin repetir mientras haya."""
    todos = [(v,) for v in azar.sample(VICTIMAS, len(VICTIMAS))]
    while len(todos) < muertes:
        todos += azar.sample(PARES, len(PARES))
    yield from todos[:muertes]


class Simulacro:
    def __init__(self, maquinas: Maquinas, ana: Ana, eva: Eva, azar: Random, por_muerte: int) -> None:
        self.m, self.ana, self.eva, self.azar, self.por_muerte = maquinas, ana, eva, azar, por_muerte
        self.dados = 0

    def permitir(self, cuantos: int) -> None:
        self.dados += cuantos
        self.ana.permisos.release(cuantos)

    def muerte(self, victimas: tuple[str, ...]) -> dict[str, Any]:
        """Mueren con envíos a medias; quien opera hace lo suyo; vuelven. Qué se vio."""
        antes = (
            self.ana.tropiezos,
            self.ana.negadas,
            self.eva.lecturas,
            self.eva.reintentos,
            len(self.eva.errores),
        )
        self.m.encolar(3)
        self.permitir(self.por_muerte)
        threading.Event().wait(self.azar.random() * 1.2)
        momento, vistos = time.monotonic(), len(self.ana.vistos)
        for victima in victimas:
            self._equipo(victima).morir()
        dicho: dict[str, Any] = {"murieron": victimas, "cercada": None}
        dicho |= self._mientras_faltan(victimas)
        self._volver(victimas, dicho)
        hasta(lambda: len(self.ana.vistos) == self.dados, ESPERA)
        nuevas = [hora - momento for hora in self.ana.horas if hora > momento]
        ahora = (
            self.ana.tropiezos,
            self.ana.negadas,
            self.eva.lecturas,
            self.eva.reintentos,
            len(self.eva.errores),
        )
        nombres = ("tropiezos", "negadas", "lecturas", "reintentos", "errores")
        return dicho | {
            "acuses_antes": vistos,
            "segundos": round(min(nuevas, default=0.0), 1),
            **{n: b - a for n, a, b in zip(nombres, antes, ahora, strict=True)},
        }

    def golpear(self, cuantos: int) -> Golpes:
        """Después de las muertes, con todos los equipos en pie: procesos sueltos de varios equipos cada vez."""
        golpes, envios = Golpes(self.m, self.azar), 0
        while (dados := golpes.dados.total()) < cuantos:
            if dados >= CADA * envios:
                envios += 1
                self.m.encolar(1)
                self.permitir(1)
                print(f"{dados} golpes de {cuantos}", file=sys.stderr, flush=True)
            threading.Event().wait(self.azar.random() * 0.4)
            golpes.dar()
        hasta(lambda: len(self.ana.vistos) == self.dados, ESPERA)
        return golpes

    def _equipo(self, victima: str) -> Any:
        if victima in BASES:
            return (self.m.primaria if victima == "primaria" else self.m.replica).equipo
        return self.m.red[victima]

    def _mientras_faltan(self, victimas: tuple[str, ...]) -> dict[str, Any]:
        """Si murió la primaria y queda la réplica, se conmuta. Si se puede enviar, se espera a que conste uno más."""
        if "primaria" in victimas and "réplica" not in victimas:
            inicio = time.monotonic()
            self.m.replica.dar("conmutar")
            self.m.primaria, self.m.replica = self.m.replica, self.m.primaria
            dicho = {"conmutar": round(time.monotonic() - inicio, 1)}
        else:
            dicho = {"conmutar": None}
        lecturas = self.eva.lecturas
        hasta(lambda: self.eva.lecturas > lecturas + 40, ESPERA)
        if "réplica" in victimas or {"captura-1", "captura-2"} <= set(victimas):
            negadas = self.ana.negadas
            if "primaria" not in victimas and not {"captura-1", "captura-2"} <= set(victimas):
                self.permitir(1)
                hasta(lambda: self.ana.negadas > negadas, ESPERA)
            return dicho
        vistos = len(self.ana.vistos)
        self.permitir(1)
        hasta(lambda: len(self.ana.vistos) > vistos, ESPERA)
        return dicho

    def _volver(self, victimas: tuple[str, ...], dicho: dict[str, Any]) -> None:
        for victima in victimas:
            self._equipo(victima).volver()
        if "primaria" in victimas and "réplica" not in victimas:
            vieja = self.m.replica  # ya cambiaron de papel
            vieja.equipo.volver()
            # Se da cada diez segundos, como dice el manual: en una máquina ocupada, la otra puede no contestar a la primera.
            with suppress(AssertionError):
                hasta(lambda: all(vieja.cercada(self.m.primaria).values()), ESPERA)
            dicho["cercada"] = all(vieja.cercada(self.m.primaria).values())
            if dicho["cercada"]:
                self.m.rearmar()
        elif set(victimas) & set(BASES):
            if "primaria" in victimas:
                assert not any(self.m.primaria.cercada(self.m.replica).values())
                self.m.primaria.encender()
            self.m.replica.encender()
            hasta(self.m.primaria.con_replica, 60)
        for victima in victimas:
            if victima in FIJOS:
                self.m.red[victima].volver()
                self.m.arrancar(victima)


def correr(muertes: int, golpes: int, semilla: int, carpeta: Path) -> dict[str, Any]:
    azar, por_muerte = Random(semilla), max(1, min(3, LUGARES // max(1, muertes) - 1))
    with (
        red(NOMBRES, carpeta) as equipos,
        servidor_smtp(equipos.aqui) as buzon,
        entorno_propio(carpeta / "nada", vacias=True) as entorno,
    ):
        maquinas = Maquinas(equipos, carpeta, entorno, int(buzon.server_address[1]))
        cuantas = str(muertes * (por_muerte + 1) + MANOS + -(-golpes // CADA))
        folios = maquinas.preparar(
            lambda e: json.loads(aparte("recorridos.envios_aparte", "sembrar", cuantas, entorno=e))["folios"]
        )
        capturas = [equipos[n].direccion for n in ("captura-1", "captura-2")]
        hasta(lambda: all(map(_contesta, capturas)), ESPERA)
        hasta(
            lambda: all((maquinas.sitio(p) / "_raiz" / "actual").exists() for p in sorted(NUNCA_JUNTOS)),
            ESPERA,
        )
        ana = Ana(PUERTO_CAPTURA, capturas=capturas)
        eva = Eva([equipos[n].direccion for n in sorted(NUNCA_JUNTOS)], RUTAS)
        hilos = [threading.Thread(target=ana.todos, args=(folios, MANOS)), threading.Thread(target=eva.leer)]
        for hilo in hilos:
            hilo.start()
        simulacro = Simulacro(maquinas, ana, eva, azar, por_muerte)
        try:
            descuidos = maquinas.descuidos()
            simulacro.permitir(MANOS)
            hasta(lambda: len(ana.vistos) == MANOS, ESPERA)
            vistas = []
            for victimas in turnos(muertes, azar):
                print(f"muere {' y '.join(victimas)}", file=sys.stderr, flush=True)
                vistas.append(simulacro.muerte(victimas))
            dados = simulacro.golpear(golpes)
        finally:
            ana.alto.set()
            eva.alto.set()
            for hilo in hilos:
                hilo.join(60)
        hallado = revisar(maquinas, ana, eva, buzon.recibidos)
        return {
            "muertes": vistas,
            "golpes": dict(sorted(dados.dados.items())),
            "tardo": [round(t, 1) for t in dados.tardo],
            "semilla": semilla,
            "descuidos": descuidos,
            **hallado,
            "llave": llave_destruida(maquinas),
        }


def _contesta(captura: str) -> bool:
    try:
        return Navegador(PUERTO_CAPTURA, anfitrion=captura).pedir("/salud/vivo").codigo == 200
    except SinRespuesta:
        return False


def main() -> None:
    leer = argparse.ArgumentParser()
    leer.add_argument("--muertes", type=int, required=True)
    leer.add_argument("--golpes", type=int, required=True)
    leer.add_argument("--semilla", type=int, required=True)
    leer.add_argument("--carpeta", type=Path, required=True)
    args = leer.parse_args()
    print(json.dumps(correr(args.muertes, args.golpes, args.semilla, args.carpeta), ensure_ascii=False))


if __name__ == "__main__":
    main()
