// On the page shown without a network: which articles are kept on this device.
'use strict';

const MOST = 40; // titles shown; the search knows the others
const section = document.getElementById('kept');
const root = new URL(section.dataset.root, location.href);
const ARTICLE = /^\d{4}\/.+\.html$/;

const titleOf = (address) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document'; // parsed, and nothing of it is run
    request.onload = () => resolve(request.responseXML?.querySelector('h1')?.textContent.trim());
    request.onerror = () => resolve('');
    request.send();
  });

const show = async () => {
  const cache = (await caches.has('kyyeu-kept')) && (await caches.open('kyyeu-kept'));
  const paths = (cache ? await cache.keys() : []).map(({ url }) => url.replace(root.href, ''));
  const articles = paths.filter((path) => ARTICLE.test(path)).sort().reverse();
  if (!articles.length) return;
  const rows = articles.slice(0, MOST).map(async (path) => {
    const link = document.createElement('a');
    link.lang = 'vi';
    link.href = new URL(path, root).href;
    link.textContent = (await titleOf(link.href)) || path;
    const row = document.createElement('li');
    row.append(link);
    return row;
  });
  section.querySelector('ul').append(...(await Promise.all(rows)));
  const count = section.querySelector('p');
  count.textContent = count.dataset.count.replace('{n}', String(articles.length));
  section.hidden = false;
};

if ('caches' in window) show().catch(() => {});
