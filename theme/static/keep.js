// Keeps the search, articles and the pages that lead to them on this device, for a reader without
// network (theme/scripts/offline/sw.js serves them). The search page loads it when it is asked to.
'use strict';

(() => {
  const KEPT = 'kyyeu-kept';
  const AT_ONCE = 6;
  const CARDS = 32; // documents of one file of cards
  const DAY_MS = 86400000;
  const LINK = /(?:href|src)="([^"#?]+)["#?]/g;
  const byId = (id) => document.getElementById(id);
  const [keeping, year, told] = [byId('search-keep'), byId('search-keep-year'), byId('search-kept')];
  const say = byId('search-words').dataset;
  const { siteRoot, searchRoot } = document.querySelector('[data-search-root]').dataset;
  const at = (path, base = location.href) => new URL(path, base).href;
  const root = at(siteRoot);
  const { Index, scriptAddress } = globalThis.kyyeu;

  /** What a page leads to: pages that list articles, or are of a person, a unit, a document; and
   * what it is made with. */
  const leadsTo = (page, text) => {
    const found = [...text.matchAll(LINK)].map(([, path]) => at(path, page)).filter((one) => one.startsWith(root));
    return [
      found.filter((one) => one.endsWith('/') && !one.includes('/tim/')),
      found.filter((one) => /\/theme\/[\w./-]+\.(?:js|css)$/.test(one)),
    ];
  };

  const shell = () => {
    const parts = document.querySelectorAll('link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]');
    const also = keeping.dataset.also.split(' ').map((path) => at(path));
    return [location.pathname, at('manifest.json', at(searchRoot)), ...also, ...Array.from(parts, (part) => part.href || part.src)];
  };

  const filesOf = ({ folder, size, root: { firsts, tails, facets } }) => {
    const rows = [['i', firsts.length], ['c', Math.ceil(size / CARDS)], ['n', tails.length]];
    const numbered = rows.flatMap(([name, count]) => Array.from({ length: count }, (_, number) => `${name}${number}`));
    const names = ['root', ...(size ? ['syllables', 'wordings'] : []), ...facets.map((kind) => `f-${kind}`), ...numbered];
    return names.map((name) => at(`${folder}/${name}.js`, at(searchRoot)));
  };

  /** Of a year the pages that its articles and the front page lead to; of all, whatever these lead to. */
  const keep = async (wantedYear) => {
    const index = await Index.open(searchRoot);
    const [articles, wanted] = [[], new Map()]; // address: whether its links are followed
    for (const number of index.alive().keys()) {
      const [, path, day] = await index.card(number);
      if (day.startsWith(wantedYear)) articles.push(at(path, root));
    }
    for (const address of [...shell(), ...index.segments.flatMap(filesOf)]) wanted.set(at(address), false);
    for (const address of [root, ...articles]) wanted.set(address, true);
    await navigator.serviceWorker.register(scriptAddress(`${siteRoot}sw.js`));
    const cache = await caches.open(KEPT);
    const left = [...wanted.keys()];
    let [done, lost, busy] = [0, 0, 0];
    const take = async (address) => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(address);
      const text = wanted.get(address) ? await answer.clone().text() : '';
      await cache.put(address, answer);
      const [pages, parts] = leadsTo(address, text);
      for (const [some, follow] of [[pages, !wantedYear], [parts, false]]) {
        for (const one of some) {
          if (wanted.has(one)) continue;
          wanted.set(one, follow);
          left.push(one);
        }
      }
    };
    const work = async () => {
      while (left.length || busy) {
        const address = left.pop();
        if (!address) {
          await new Promise((resolve) => setTimeout(resolve, 20)); // others may find more
          continue;
        }
        busy++;
        await take(address).catch(() => lost++);
        busy--;
        told.textContent = say.keeping.replace('{n}', `${++done}/${wanted.size}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    told.textContent = lost ? say.lost.replace('{n}', lost) : say.kept;
  };

  byId('search-keep-now').onclick = () => keep(year.value).catch(() => (told.textContent = say.error));
  byId('search-keep-drop').onclick = async () => {
    await caches.delete(KEPT);
    await (await navigator.serviceWorker.getRegistration(siteRoot))?.unregister();
    told.textContent = say.dropped;
  };
  Index.open(searchRoot).then(({ days }) => {
    const years = new Set(days.map((day) => new Date(day * DAY_MS).getUTCFullYear()));
    year.append(...[...years].sort().reverse().map((one) => new Option(String(one))));
  });
})();
