// Mejoras de la captura: contador de caracteres que no son blancos, foco en el resumen de errores y aviso al salir.
function contar(area) {
  const salida = document.getElementById(area.dataset.contador);
  if (!salida) return;
  const minimo = Number(area.dataset.minimo || 0);
  const maximo = Number(area.dataset.maximo || 0);
  const pintar = () => {
    const n = [...area.value].filter((c) => c === "\ufeff" || !/[\s\u001c-\u001f\u0085]/u.test(c)).length;
    const exceso = maximo && n > maximo;
    const falta = n > 0 && n < minimo;
    salida.classList.toggle("contador--exceso", Boolean(exceso));
    salida.classList.toggle("contador--falta", falta);
    salida.textContent = exceso ? `Sobran ${n - maximo} caracteres (máximo ${maximo}).`
      : falta ? `Faltan ${minimo - n} caracteres para el mínimo de ${minimo}.`
      : maximo ? `Lleva ${n} de ${maximo} caracteres; los espacios no cuentan.` : `Lleva ${n} caracteres.`;
  };
  area.addEventListener("input", pintar);
  pintar();
}

function avisarAlSalir(formulario) {
  let cambios = false;
  formulario.addEventListener("input", () => { cambios = true; });
  formulario.addEventListener("submit", () => { cambios = false; });
  addEventListener("beforeunload", (e) => { if (cambios) e.preventDefault(); });
}

// Cambiar de elección: con algo escrito, en otra pestaña, que es como va sin este módulo; sin nada, aquí mismo.
function cambiarDeEleccion(enlaces) {
  const aparte = (si) => enlaces.forEach((enlace) => {
    if (si) enlace.target = "_blank";
    else enlace.removeAttribute("target");
    enlace.querySelector("[data-aparte]").hidden = !si;
  });
  aparte(false);
  addEventListener("input", () => aparte(true));
}

cambiarDeEleccion([...document.querySelectorAll("[data-eleccion]")]);
document.querySelectorAll("[data-contador]").forEach(contar);
document.querySelectorAll("form[data-borrador]").forEach(avisarAlSalir);
document.querySelector(".resumen-errores")?.focus();
