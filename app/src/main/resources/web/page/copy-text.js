// @ts-check

const SAID = 1500;     // ms

/** @param {string} text @param {HTMLButtonElement} [button] says that it worked, for a moment */
export async function copyText(text, button) {
  if (!button) { await written(text); return; }
  const label = button.dataset.label ??= button.textContent ?? '';
  button.textContent = await written(text) ? 'Copied' : 'Copying failed';
  setTimeout(() => { button.textContent = label; }, SAID);
}

/** @param {string} text */
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writtenBySelection(text);      // plain http on another host than localhost has no clipboard
  }
}

/** @param {string} text */
function writtenBySelection(text) {
  const area = document.createElement('textarea');
  area.className = 'unseen';
  area.value = text;
  document.body.append(area);
  area.select();
  const worked = document.execCommand('copy');
  area.remove();
  return worked;
}
