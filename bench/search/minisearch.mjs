// MiniSearch with folding that knows đ: build an index file, or answer a file of queries.
import { readFileSync, writeFileSync } from 'node:fs';
import MiniSearch from 'minisearch';

const [what, folder] = process.argv.slice(2);
const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '').replaceAll('đ', 'd');
const options = {
  fields: ['title', 'text'],
  storeFields: ['section', 'date'],
  tokenize: (text) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  processTerm: fold,
};
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));

if (what === 'build') {
  const index = new MiniSearch(options);
  index.addAll(read('rows.json').map(([id, title, text, section, date]) => ({ id, title, text, section, date })));
  writeFileSync(`${folder}/minisearch.json`, JSON.stringify(index));
} else {
  const index = MiniSearch.loadJSON(readFileSync(`${folder}/minisearch.json`, 'utf8'), options);
  const answers = read('queries.json').map(([typed, section, newest]) => {
    const found = index.search(typed, {
      combineWith: 'AND',
      boost: { title: 4 },
      filter: (hit) => !section || hit.section === section,
    });
    if (newest) found.sort((one, two) => (one.date < two.date ? 1 : -1));
    return found.slice(0, 400).map(({ id }) => id);
  });
  writeFileSync(`${folder}/answers.json`, JSON.stringify(answers));
}
