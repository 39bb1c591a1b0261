// What an article can do besides being read: print, be saved as text, be sent on; photos turned
// by keys; a card beside a name. Without this script the page says and shows the same.
'use strict';

const article = document.querySelector('main article');
const heading = () => article.querySelector('h1').textContent;

const lines = () => {
  const parts = article.querySelectorAll(
    'h1, .when, .text :is(p, li, h2, h3, h4, figcaption, td, th, pre), .by, .closing > .quiet',
  );
  const address = document.querySelector('link[rel=canonical]');
  const text = Array.from(parts, (part) => part.textContent.trim().replace(/\s+/gu, ' '));
  return [...text, address ? address.href : location.href];
};

const save = () => {
  const link = document.createElement('a');
  // Notepad of Windows knows the letters by the mark at the beginning.
  link.href = URL.createObjectURL(new Blob(['\ufeff', lines().join('\r\n\r\n'), '\r\n'], { type: 'text/plain' }));
  link.download = location.pathname.split('/').pop().replace(/\.html$/u, '') + '.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

const share = async (button) => {
  const address = document.querySelector('link[rel=canonical]').href;
  if (navigator.share) {
    try {
      await navigator.share({ title: heading(), url: address });
    } catch {
      // The reader closed the sheet.
    }
    return;
  }
  await navigator.clipboard.writeText(address);
  button.textContent = button.dataset.done;
};

const deeds = { print: () => window.print(), save, share };
for (const button of document.querySelectorAll('.tools [data-do]')) {
  const can = button.dataset.do !== 'share' || navigator.share || navigator.clipboard;
  button.hidden = !can;
  button.addEventListener('click', () => deeds[button.dataset.do](button));
}

// A photo in full is closed by Esc and turned by the arrows, as its links do by hand.
const KEYS = { Escape: '.shut', ArrowLeft: '.before', ArrowRight: '.then' };
const turn = (key) => {
  const link = document.querySelector(`.view:target ${KEYS[key] ?? '.none'}`);
  if (link) link.click();
  return link !== null;
};

// Beside a mention: who or what is meant, and the role held that day, as "Trong bài này" says.
const rows = new Map();
for (const link of document.querySelectorAll('.box .names > li > a')) rows.set(link.href, link);

const kindOf = (link) => {
  let at = link.closest('ul');
  while (at && at.localName !== 'h3') at = at.previousElementSibling ?? at.parentElement;
  return at ? at.textContent.split(' · ')[0] : '';
};

const card = document.createElement('div');
card.className = 'hover';
card.id = 'the-ten';
card.hidden = true;
card.setAttribute('role', 'tooltip');
let shown = null;
let waiting = 0;

const soon = (deed, ms) => {
  clearTimeout(waiting);
  waiting = setTimeout(deed, ms);
};

const hide = () => {
  clearTimeout(waiting);
  if (shown) shown.removeAttribute('aria-describedby');
  shown = null;
  card.hidden = true;
};

const lineOf = (link, y) => {
  const lines = Array.from(link.getClientRects());
  return lines.find((line) => y >= line.top && y <= line.bottom) ?? lines[0];
};

const show = (link, y) => {
  hide();
  const row = rows.get(link.href);
  const small = (text) => Object.assign(document.createElement('small'), { textContent: text });
  const name = document.createElement('p');
  name.append(...Array.from(row.childNodes, (node) => node.cloneNode(true)));
  const detail = row.parentElement.querySelector(':scope > small');
  const star = row.parentElement.querySelector(':scope > .star > .vh');
  const words = [detail, star].filter(Boolean).map((part) => part.textContent.trim());
  card.replaceChildren(small(kindOf(row)), name, ...words.map(small));
  card.hidden = false;
  const line = lineOf(link, y);
  const wide = document.documentElement.clientWidth;
  const below = line.bottom + card.offsetHeight + 8 < window.innerHeight;
  const top = below ? line.bottom + 4 : line.top - card.offsetHeight - 4;
  card.style.top = `${window.scrollY + top}px`;
  card.style.left = `${Math.max(16, Math.min(line.left, wide - card.offsetWidth - 16))}px`;
  link.setAttribute('aria-describedby', card.id);
  shown = link;
};

const roomy = matchMedia('(hover: hover) and (min-width: 48rem)');
for (const link of article.querySelectorAll('a.m')) {
  const row = rows.get(link.href);
  const more = row && row.parentElement.querySelector(':scope > small, :scope > .star');
  if (!row || (!more && row.textContent === link.textContent)) continue; // nothing to add
  link.removeAttribute('title');
  link.addEventListener('pointerenter', (event) => {
    if (roomy.matches && event.pointerType === 'mouse') soon(() => show(link, event.clientY), 300);
  });
  link.addEventListener('pointerleave', () => soon(hide, 300));
  link.addEventListener('focus', () => {
    if (roomy.matches && link.matches(':focus-visible')) show(link, 0);
  });
  link.addEventListener('blur', hide);
}
card.addEventListener('pointerenter', () => clearTimeout(waiting));
card.addEventListener('pointerleave', () => soon(hide, 300));
article.append(card);
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Escape') hide();
  if (turn(event.key)) event.preventDefault();
});
