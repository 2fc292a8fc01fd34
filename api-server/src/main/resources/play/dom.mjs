/* Elements without markup: text is always text, so nothing that a server or a player wrote can become an element. */

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** An element; attributes whose names begin with "on" are listeners. */
export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

/** The same of SVG. */
export const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** Tells it to whoever cannot see it. */
export function announce(text) {
  document.getElementById('live').textContent = text;
}

/** A short word on the screen, told to everybody. */
export function toast(text, kind = 'info') {
  const note = h('p', { class: `toast ${kind}` }, text);
  document.getElementById('toasts').append(note);
  setTimeout(() => note.remove(), 7000);
}

/** A labelled field; hint is below it. */
export function field(label, input, hint) {
  const id = (input.id ||= `f-${label.toLowerCase().replace(/[^a-z]+/g, '-')}`);
  if (hint) input.setAttribute('aria-describedby', `${id}-hint`);
  return h('div', { class: 'field' }, h('label', { for: id }, label), input, hint && h('p', { class: 'hint', id: `${id}-hint` }, hint));
}

/**
 * A form that does one thing at a time. While it is done its button is off; what went wrong is said above the button.
 */
export function form({ label, kind = 'primary', onsubmit, describe }, ...children) {
  const error = h('p', { class: 'error', role: 'alert' });
  const button = h('button', { class: `button ${kind}`, type: 'submit' }, label);
  let busy = false;
  return h('form', {
    novalidate: true,
    async onsubmit(event) {
      event.preventDefault();
      if (busy) return;
      busy = true;
      button.setAttribute('aria-disabled', 'true');
      error.textContent = '';
      try {
        await onsubmit(event.target);
      } catch (e) {
        error.textContent = describe(e);
      } finally {
        busy = false;
        button.removeAttribute('aria-disabled');
      }
    },
  }, children, error, button);
}

/** Asks before something that cannot be undone. Resolves to whether it is wanted. */
export function confirm(title, text, yes) {
  return new Promise((resolve) => {
    const answer = (value) => () => {
      dialog.close();
      resolve(value);
    };
    const dialog = h('dialog', { class: 'ask', 'aria-labelledby': 'ask-title', oncancel: () => resolve(false), onclose: () => dialog.remove() },
      h('h2', { id: 'ask-title' }, title), h('p', {}, text),
      h('div', { class: 'row' },
        h('button', { class: 'button', onclick: answer(false) }, 'Cancel'),
        h('button', { class: 'button primary', onclick: answer(true) }, yes)));
    document.body.append(dialog);
    dialog.showModal();
  });
}
