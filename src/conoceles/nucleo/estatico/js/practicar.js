// Boleta para practicar: cuenta lo marcado con la regla de la página. No guarda ni envía nada.
const formulario = document.querySelector("[data-practicar]"), resultado = document.querySelector("[data-resultado]");
const casillas = [...formulario.querySelectorAll("[data-formula]")], escrito = formulario.querySelector("#escrito");
const alEmpezar = resultado.textContent, votos = Number(formulario.dataset.practicar);

function caso(marcadas) {
  if (escrito.value.trim()) return marcadas.length ? "escrito_y_marcado" : "escrito";
  if (!marcadas.length) return "ninguno";
  if (votos > 1) return marcadas.length > votos ? "de_mas" : marcadas.length < votos ? "menos" : "justas";
  if (marcadas.length < 2) return "uno";
  return new Set(marcadas.map((c) => c.dataset.formula)).size === 1 ? "coalicion" : "varios";
}

const nombres = (marcadas) => new Intl.ListFormat("es", { type: "conjunction" }).format([...new Set(marcadas.map((c) => c.dataset.quien))]);

function contar() {
  const marcadas = casillas.filter((c) => c.checked), clave = caso(marcadas);
  document.querySelectorAll("[data-caso]").forEach((e) => {
    const es = e.dataset.caso === clave;
    e.toggleAttribute("data-es", es);
    if (!es) return;
    const dice = document.createElement("strong");
    dice.textContent = e.querySelector("dd").textContent;
    resultado.replaceChildren(dice, `: ${e.dataset.entonces.replace("{quien}", nombres(marcadas))}.`);
    resultado.dataset.cuenta = e.dataset.cuenta;
  });
}

resultado.hidden = false;
formulario.addEventListener("input", contar);
formulario.addEventListener("submit", (e) => e.preventDefault());
formulario.addEventListener("reset", () => {
  resultado.textContent = alEmpezar;
  delete resultado.dataset.cuenta;
  document.querySelectorAll("[data-es]").forEach((e) => e.removeAttribute("data-es"));
});
