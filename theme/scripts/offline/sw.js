// @ts-check
/**
 * Serves from what a reader asked to keep (theme/scripts/search/, part "keep") when there is no
 * network. It keeps nothing by itself: the page fills the cache, this script only reads it, and
 * renews what is kept already when it passes by.
 *
 * Kill switch: publish the site with ON = false. Browsers look for a new worker at every visit;
 * the new one empties the cache, takes itself away and lets pages load as if it had never been.
 * A reader has the same by the button that drops what is kept.
 */
'use strict';

const ON = true;
const KEPT = 'kyyeu-kept';
/** What stands in for a page that is not kept; its links hold at its own address only. Pages in
 * another language lie below its code. */
const OFFLINE = 'khong-co-mang/';
const LANGUAGE = /^(?:en|vi)\//;
/** Named by what they hold: what is kept is right forever. */
const IMMUTABLE = /\/(?:tim\/[st]|theme|anh)\//;

/** @type {any} */
const worker = self;

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(ON ? worker.clients.claim() : leave()));

async function leave() {
  await caches.delete(KEPT);
  await worker.registration.unregister();
}

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (!ON || request.method !== 'GET' || origin !== location.origin) return;
  event.respondWith(IMMUTABLE.test(pathname) ? keptFirst(request) : networkFirst(request));
});

/** @param {Request} request */
async function keptFirst(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/** @param {Request} request */
async function networkFirst(request) {
  // One page answers for all its queries.
  const options = { cacheName: KEPT, ignoreSearch: true };
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected && (await caches.match(request, options))) {
      const address = new URL(request.url);
      address.search = '';
      await (await caches.open(KEPT)).put(address, fresh.clone());
    }
    return fresh;
  } catch (fault) {
    const kept = await caches.match(request, options);
    if (kept) return kept;
    const { scope } = worker.registration;
    const [language = ''] = LANGUAGE.exec(request.url.replace(scope, '')) ?? [];
    for (const folder of new Set([language, ''])) {
      const offline = new URL(folder + OFFLINE, scope).href;
      if (request.mode === 'navigate' && (await caches.match(offline))) return Response.redirect(offline);
    }
    throw fault;
  }
}
