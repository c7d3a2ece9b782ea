// Who is signed in. Authorization code with PKCE, the same against any server of OAuth 2.0; config.json says which. The token is
// kept in the tab's session storage: it is gone with the tab, and other tabs and sites do not see it.

const TOKEN = 'edf.token';
const PENDING = 'edf.sign-in';
const CALLER = 'edf.caller';
/** A token that ends so soon is not used any more. */
const MARGIN_MILLIS = 5_000;

/** A sign-in that did not succeed, in words. */
export class SignInError extends Error {}

let config;

/** The configuration of these pages; asked for once. */
export function configuration() {
  config ??= fetch('config.json', {headers: {Accept: 'application/json'}}).then(response => {
    if (!response.ok) {
      throw new SignInError('These pages could not read their configuration (config.json answered ' + response.status + ').');
    }
    return response.json();
  });
  config.catch(() => {
    config = undefined;
  });
  return config;
}

/** Whether callers have to sign in here at all. */
export async function needsSignIn() {
  return (await configuration()).auth !== 'none';
}

/** The access token; null where none is needed or there is no valid one. */
export function accessToken() {
  const token = JSON.parse(sessionStorage.getItem(TOKEN));
  return token !== null && token.until - MARGIN_MILLIS > Date.now() ? token.value : null;
}

/** Whether requests may be sent. */
export async function isSignedIn() {
  return !await needsSignIn() || accessToken() !== null;
}

/** Forgets the token, for example because the server refuses it. */
export function forget() {
  sessionStorage.removeItem(TOKEN);
  sessionStorage.removeItem(CALLER);
}

/** What the server said about the caller before, so that pages need not wait to be told again; null for nothing. */
export function knownCaller() {
  return JSON.parse(sessionStorage.getItem(CALLER));
}

export function remember(caller) {
  sessionStorage.setItem(CALLER, JSON.stringify(caller));
}

/** Leaves for the sign-in, and comes back to the present place. */
export async function signIn() {
  const {authorize_url: authorize, client_id: client, scopes} = await configuration();
  if (!globalThis.crypto?.subtle) {
    throw new SignInError('Signing in needs a secure connection: open this page with https.');
  }
  const verifier = randomText();
  const state = randomText();
  sessionStorage.setItem(PENDING, JSON.stringify({verifier, state, place: location.href}));
  const address = new URL(authorize, location.href);
  address.search = new URLSearchParams({
    response_type: 'code', client_id: client, redirect_uri: redirectUri(), scope: scopes.join(' '), state,
    code_challenge: base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))),
    code_challenge_method: 'S256'
  });
  location.assign(address);
}

/** Completes the sign-in with what the server added to the address; gives the place to go back to. */
export async function completeSignIn(answer) {
  const pending = JSON.parse(sessionStorage.getItem(PENDING));
  sessionStorage.removeItem(PENDING);
  if (pending === null || answer.get('state') !== pending.state) {
    throw new SignInError('This sign-in was not started in this tab, or it was completed before.');
  }
  if (answer.has('error')) {
    throw new SignInError(answer.get('error') === 'access_denied' ? 'The sign-in was cancelled or refused.'
      : 'The sign-in failed: ' + (answer.get('error_description') ?? answer.get('error')) + '.');
  }
  const {token_url: token, client_id: client} = await configuration();
  const response = await fetch(token, {
    method: 'POST',
    headers: {Accept: 'application/json'},
    body: new URLSearchParams({grant_type: 'authorization_code', client_id: client, code: answer.get('code') ?? '',
      redirect_uri: redirectUri(), code_verifier: pending.verifier})
  });
  if (!response.ok) {
    throw new SignInError('The sign-in was not accepted any more. It may have taken too long.');
  }
  const granted = await response.json();
  forget();
  sessionStorage.setItem(TOKEN, JSON.stringify({value: granted.access_token, until: Date.now() + granted.expires_in * 1000}));
  return pending.place;
}

/** Signs out of these pages. */
export function signOut() {
  forget();
  location.assign('./');
}

function redirectUri() {
  return new URL('signed-in.html', location.href).href;
}

function randomText() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
