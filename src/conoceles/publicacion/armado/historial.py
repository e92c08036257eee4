"""La historia de publicaciones, y el estreno: ya es seguro que habrá otra."""

from __future__ import annotations

from collections.abc import Mapping

from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.sitio import historia, indice


def publicado(corrida: Corrida) -> list[historia.Publicacion]:
    """La ya publicada; vacía la primera vez."""
    obra = corrida.obra
    dicha = obra.arbol.ruta(obra.base) / historia.RUTA
    if not dicha.is_file():
        return []
    obra.conservar(historia.RUTA)
    return historia.desde_json(dicha.read_bytes())


def estrenar(corrida: Corrida, cabezas: Mapping[str, str]) -> str:
    """Suma la que se servía a la historia, firma y cambia `actual`. Devuelve el nombre de la instantánea."""
    _sumar(corrida)
    corte = str(corrida.obra.estado.meta.get("corte", ""))
    cortes = {"datos": corte} if corte and corrida.con_perfiles else {}
    return corrida.obra.estrenar(proceso=corrida.clave, ahora=corrida.ahora, cabezas=cabezas, cortes=cortes)


def _sumar(corrida: Corrida) -> None:
    obra = corrida.obra
    if obra.anterior is None or obra.huella_anterior is None:
        return
    nueva = historia.sumar(publicado(corrida), obra.huella_anterior, obra.anterior)
    obra.poner(historia.RUTA, historia.a_json(nueva))
    for pagina in corrida.ediciones(indice.verificar(corrida.comun, corrida.marco, nueva)):
        obra.pagina(pagina)
