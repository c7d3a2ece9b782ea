// Where the sign-in comes back to.

import {h} from './dom.js';
import {notice} from './page.js';
import {completeSignIn, SignInError} from './session.js';

try {
  location.replace(await completeSignIn(new URLSearchParams(location.search)));
} catch (failure) {
  const text = failure instanceof SignInError ? failure.message : 'The server that signs in does not answer.';
  const view = notice('warning', 'You are not signed in', text, h('div', {class: 'group'},
    h('a', {class: 'button main', href: './'}, 'To the start page')));
  view.setAttribute('role', 'alert');
  document.querySelector('main .wrap').replaceChildren(view);
}
