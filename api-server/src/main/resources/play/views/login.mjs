import { Problem, ask, describe } from '../api.mjs';
import { field, form, h } from '../dom.mjs';
import { adopt } from '../session.mjs';

/** Log in, or become a player. */
export async function login() {
  return { title: 'Welcome', node: h('div', { class: 'pair' }, door('Log in', '/auth/login', 'current-password'), door('Register', '/auth/register', 'new-password')) };
}

function door(title, path, autocomplete) {
  const isNew = path.endsWith('register');
  const id = isNew ? 'new' : 'known';
  const name = h('input', { id: `${id}-name`, autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true, maxlength: 32 });
  const password = h('input', { id: `${id}-password`, type: 'password', autocomplete, required: true, maxlength: 128 });
  const code = h('input', { id: `${id}-code`, autocomplete: 'one-time-code', autocapitalize: 'none', spellcheck: 'false', maxlength: 32 });
  const second = field('Code', code, 'Of your authenticator, or one of your recovery codes');
  second.hidden = true;
  async function onsubmit() {
    const shown = second.hidden ? {} : { code: code.value.trim() };
    const body = JSON.stringify({ name: name.value, password: password.value, ...shown });
    try {
      adopt((await ask('POST', path, { body, open: true })).value);
    } catch (e) {
      if (e instanceof Problem && e.waitS > 0) e.message = `Too many attempts. Try again in ${e.waitS} s.`;
      if (e.code === 'SECOND_FACTOR_REQUIRED') {
        second.hidden = false;
        code.focus();
      }
      throw e;
    }
    password.value = '';
    location.hash = '#/boxes';
  }
  return h('section', { class: 'panel', 'aria-labelledby': `${id}-title` }, h('h2', { id: `${id}-title` }, title),
    form({ label: title, kind: isNew ? 'wide' : 'primary wide', describe, onsubmit },
      field('Name', name, isNew ? 'A pseudonym: 3 to 32 letters, digits, dots or dashes' : undefined),
      field('Password', password, isNew ? 'At least 12 characters; a sentence is good' : undefined),
      second));
}
