// Oculta las preguntas que no aplican según lo contestado. El servidor aplica la misma regla al guardar.
export function saltos(formulario) {
  const condicionados = [...formulario.querySelectorAll("[data-visible-si]")];
  if (!condicionados.length) return;
  for (const texto of formulario.querySelectorAll("[data-condicion]")) texto.hidden = true;
  const aplicar = () => {
    const datos = new FormData(formulario);
    for (const bloque of condicionados) {
      const respuestas = datos.getAll(bloque.dataset.visibleSi);
      const valores = bloque.dataset.visibleValores.split(" ");
      const deAqui = formulario.elements[bloque.dataset.visibleSi];
      if (deAqui) bloque.hidden = !respuestas.some((r) => valores.includes(r));
    }
  };
  formulario.addEventListener("change", aplicar);
  aplicar();
}
