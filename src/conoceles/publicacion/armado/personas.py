"""Componer los perfiles: la página, la ficha en JSON y el documento para programas de cada persona."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from conoceles.expediente.notas import Notas
from conoceles.publicacion.api import publicar as api
from conoceles.publicacion.api import reserva
from conoceles.publicacion.archivos import anexos
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.lectura import consultas
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.sitio import indice
from conoceles.publicacion.sitio.lenguas import edicion


def perfil(corrida: Corrida, ficha: Ficha) -> None:
    """Los tres, y la página en cada lengua, si algo de lo que entra en ella cambió."""
    obra = corrida.obra
    paginas = corrida.ediciones(indice.perfil(corrida.comun, ficha, corrida.url))
    if all([obra.al_dia(p) for p in paginas]):  # todas: cada una que sigue se conserva
        obra.conservar(indice.ficha(ficha.folio))
        obra.conservar(api.ruta_de_perfil(ficha.folio))
        return
    hoja = _ficha(corrida, ficha)
    for pagina in paginas:
        con_su_hoja = replace(pagina, componer=partial(pagina.componer, hoja))
        obra.encargar(con_su_hoja, indice.quienes(ficha))
    api.poner_perfil(obra, corrida.comun, ficha, corrida.url, corrida.ahora)


def _ficha(corrida: Corrida, ficha: Ficha) -> str:
    """La pone en JSON y devuelve la hoja de su renglón, que su página dice en el QR."""
    ruta = indice.ficha(ficha.folio)
    corrida.obra.poner(ruta, anexos.de_ficha(ficha, corrida.comun.filtros), indice.quienes(ficha))
    return corrida.obra.archivos[ruta].hoja.hex()


def retirar(corrida: Corrida, folios: Iterable[str]) -> None:
    """De quien se fue no queda ninguno de los tres, en ninguna lengua; lo que decía espera en la reserva, por si vuelve."""
    for folio in folios:
        reserva.guardar(corrida.obra.arbol, corrida.obra.base, folio)
        for ruta in edicion.rutas(corrida.lenguas, f"candidaturas/{folio}/index.html"):
            corrida.obra.quitar(ruta)
        corrida.obra.quitar(f"candidaturas/{folio}.json")
        corrida.obra.quitar(api.ruta_de_perfil(folio))


def concluidas(corrida: Corrida, notas: Mapping[str, Notas]) -> None:
    """En la dirección de quien concluyó queda una nota neutra."""
    hechas = {folio: nota for folio, nota in notas.items() if nota.conclusion}
    boletas = consultas.contiendas_de(corrida.clave, hechas) if hechas else {}
    for folio, nota in hechas.items():
        for pagina in corrida.ediciones(indice.concluida(corrida.comun, folio, nota, boletas[folio])):
            corrida.obra.pagina(pagina)
