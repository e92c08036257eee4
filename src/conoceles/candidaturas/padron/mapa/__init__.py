"""Leer un archivo ajeno con `padron.toml`: del renglón como viene al renglón que el importador entiende."""

from conoceles.candidaturas.padron.mapa.hojas import con_mapa, mapear
from conoceles.candidaturas.padron.mapa.proponer import proponer

__all__ = ["con_mapa", "mapear", "proponer"]
