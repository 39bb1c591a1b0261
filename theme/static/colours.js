// Light or dark as the reader chose it here, before the page is painted; without a choice, or
// without a script, as their machine says. The choice stays on their machine.
'use strict';

{
  const KEY = 'kyyeu-colours';
  const root = document.documentElement;
  const metas = () => Array.from(document.querySelectorAll('meta[name="theme-color"]'));
  const papers = new Map(metas().map((meta) => [meta.media.includes('dark') ? 'dark' : 'light', meta.content]));

  const kept = () => {
    try {
      return localStorage.getItem(KEY) ?? '';
    } catch {
      return ''; // The reader lets no site keep anything.
    }
  };

  const keep = (choice) => {
    try {
      if (choice) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch {
      // It holds for this page alone.
    }
  };

  const show = (choice) => {
    if (papers.has(choice)) root.dataset.colours = choice;
    else delete root.dataset.colours;
    for (const meta of metas()) {
      const own = meta.media.includes('dark') ? 'dark' : 'light';
      meta.content = papers.get(papers.has(choice) ? choice : own);
    }
    for (const button of document.querySelectorAll('.colours button')) {
      button.setAttribute('aria-pressed', String(button.value === (papers.has(choice) ? choice : '')));
    }
  };

  show(kept());
  addEventListener('storage', (event) => {
    if (event.key === KEY || event.key === null) show(kept());
  });
  document.addEventListener('DOMContentLoaded', () => {
    const choices = document.querySelector('.colours');
    if (!choices) return; // The site's own foot has none.
    choices.hidden = false;
    choices.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (!button) return;
      keep(button.value);
      show(button.value);
    });
    show(kept());
  });
}

// On paper the day on which it was taken from here stands beside its address, as a citation wants.
addEventListener('beforeprint', () => {
  const line = document.querySelector('.printed');
  if (!line) return;
  const { lang } = document.documentElement;
  const day = { day: '2-digit', month: '2-digit', year: 'numeric' };
  line.lastElementChild.textContent = new Date().toLocaleDateString(lang === 'vi' ? 'vi' : 'en-GB', day);
  line.hidden = false;
});
