// What all pages share: head, colours, sign-in and -out, and how waiting and failing look.

import {get, Problem} from './api.js';
import {h, icon} from './dom.js';
import {isSignedIn, knownCaller, needsSignIn, remember, SignInError, signIn, signOut} from './session.js';

const STALE_MILLIS = 10 * 60_000;
const root = document.documentElement;
const darkBySystem = matchMedia('(prefers-color-scheme: dark)');

const recoloured = new Set();

/** Tells a listener when the page's colours have changed, for what is drawn rather than styled, until it answers false. */
export function whenRecoloured(listener) {
  recoloured.add(listener);
}

function isDark() {
  return root.dataset.theme ? root.dataset.theme === 'dark' : darkBySystem.matches;
}

function themeSwitch() {
  const button = document.getElementById('theme');
  const show = () => {
    button.replaceChildren(icon(isDark() ? 'sun' : 'moon', 20));
    button.setAttribute('aria-label', isDark() ? 'Light colours' : 'Dark colours');
    recoloured.forEach(listener => listener() === false && recoloured.delete(listener));
  };
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('edf.theme', root.dataset.theme);
    } catch {
      // without storage the choice holds for this page
    }
    show();
  });
  darkBySystem.addEventListener('change', show);
  show();
}

/** Says something to screen readers. */
export function announce(text) {
  document.getElementById('said').textContent = text;
}

/** The scope that each page needs. */
export const PAGES = [
  {page: 'home', scope: 'edf/homes.read'},
  {page: 'grid', scope: 'edf/forecasts.read'},
  {page: 'models', scope: 'edf/models.read'}
];

function showCaller(caller, signedOutPossible) {
  PAGES.forEach(({page, scope}) => {
    document.querySelector('nav a[href="' + page + '.html"]').hidden = !caller.scopes.includes(scope);
  });
  document.querySelector('.account .who')?.remove();
  document.getElementById('sign-out')?.remove();
  if (signedOutPossible) {
    document.querySelector('.account').append(
      h('span', {class: 'who', title: caller.subject}, caller.tenant || caller.subject),
      h('button', {id: 'sign-out', class: 'button small', type: 'button', on: {click: signOut}}, 'Sign out'));
  }
}

/**
 * Prepares a page and runs it once the caller is signed in. Until then its place is taken by the offer to sign in; with `open`
 * the page runs in any case. It gets the caller as a promise, for what depends on rights.
 */
export async function run(page, {open = false} = {}) {
  themeSwitch();
  const main = document.querySelector('main .wrap');
  try {
    if (!await isSignedIn()) {
      if (open) {
        return await page(null);
      }
      return main.replaceChildren(signInOffer('Please sign in', 'This page shows what belongs to you, so it needs to know who you are.'));
    }
  } catch (failure) {
    return main.replaceChildren(problemView(failure, () => location.reload()));
  }
  const known = knownCaller();
  const signedOutPossible = await needsSignIn();
  if (known !== null) {
    showCaller(known, signedOutPossible);
  }
  const caller = get('me').then(({data}) => {
    remember(data);
    showCaller(data, signedOutPossible);
    return data;
  });
  caller.catch(() => {
    // the page's own requests meet the same problem, and show it where it matters
  });
  return page(caller);
}

function signInOffer(title, text) {
  const said = h('p', {class: 'error', role: 'alert', hidden: true});
  const start = () => signIn().catch(failure => {
    said.textContent = failure.message;
    said.hidden = false;
  });
  return notice('neutral', title, text, said, h('div', {class: 'group'}, signInButton(start)));
}

function signInButton(start) {
  return h('button', {class: 'button main', type: 'button', on: {click: start}}, 'Sign in');
}

/** A message that stands out. The tone is neutral, good, warning or bad. */
export function notice(tone, title, text, ...more) {
  const sign = {neutral: 'info', good: 'check', warning: 'warning', bad: 'warning'}[tone];
  return h('div', {class: 'notice ' + tone}, icon(sign), h('p', {class: 'title'}, title), text && h('p', {}, text), ...more);
}

/** How a problem looks: what happened, in words for the reader, and the way out of it. */
export function problemView(problem, retry) {
  if (problem instanceof SignInError) {
    return alerting(notice('warning', 'Signing in does not work at the moment', problem.message, retryButton(retry)));
  }
  if (!(problem instanceof Problem)) {
    throw problem;
  }
  const reference = problem.instance ? h('p', {class: 'soft small'}, 'Reference: ', h('code', {}, problem.instance)) : null;
  switch (problem.status) {
    case 0:
      return alerting(noAnswer(retry));
    case 401:
      return alerting(signInOffer('Please sign in again', 'Your session has ended. You come back to exactly this place.'));
    case 403:
      return alerting(notice('warning', 'You may not see this', problem.detail, reference));
    case 404:
      return alerting(problem.type === '/problems/inactive'
        ? notice('neutral', 'No longer forecast', problem.detail, reference)
        : notice('neutral', 'There is nothing here', problem.detail, reference));
    case 429:
      return alerting(repeating('Too many requests at once', problem, retry));
    case 503:
      return alerting(repeating('The forecasts cannot be reached right now', problem, retry));
    default:
      return alerting(notice('bad', problem.title ?? 'Something went wrong (' + problem.status + ')', problem.detail,
        problem.errors.length > 0 && h('ul', {class: 'reasons'}, problem.errors.map(each =>
          h('li', {}, (each.parameter ?? each.pointer ?? '') + ': ' + each.detail))),
        reference, retryButton(retry)));
  }
}

function alerting(view) {
  view.setAttribute('role', 'alert');
  return view;
}

function retryButton(retry) {
  return h('div', {class: 'group'}, h('button', {class: 'button small', type: 'button', on: {click: retry}}, 'Try again'));
}

/** Tries again by itself as soon as the browser is online. */
function noAnswer(retry) {
  const view = navigator.onLine
    ? notice('warning', 'EDF does not answer', 'Check your connection, or try again in a moment.', retryButton(retry))
    : notice('warning', 'You are offline', 'This goes on by itself as soon as you are connected again.', retryButton(retry));
  addEventListener('online', () => view.isConnected && retry(), {once: true});
  return view;
}

/** Tries again by itself after the time that the server asks for. */
function repeating(title, problem, retry) {
  let seconds = Math.max(1, problem.retryAfterSeconds ?? 10);
  // not announced every second: the words around the figure say it once
  const left = h('span', {'aria-hidden': 'true'}, seconds + ' s');
  const view = notice('warning', title, h('span', {}, 'Trying again by itself in ', left, '.'), retryButton(retry));
  const timer = setInterval(() => {
    seconds -= 1;
    left.textContent = seconds + ' s';
    if (!view.isConnected) {
      clearInterval(timer);
    } else if (seconds <= 0) {
      clearInterval(timer);
      retry();
    }
  }, 1000);
  return view;
}

/**
 * A place of the page that is filled by requests. What it shows stays, dimmed, until the next is there; an answer that was
 * overtaken by a later request is dropped.
 */
export class Region {
  #element;
  #request = null;

  constructor(element) {
    this.#element = element;
  }

  /** Loads with a signal, then shows: both are functions; `show` gives the new content. Gives what was loaded, or null. */
  async fill(load, show) {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    this.#element.setAttribute('aria-busy', 'true');
    try {
      const loaded = await load(request.signal);
      if (this.#request !== request) {
        return null;
      }
      this.#element.replaceChildren(...[show(loaded)].flat().filter(Boolean));
      return loaded;
    } catch (problem) {
      if (this.#request === request && problem.name !== 'AbortError') {
        this.#element.replaceChildren(problemView(problem, () => this.fill(load, show)));
      }
      return null;
    } finally {
      if (this.#request === request) {
        this.#element.removeAttribute('aria-busy');
      }
    }
  }

  /** Shows something at once; what was asked for before is dropped. */
  show(...content) {
    this.#request?.abort();
    this.#request = null;
    this.#element.removeAttribute('aria-busy');
    this.#element.replaceChildren(...content);
  }
}

/** Calls `reload` when somebody comes back to the page after so long that there may be a newer forecast, or another day. */
export function whenBack(reload) {
  let seen = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      seen = Date.now();
    } else if (Date.now() - seen > STALE_MILLIS) {
      reload();
    }
  });
}

/** A parameter of the page's own address. */
export function parameter(name) {
  return new URLSearchParams(location.search).get(name);
}

/** Writes the place into the address, so that it can be shared, reloaded, and come back to. Null takes a parameter away. */
export function place(parameters, {replace = false} = {}) {
  const address = new URL(location.href);
  Object.entries(parameters).forEach(([name, value]) =>
    value === null ? address.searchParams.delete(name) : address.searchParams.set(name, value));
  if (address.href !== location.href) {
    history[replace ? 'replaceState' : 'pushState'](null, '', address);
  }
}
