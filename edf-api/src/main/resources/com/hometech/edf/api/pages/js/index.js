// The start page: leads to what the caller may see.

import {h, icon} from './dom.js';
import {notice, PAGES, problemView, run} from './page.js';
import {signIn} from './session.js';

const DOORS = {
  home: ['house', 'My home', 'What you will use and what your roof will bring, today and tomorrow, and when to run the washing machine.'],
  grid: ['grid', 'Grid', 'Forecasts of areas and buildings with their intervals, how good they have been, and downloads.'],
  models: ['models', 'Models', 'What was trained and how it scores against plain forecasts; approve or reject what goes live.']
};

const place = document.getElementById('doors');

function door(name, href, [picture, title, text]) {
  return h('a', {class: 'card door', href}, icon(picture, 32), h('strong', {}, title), h('p', {}, text));
}

const documentation = () => door('api', 'api.html', ['document', 'API', 'Everything these pages show, for programs: operations, fields and errors.']);

async function start(caller) {
  if (caller === null) {
    const said = h('p', {class: 'error', role: 'alert', hidden: true});
    const go = () => signIn().catch(failure => {
      said.textContent = failure.message;
      said.hidden = false;
    });
    document.getElementById('sign-in').replaceChildren(h('button', {class: 'button main', type: 'button', on: {click: go}}, 'Sign in'), said);
    place.replaceChildren(documentation());
    return;
  }
  try {
    const {scopes} = await caller;
    const open = PAGES.filter(({scope}) => scopes.includes(scope));
    place.replaceChildren(
      ...open.length === 0 ? [notice('neutral', 'Nothing is open to you yet', 'Ask whoever runs EDF for access.')] : [],
      ...open.map(({page}) => door(page, page + '.html', DOORS[page])), documentation());
  } catch (problem) {
    place.replaceChildren(problemView(problem, () => location.reload()), documentation());
  }
  place.removeAttribute('aria-busy');
}

run(start, {open: true});
