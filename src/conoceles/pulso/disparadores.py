"""Ni un freno, ni quién lo levantó, ni una ausencia avisada se cambian después."""

from conoceles.nucleo.disparadores import inmutable

DISPARADORES = (
    *inmutable("pulso_freno"),
    *inmutable("pulso_reanudacion"),
    *inmutable("pulso_ausencia"),
)
