// Calls the API: /v1 of the address these pages came from.

import {accessToken, forget, needsSignIn} from './session.js';

/** What the API answered instead of what was asked for (RFC 9457); status 0 where there was no answer. */
export class Problem extends Error {
  constructor({status, type, title, detail, instance, errors}, retryAfterSeconds = null) {
    super(detail ?? title);
    this.status = status;
    this.type = type;
    this.title = title;
    this.detail = detail;
    this.instance = instance;
    this.errors = errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Asks for JSON: `{data, etag}`. Parameters that are null are left out. */
export async function get(path, parameters = {}, signal = undefined) {
  const response = await call(path, parameters, {headers: {Accept: 'application/json'}, signal});
  return {data: await response.json(), etag: response.headers.get('ETag')};
}

/** All items of a list, page by page, at most `most`; `more` says whether there would be others. */
export async function list(path, parameters, signal, most) {
  const items = [];
  let cursor = null;
  do {
    const {data} = await get(path, {...parameters, cursor, limit: Math.min(1000, most)}, signal);
    items.push(...data.items);
    cursor = data.next_cursor;
  } while (cursor !== null && items.length < most);
  return {items, more: cursor !== null};
}

/** Asks for CSV: a blob. */
export async function getCsv(path, parameters) {
  return (await call(path, parameters, {headers: {Accept: 'text/csv'}})).blob();
}

/** Puts JSON, provided that the thing is still the one that `etag` names; gives `{data, etag}`. */
export async function put(path, body, etag) {
  const response = await call(path, {}, {
    method: 'PUT',
    headers: {Accept: 'application/json', 'Content-Type': 'application/json', 'If-Match': etag},
    body: JSON.stringify(body)
  });
  return {data: await response.json(), etag: response.headers.get('ETag')};
}

async function call(path, parameters, options) {
  const address = new URL('v1/' + path, document.baseURI);
  Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined)
    .forEach(([name, value]) => address.searchParams.set(name, value));
  const token = accessToken();
  if (token !== null) {
    options.headers.Authorization = 'Bearer ' + token;
  } else if (await needsSignIn()) {
    throw new Problem({status: 401, title: 'Not signed in'});
  }
  const response = await answerOf(address, options);
  if (!response.ok) {
    if (response.status === 401) {
      forget();
    }
    throw await problemOf(response);
  }
  return response;
}

async function answerOf(address, options) {
  try {
    return await fetch(address, options);
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem({status: 0, title: 'No answer', detail: failure.message});
  }
}

async function problemOf(response) {
  let said = {};
  try {
    said = await response.json();
  } catch {
    // a proxy on the way answered with something else: the status says enough
  }
  const seconds = Number.parseInt(response.headers.get('Retry-After'), 10);
  return new Problem({...said, status: response.status}, Number.isNaN(seconds) ? null : seconds);
}

/** A path of parts, each of them encoded. */
export function path(...parts) {
  return parts.map(encodeURIComponent).join('/');
}
