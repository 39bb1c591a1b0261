// What an article can do besides being read: print, be saved as text, be sent on.
// The buttons are there already, hidden; without this script nothing is missing but they.
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
