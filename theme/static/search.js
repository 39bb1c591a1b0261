// @ts-check
/**
 * Search of the archive in the reader's browser: `<script type="module" src=".../search.js">`.
 *
 * What it needs on the page (tim/index.html):
 *   <main data-search-root="./" data-site-root="../">   folder of the index; folder of the site
 *     (on whichever element)
 *   <form role="search" id="search-form" method="get"> with <input type="search" name="q" id="q">
 *   <p id="search-status" role="status" aria-live="polite">
 *   <ol id="search-results">
 *   <div hidden id="search-words" ...> with all words that are shown:
 *     data-none      nothing found
 *     data-error     the index could not be read (network)
 *     data-loading   shown when an answer takes longer than 300 ms
 *     data-count     "{n} bài"
 *     data-approx    "gần đúng": beside a hit, and beside the count when no hit is whole
 *     data-about     label of the list of names: "Nhân vật, đơn vị, văn bản"
 *     data-more      "Xem thêm {n} bài": button under the first hits
 *
 * What it makes: ul.search-names > li > a before the list; in the list
 *   li > a.hit-title, p.hit-meta > time + span.hit-section + span.hit-approx (the style sheet
 *   parts them), p.hit-excerpt;
 *   <mark> around matched words; button.search-more after the list.
 *
 * It runs under `script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'`:
 * text enters the page as text only. The rules of words, keys and ranking are those of
 * kyyeu/search/words.py and query.py; the tests run one table of cases through both.
 */

/** @typedef {{exact: string, folded: string, start: number, end: number}} Word */
/** @typedef {{keys: string[], first: number, last: number}} DocumentNumber */
/** @typedef {{key: string, exact: string, unfinished: boolean, required: boolean}} Term */
/** @typedef {Map<string, number[]>} Spellings postings by exact spelling */
/** @typedef {[title: string, path: string, date: string, section: string, text: string]} Card */
/** @typedef {[kind: string, name: string, path: string]} Name */
/** @typedef {{line: Word[], marked: boolean, unfinished: boolean, terms: Term[], singles: Term[]}} Plan */
/** @typedef {{documents: Map<number, number>, spellings: string[], approximate: boolean}} Found */
/** @typedef {{number: number, approximate: boolean}} Hit */
/** @typedef {[start: number, end: number]} Span */
/** @typedef {{text: string, spans: Span[]}} Piece */
/** @typedef {{hits: Hit[], names: Name[], spellings: Set<string>}} Answer */

const FORMAT = 1;
const CARDS_PER_FILE = 32;
const MOST_WORDS = 16;
const MOST_SHARDS = 4;
const MOST_NAMES = 6;
const ONCE = 20;
const IN_TITLE = 16;
const OFTEN = 5;
const PAGE = 10; // hits shown at once
const EXCERPT = 300; // characters shown under a hit
const TYPING_MS = 120;
const SLOW_MS = 300;

// ---------------------------------------------------------------- spelling (vietnamese.py)

const LOOKALIKES = new Map([...'ÐðƉɖĐ'].map((letter) => [letter, 'đ']));
const TONES = '\u0300\u0309\u0303\u0301\u0323';
const OLD_TO_NEW = new Map(
  ['oa', 'oe', 'uy'].flatMap(([first, second]) =>
    [...TONES].map((tone) => [(first + tone).normalize() + second, first + (second + tone).normalize()]),
  ),
);
const OLD_TONE = new RegExp(`(?<!q)(?:${[...OLD_TO_NEW.keys()].join('|')})(?!\\p{L})`, 'gu');

/** One character in lower case. @param {string} letter */
const lower = (letter) => LOOKALIKES.get(letter) ?? [...letter.toLowerCase()][0];

/** One character in lower case without marks. @param {string} letter */
function bare(letter) {
  const small = lower(letter);
  const [base, ...marks] = small.normalize('NFD');
  if (small === 'đ') return 'd';
  return marks.every((mark) => /\p{Mn}/u.test(mark)) ? base : small;
}

/** Lower case without marks, đ as d. @param {string} text */
export const fold = (text) => Array.from(text.normalize(), bare).join('');

/** Lower case, one tone placement. @param {string} text */
export const canonical = (text) =>
  Array.from(text.normalize(), lower)
    .join('')
    .replace(OLD_TONE, (old) => OLD_TO_NEW.get(old) ?? old);

// ---------------------------------------------------------------- words (search/words.py)

const WORD = /[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[\p{L}\p{N}]+/gu;
const JOINT = /^ ?[-/–‑] ?$/;
const DOCUMENT_KINDS = new Set(
  ('bao cao|chi thi|chuong trinh|cong dien|cong van|de an|huong dan|ke hoach|ket luan|nghi dinh|' +
    'nghi quyet|phap lenh|quy che|quy dinh|quyet dinh|sac lenh|thong bao|thong tri|thong tu|to trinh').split('|'),
);
const MOST_PIECES = 4;

/** @param {string} text */
const startsWithDigit = (text) => /^[0-9]/.test(text);

/** The words of a text, in order. @param {string} text @returns {Word[]} */
export function words(text) {
  const found = Array.from(canonical(text).matchAll(WORD), (match) => {
    const written = match[0];
    const exact = startsWithDigit(written)
      ? written.replaceAll('.', '').replace(/^0+(?=[0-9])/, '')
      : written;
    return { exact, folded: fold(exact), start: match.index, end: match.index + written.length };
  });
  return found.filter((word, place) => !isFiller(found, place));
}

/** Whether it is the "số" of "Chỉ thị số 34". @param {Word[]} line @param {number} place */
function isFiller(line, place) {
  return (
    isSo(line[place]) &&
    place >= 2 &&
    place < line.length - 1 &&
    startsWithDigit(line[place + 1].exact) &&
    DOCUMENT_KINDS.has(`${line[place - 2].folded} ${line[place - 1].folded}`)
  );
}

/** @param {Word} word */
const isSo = (word) => word.exact === 'số' || word.exact === 'so';

/** The document numbers of a text. @param {string} text @param {Word[]} line @returns {DocumentNumber[]} */
export function documentNumbers(text, line) {
  const written = text.normalize();
  const found = [];
  for (let place = 0; place < line.length; place++) {
    const number = numberAt(written, line, place);
    if (number) {
      found.push(number);
      place = number.last;
    }
  }
  return found;
}

/** @param {string} text @param {Word[]} line @param {number} first @returns {DocumentNumber | null} */
function numberAt(text, line, first) {
  const serial = line[first].exact;
  if (!/^[0-9]{1,5}$/.test(serial)) return null;
  const pieces = [];
  let year = '';
  let blank = false;
  let last = first;
  const stop = Math.min(first + MOST_PIECES + 2, line.length);
  for (let place = first + 1; place < stop; place++) {
    const word = line[place];
    const between = text.slice(line[place - 1].end, word.start);
    const joined = JOINT.test(between);
    if (joined && place === first + 1 && /^[0-9]{4}$/.test(word.exact)) {
      year = word.exact;
    } else if ((joined || (between === ' ' && !pieces.length)) && isGroup(text.slice(word.start, word.end))) {
      blank ||= !joined;
      pieces.push(word.folded);
    } else break;
    last = place;
  }
  if (!pieces.length || (blank && pieces.length < 2)) return null;
  const groups = pieces.join('');
  const keys = year ? [`#${serial}${year}${groups}`, `#${serial}${groups}`] : [`#${serial}${groups}`];
  return { keys, first, last };
}

/** A piece of a symbol: "CT", "TTg", "K12". @param {string} written */
function isGroup(written) {
  const capitals = written.match(/\p{Lu}/gu)?.length ?? 0;
  return /^\p{Lu}/u.test(written) && written.length <= 8 && capitals >= (/[0-9]/.test(written) ? 1 : 2);
}

/** Keys a query's words may mean. @param {Word[]} line @param {number} place @returns {[string, number][]} */
export function numberCandidates(line, place) {
  if (!startsWithDigit(line[place].exact)) return [];
  /** @type {[string, number][]} */
  const candidates = [];
  let key = '#';
  for (let after = place + 1; after <= Math.min(line.length, place + MOST_PIECES + 2); after++) {
    const { folded } = line[after - 1];
    if (folded.length > 8 && after > place + 1) break;
    key += folded;
    if (!/^#\p{Nd}+$/u.test(key)) candidates.push([key, after]);
  }
  return candidates.reverse();
}

// ---------------------------------------------------------------- index (search/index.py)

/** The built files, each fetched once and only when a query needs it. */
export class Index {
  /** @param {string} folder address of the folder of the index, with closing slash */
  constructor(folder) {
    this.folder = folder;
    this.count = 0;
    /** @type {{shards: [string, string][], cards: string[], names: string}} */
    this.root = { shards: [], cards: [], names: '' };
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
    /** @type {Map<string, Map<string, Spellings>>} */
    this.shards = new Map();
  }

  /** @param {string} folder */
  static async open(folder) {
    const index = new Index(folder);
    const manifest = await index.load('manifest.json', 'no-cache');
    if (manifest.format !== FORMAT) throw new Error(`search index of format ${manifest.format}`);
    index.count = manifest.count;
    index.root = await index.load(manifest.root);
    return index;
  }

  /** @param {string} name @param {RequestCache} cache @returns {Promise<any>} */
  load(name, cache = 'default') {
    let file = this.files.get(name);
    if (!file) {
      file = fetch(this.folder + name, { cache }).then((response) => {
        if (!response.ok) throw new Error(`${name}: ${response.status}`);
        return response.json();
      });
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return file;
  }

  /** @param {string} key */
  place(key) {
    let [low, high] = [0, this.root.shards.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.root.shards[middle][0] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** @param {number} place @returns {Promise<Map<string, Spellings>>} */
  async shard(place) {
    if (!this.root.shards.length) return new Map();
    const name = this.root.shards[place][1];
    const entries = await this.load(name);
    let shard = this.shards.get(name);
    if (!shard) {
      shard = new Map();
      for (const [key, ...rest] of entries) {
        const spellings = new Map();
        for (let at = 0; at < rest.length; at += 2) spellings.set(rest[at], rest[at + 1]);
        shard.set(key, spellings);
      }
      this.shards.set(name, shard);
    }
    return shard;
  }

  /** @param {string} key @returns {Promise<Spellings>} */
  async spellings(key) {
    return (await this.shard(this.place(key))).get(key) ?? new Map();
  }

  /** All spellings under keys that begin so. @param {string} prefix @returns {Promise<Spellings>} */
  async beginning(prefix) {
    const first = this.place(prefix);
    const places = [];
    for (let place = first; place < Math.min(first + MOST_SHARDS, this.root.shards.length); place++) {
      if (place === first || this.root.shards[place][0].startsWith(prefix)) places.push(place);
    }
    const found = new Map();
    for (const shard of await Promise.all(places.map((place) => this.shard(place)))) {
      for (const [key, spellings] of shard) {
        if (!key.startsWith(prefix)) continue;
        for (const [spelling, postings] of spellings) found.set(spelling || key, postings);
      }
    }
    return found;
  }

  /** @param {number} number @returns {Promise<Card>} */
  async card(number) {
    const cards = await this.load(this.root.cards[Math.floor(number / CARDS_PER_FILE)]);
    return cards[number % CARDS_PER_FILE];
  }

  /** @returns {Promise<Name[]>} */
  names() {
    return this.load(this.root.names);
  }
}

// ---------------------------------------------------------------- query (search/query.py)

/** All documents and the first names that answer a query. @param {Index} index @param {string} query @returns {Promise<Answer>} */
export async function search(index, query) {
  const segments = query.normalize().split(/["“”„«»]([^"“”„«»]+)["“”„«»]/).map(words);
  await fetchTogether(index, segments);
  const plan = await makePlan(index, query.normalize(), segments);
  if (!plan.line.length) return { hits: [], names: [], spellings: new Set() };
  const [found, names] = await Promise.all([findHits(index, plan), matchingNames(index, plan)]);
  return { ...found, names };
}

/** One round of requests for all shards that a plan is likely to ask. @param {Index} index @param {Word[][]} segments */
async function fetchTogether(index, segments) {
  const keys = segments.flatMap((line) => [
    ...line.flatMap((_, place) => numberCandidates(line, place).map(([key]) => key)),
    ...(line.length === 1 ? [`=${line[0].folded}`] : line.slice(1).map((word, place) => `${line[place].folded} ${word.folded}`)),
  ]);
  await Promise.all(keys.slice(0, 2 * MOST_WORDS).map((key) => index.spellings(key)));
}

/** @param {Index} index @param {string} query @param {Word[][]} segments @returns {Promise<Plan>} */
async function makePlan(index, query, segments) {
  const all = segments.flat();
  const line = all.slice(0, MOST_WORDS);
  /** @type {Plan} */
  const plan = {
    line,
    marked: line.some((word) => word.exact !== word.folded),
    unfinished: /[\p{L}\p{N}]$/u.test(query) && all.length <= MOST_WORDS,
    terms: [],
    singles: [],
  };
  let left = MOST_WORDS;
  for (const [place, segment] of segments.entries()) {
    const last = plan.unfinished && place === segments.length - 1;
    await planSegment(index, plan, segment.slice(0, left), place % 2 === 1, last);
    left = Math.max(0, left - segment.length);
  }
  return { ...plan, terms: once(plan.terms), singles: once(plan.singles) };
}

/** A word typed twice counts once. @param {Term[]} terms */
const once = (terms) => [...new Map(terms.map((term) => [JSON.stringify(term), term])).values()];

/** @param {Index} index @param {Plan} plan @param {Word[]} segment @param {boolean} required @param {boolean} unfinished */
async function planSegment(index, plan, segment, required, unfinished) {
  /** @type {Word[]} */
  let run = [];
  for (let place = 0; place < segment.length; ) {
    const found = await findNumber(index, segment, place, required, unfinished);
    if (!found) {
      run.push(segment[place++]);
      continue;
    }
    const before = run.at(-1);
    if (before && isSo(before)) run.pop();
    planRun(plan, run, required, false);
    plan.terms.push(found.term);
    plan.singles.push(found.term);
    run = [];
    place = found.after;
  }
  planRun(plan, run, required, unfinished);
}

/** @param {Index} index @param {Word[]} segment @param {number} place @param {boolean} required @param {boolean} unfinished */
async function findNumber(index, segment, place, required, unfinished) {
  for (const [key, after] of numberCandidates(segment, place)) {
    if ((await index.spellings(key)).size) {
      return { term: { key, exact: '', unfinished: false, required }, after };
    }
    const last = unfinished && after === segment.length;
    if (last && /[^#0-9]{2}/.test(key) && (await index.beginning(key)).size) {
      return { term: { key, exact: '', unfinished: true, required }, after };
    }
  }
  return null;
}

/** @param {Plan} plan @param {Word[]} run @param {boolean} required @param {boolean} unfinished */
function planRun(plan, run, required, unfinished) {
  const singles = run.map((word) => ({ key: `=${word.folded}`, exact: word.exact, unfinished: false, required }));
  plan.singles.push(...singles);
  const pairs = run.slice(1).map((two, place) => {
    const one = run[place];
    return { key: `${one.folded} ${two.folded}`, exact: `${one.exact} ${two.exact}`, unfinished: false, required };
  });
  const terms = pairs.length ? pairs : singles;
  plan.terms.push(...terms.map((term, place) => ({ ...term, unfinished: unfinished && place === terms.length - 1 })));
}

/** @param {Term} term */
const isNumber = (term) => term.key.startsWith('#');

/** A document number counts for two: it is what the reader came for. @param {Term} term */
const worth = (term) => (isNumber(term) ? 2 : 1);

/** What terms are worth together. @param {Term[]} terms @param {boolean} required */
const sum = (terms, required) =>
  terms.reduce((total, term) => total + (term.required === required ? worth(term) : 0), 0);

/** The first level that holds anything. @param {Index} index @param {Plan} plan @returns {Promise<{hits: Hit[], spellings: Set<string>}>} */
async function findHits(index, plan) {
  let optional = sum(plan.terms, false);
  let found = await rank(index, plan, plan.terms, optional);
  if (found.hits.length) return found;
  if (optional >= 2) found = await rank(index, plan, plan.terms, (optional + 1) >> 1);
  optional = sum(plan.singles, false);
  if (!found.hits.length && optional >= 2) {
    found = await rank(index, plan, plan.singles, Math.max(2, (optional + 1) >> 1));
  }
  for (const hit of found.hits) hit.approximate = true;
  return found;
}

/** @param {Index} index @param {Plan} plan @param {Term[]} terms @param {number} need */
async function rank(index, plan, terms, need) {
  /** @type {Map<number, {number: number, matched: number, needed: number, score: number, approximate: boolean}>} */
  const ranked = new Map();
  /** @type {Set<string>} */
  const spellings = new Set();
  const all = await Promise.all(terms.map((term) => resolve(index, term, plan.marked)));
  for (const [place, found] of all.entries()) {
    const term = terms[place];
    for (const spelling of found.spellings) spellings.add(spelling);
    if (!found.documents.size) continue;
    const weight = 32 - Math.clz32(Math.floor(index.count / found.documents.size));
    for (const [number, bits] of found.documents) {
      const entry = ranked.get(number) ?? { number, matched: 0, needed: 0, score: 0, approximate: false };
      entry.matched += worth(term);
      entry.needed += term.required ? worth(term) : 0;
      entry.score += weight * (ONCE + (bits & 2 && terms.length > 1 ? OFTEN : 0) + (bits & 1 ? IN_TITLE : 0));
      entry.approximate ||= found.approximate;
      ranked.set(number, entry);
    }
  }
  const required = sum(terms, true);
  const hits = [...ranked.values()]
    .filter((entry) => entry.needed === required && entry.matched - required >= need)
    .sort((one, two) => two.matched - one.matched || two.score - one.score || one.number - two.number)
    .map(({ number, approximate }) => ({ number, approximate }));
  return { hits, spellings };
}

/** The documents of a term, by the spelling its marks ask for. @param {Index} index @param {Term} term @param {boolean} marked @returns {Promise<Found>} */
async function resolve(index, term, marked) {
  let found = await index.spellings(term.key);
  if (marked && !isNumber(term)) {
    const exact = found.get(term.exact);
    if (exact) return merge(new Map([[term.exact, exact]]), false);
    if (term.unfinished) {
      const begun = [...(await index.beginning(term.key))].filter(([spelling]) => spelling.startsWith(term.exact));
      if (begun.length) return merge(new Map(begun), false);
    }
    if (term.required) return merge(new Map(), false);
  }
  if (!found.size && term.unfinished) found = await index.beginning(term.key);
  if (isNumber(term) && found.has('')) found = new Map([[term.key, found.get('') ?? []]]);
  return merge(found, marked && !isNumber(term));
}

/** @param {Spellings} lists @param {boolean} approximate @returns {Found} */
function merge(lists, approximate) {
  const documents = new Map();
  for (const postings of lists.values()) {
    let number = 0;
    for (const posting of postings) {
      number += posting >> 2;
      documents.set(number, (documents.get(number) ?? 0) | (posting & 3));
    }
  }
  return { documents, spellings: [...lists.keys()], approximate };
}

/** Names that hold all words of the query, or stand whole in it. @param {Index} index @param {Plan} plan @returns {Promise<Name[]>} */
async function matchingNames(index, plan) {
  if (plan.line.map((word) => word.exact).join('').length < 2) return [];
  /** @type {Name[]} */
  const matching = [];
  for (const name of await index.names()) {
    const line = words(name[1]);
    if (holds(line, plan) || standsIn(called(name[0], line), plan.line)) matching.push(name);
    if (matching.length === MOST_NAMES) break;
  }
  return matching;
}

/** Whether all words of the query stand in the name, in their order. @param {Word[]} name @param {Plan} plan */
function holds(name, plan) {
  let at = 0;
  return plan.line.every((word, place) => {
    const last = plan.unfinished && place === plan.line.length - 1;
    const found = name.slice(at).findIndex((other) => alike(word, other) || (last && begins(word, other)));
    at += found + 1;
    return found >= 0;
  });
}

/** A directive is called by kind and number: "Chỉ thị 05". @param {string} kind @param {Word[]} line */
function called(kind, line) {
  const number = kind === 'directive' ? line.findIndex((word) => startsWithDigit(word.exact)) : -1;
  return number < 0 ? line : line.slice(0, number + 1);
}

/** @param {Word[]} name @param {Word[]} line */
function standsIn(name, line) {
  return (
    name.length >= 2 &&
    line.some((_, start) => name.every((word, place) => start + place < line.length && alike(line[start + place], word)))
  );
}

/** Marks typed count, marks not typed do not. @param {Word} typed @param {Word} written */
const alike = (typed, written) =>
  typed.exact === written.exact || (typed.exact === typed.folded && typed.folded === written.folded);

/** @param {Word} typed @param {Word} written */
const begins = (typed, written) =>
  written.exact.startsWith(typed.exact) ||
  (typed.exact === typed.folded && written.folded.startsWith(typed.folded));

// ---------------------------------------------------------------- excerpts

/** Where a query's terms stand in a text: spans [start, end] in order, joined where they touch;
 * and which terms they are. @param {string} text NFC @param {Set<string>} spellings
 * @returns {Piece & {terms: Set<string>}} */
export function matches(text, spellings) {
  const line = words(text);
  /** @type {boolean[]} */
  const marked = [];
  const terms = new Set();
  /** @param {string} term @param {number} first @param {number} last */
  const mark = (term, first, last) => {
    if (!spellings.has(term)) return;
    terms.add(term);
    marked.fill(true, first, last + 1);
  };
  marked.length = line.length;
  line.forEach((word, place) => {
    mark(word.exact, place, place);
    if (place) mark(`${line[place - 1].exact} ${word.exact}`, place - 1, place);
  });
  for (const { keys, first, last } of documentNumbers(text, line)) {
    for (const key of keys) mark(key, first, last);
  }
  /** @type {Span[]} */
  const spans = [];
  line.forEach(({ start, end }, place) => {
    if (!marked[place]) return;
    const before = spans.at(-1);
    if (before && marked[place - 1]) before[1] = end;
    else spans.push([start, end]);
  });
  return { text, spans, terms };
}

/** The sentence that holds most of what was searched, and one that adds most to it, in the order
 * of the text; each cut to a readable length.
 * @param {string[]} lines @param {Set<string>} spellings @returns {Piece[]} */
export function excerpt(lines, spellings) {
  const sentences = lines
    .flatMap((line) => line.split(/(?<=[.!?…])\s+/u))
    .filter(Boolean)
    .map((sentence) => matches(sentence, spellings));
  /** @param {Set<string>} known */
  const richest = (known) => {
    let [best, most] = [-1, 0];
    sentences.forEach(({ terms }, place) => {
      const added = [...terms].filter((term) => !known.has(term)).length;
      if (added > most) [best, most] = [place, added];
    });
    return best;
  };
  const first = richest(new Set());
  if (first < 0) return sentences.slice(0, 1).map((piece) => shorten(piece, EXCERPT));
  const second = richest(sentences[first].terms);
  const places = second < 0 ? [first] : [first, second].sort((one, two) => one - two);
  return places.map((place) => shorten(sentences[place], EXCERPT / places.length));
}

/** At most `most` characters, from a little before the first span. @param {Piece} piece @param {number} most @returns {Piece} */
function shorten({ text, spans }, most) {
  if (text.length <= most) return { text, spans };
  let start = Math.max(0, Math.min((spans[0]?.[0] ?? 0) - most / 4, text.length - most));
  if (start > 0) start = text.indexOf(' ', start) + 1;
  let end = Math.min(text.length, start + most);
  if (end < text.length) end = Math.max(text.lastIndexOf(' ', end), start + 1);
  const [before, after] = [start > 0 ? '… ' : '', end < text.length ? ' …' : ''];
  const shift = before.length - start;
  return {
    text: before + text.slice(start, end) + after,
    spans: spans
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from + shift, to + shift]),
  };
}

// ---------------------------------------------------------------- page

/** An element with a class and content. @param {string} tag @param {string} className @param {...(string | Node)} content */
function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/** @param {string} className @param {string} href @param {...(string | Node)} content */
function link(className, href, ...content) {
  const anchor = /** @type {HTMLAnchorElement} */ (make('a', className, ...content));
  anchor.href = href;
  return anchor;
}

/** Text with its spans in <mark>. @param {Piece} piece */
function highlight({ text, spans }) {
  /** @type {(string | Node)[]} */
  const parts = [];
  let at = 0;
  for (const [start, end] of spans) {
    parts.push(text.slice(at, start), make('mark', '', text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Bring the search page to life. @param {HTMLElement} place */
export function start(place) {
  /** @template {HTMLElement} T @param {string} id @returns {T} */
  const byId = (id) => /** @type {T} */ (document.getElementById(id));
  /** @type {HTMLFormElement} */
  const form = byId('search-form');
  /** @type {HTMLInputElement} */
  const field = byId('q');
  const status = byId('search-status');
  const list = byId('search-results');
  const say = byId('search-words').dataset;
  const siteRoot = place.dataset.siteRoot ?? '../';
  const names = make('ul', 'search-names');
  const more = /** @type {HTMLButtonElement} */ (make('button', 'search-more'));
  more.type = 'button';
  names.hidden = more.hidden = true;
  if (say.about) names.setAttribute('aria-label', say.about);
  list.before(names);
  list.after(more);

  /** @type {Promise<Index> | null} */
  let opened = null;
  let asked = 0; // the newest question: answers to older ones are dropped
  let typing = 0; // timer
  let settled = true; // the address stands for a finished query: the next one is a new entry

  const open = () => {
    opened ??= Index.open(place.dataset.searchRoot ?? './');
    opened.catch(() => (opened = null));
    return opened;
  };

  /** An answer and its first hits. When a file is gone (the site was published meanwhile), once
   * more with a fresh manifest. @param {string} query */
  async function ask(query, again = true) {
    try {
      const index = await open();
      const answer = await search(index, query);
      return { index, answer, hits: await draw(index, answer, 0) };
    } catch (fault) {
      opened = null;
      if (!again) throw fault;
      return ask(query, false);
    }
  }

  async function run() {
    const turn = ++asked;
    const query = field.value;
    if (!query.trim()) return show([], [], '');
    const slow = setTimeout(() => {
      if (turn === asked) status.textContent = say.loading ?? '';
    }, SLOW_MS);
    try {
      const { index, answer, hits } = await ask(query);
      if (turn !== asked) return;
      show(answer.names, hits, summary(answer));
      offer(index, answer, turn);
    } catch {
      if (turn === asked) show([], [], say.error ?? '');
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {Answer} answer */
  function summary({ hits, names: found }) {
    if (!hits.length) return found.length ? '' : (say.none ?? '');
    const count = (say.count ?? '{n}').replace('{n}', String(hits.length));
    return hits.every((hit) => hit.approximate) ? `${count} · ${say.approx ?? ''}` : count;
  }

  /** @param {Name[]} found @param {Node[]} hits @param {string} words */
  function show(found, hits, words) {
    status.textContent = words;
    names.replaceChildren(...found.map(([kind, name, path]) => make('li', kind, link('', siteRoot + path, name))));
    names.hidden = !found.length;
    list.replaceChildren(...hits);
    more.hidden = true;
  }

  /** The next page of hits. @param {Index} index @param {Answer} answer @param {number} from */
  function draw(index, answer, from) {
    return Promise.all(answer.hits.slice(from, from + PAGE).map((hit) => drawHit(index, answer, hit)));
  }

  /** @param {Index} index @param {Answer} answer @param {Hit} hit */
  async function drawHit(index, { spellings }, hit) {
    const [title, path, date, section, file] = await index.card(hit.number);
    const day = date.slice(0, 10);
    const time = make('time', '', day.split('-').reverse().join('/'));
    time.setAttribute('datetime', day);
    const meta = make('p', 'hit-meta', time, make('span', 'hit-section', section));
    if (hit.approximate) meta.append(make('span', 'hit-approx', say.approx ?? ''));
    const item = make('li', 'hit', link('hit-title', siteRoot + path, ...highlight(matches(title, spellings))), meta);
    const lines = await index.load(file).catch(() => []); // without its sentence a hit is still a hit
    const pieces = excerpt(lines, spellings).flatMap((piece, place) => [...(place ? [' '] : []), ...highlight(piece)]);
    if (pieces.length) item.append(make('p', 'hit-excerpt', ...pieces));
    return item;
  }

  /** The button for the hits that are not shown yet. @param {Index} index @param {Answer} answer @param {number} turn */
  function offer(index, answer, turn) {
    const rest = answer.hits.length - list.children.length;
    more.hidden = rest <= 0;
    more.textContent = (say.more ?? '+{n}').replace('{n}', String(Math.min(rest, PAGE)));
    more.onclick = async () => {
      more.disabled = true;
      const hits = await draw(index, answer, list.children.length).catch(() => []);
      more.disabled = false;
      if (turn !== asked) return;
      if (!hits.length) status.textContent = say.error ?? '';
      list.append(...hits);
      hits[0]?.querySelector('a')?.focus();
      offer(index, answer, turn);
    };
  }

  function remember() {
    const address = new URL(location.href);
    if (field.value.trim()) address.searchParams.set('q', field.value);
    else address.searchParams.delete('q');
    if (address.href === location.href) return;
    if (settled) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    settled = false;
  }

  function recall() {
    field.value = new URLSearchParams(location.search).get('q') ?? '';
    settled = true;
    run();
  }

  function answerNow() {
    clearTimeout(typing);
    remember();
    run();
  }

  field.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(answerNow, TYPING_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answerNow();
    settled = true;
  });
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]')) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === 'Escape' && target === field && !event.isComposing) {
      event.preventDefault();
      field.value = '';
      answerNow();
    }
  });
  addEventListener('popstate', recall);
  recall();
}

/** @type {HTMLElement | null} */
const searchPage = document.querySelector('[data-search-root]');
if (searchPage) start(searchPage);
