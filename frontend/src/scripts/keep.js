// Keeps what was typed in a form with data-keep until it is really posted, in this tab only.
// A page that carries data-unsaved (an error, the store being away) says that it was not.
const PREFIX = "kept:";
const SENT = "sent:";

export function keepWhatIsTyped() {
  settleWhatWasSent();
  for (const form of document.querySelectorAll("form[data-keep]")) {
    restore(form);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", () => {
      keep(form);
      sessionStorage.setItem(SENT + form.dataset.keep, "");
    });
  }
  for (const form of document.querySelectorAll("form[data-forget]")) {
    form.addEventListener("submit", () => sessionStorage.clear());
  }
}

/** After posting, forget; after an error or a step back, keep. */
function settleWhatWasSent() {
  const [visit] = performance.getEntriesByType("navigation");
  const isUnsaved = document.querySelector("[data-unsaved]") || visit?.type === "back_forward";
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(SENT))) {
    sessionStorage.removeItem(key);
    if (!isUnsaved) sessionStorage.removeItem(PREFIX + key.slice(SENT.length));
  }
}

function keep(form) {
  const typed = {};
  for (const field of textFields(form)) typed[field.name] = field.value;
  sessionStorage.setItem(PREFIX + form.dataset.keep, JSON.stringify(typed));
}

function restore(form) {
  const typed = JSON.parse(sessionStorage.getItem(PREFIX + form.dataset.keep) ?? "{}");
  for (const field of textFields(form)) {
    if (field.value === "" && typed[field.name]) field.value = typed[field.name];
  }
}

function textFields(form) {
  return form.querySelectorAll("textarea[name], input[type=text][name], input:not([type])[name]");
}
