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
  const fold = (text) => Array.from(text.normalize(), bare).join('');

  /** Lower case, one tone placement. @param {string} text */
  const canonical = (text) =>
    Array.from(text.normalize(), lower)
      .join('')
      .replace(OLD_TONE, (old) => OLD_TO_NEW.get(old) ?? old);

  // ---------------------------------------------------------------- words (search/words.py)

  const WORD = /[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[\p{L}\p{N}]+/gu;
  const JOINT = /^ ?[-/–‑] ?$/;
  const SERIAL = /^[0-9]{1,5}$/;
  const YEAR = /^[0-9]{4}$/;
  /** @type {Map<string, string[]>} */
  const KINDS = new Map();
  const COMMON = new Set();
  for (const row of KIND_CODES.split('|')) {
    const [said, listed] = row.split(':');
    const [name, codes] = [said.replace('*', ''), listed.split(' ')];
    KINDS.set(name, codes);
    if (name !== said) COMMON.add(name);
    for (const code of codes) {
      if (code.length > 1) KINDS.set(code, [code]);
      if (/[aeiouy]/.test(code)) COMMON.add(code);
    }
  }
  const CODES = [...new Set([...KINDS.values()].flat())].sort((one, two) => two.length - one.length);
  const LONGEST_KIND = 4;
  const MOST_PIECES = 4;

  /** @param {string} text */
  const startsWithDigit = (text) => /^[0-9]/.test(text);

  /** The words of a text, in order. @param {string} text @returns {Word[]} */
  function words(text) {
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
      KINDS.has(`${line[place - 2].folded} ${line[place - 1].folded}`)
    );
  }

  /** @param {Word} word */
  const isSo = (word) => word.exact === 'số' || word.exact === 'so';

  /** The document numbers of a text. @param {string} text @param {Word[]} line @returns {DocumentNumber[]} */
  function documentNumbers(text, line) {
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
    if (!SERIAL.test(serial)) return null;
    const pieces = [];
    let year = '';
    let blank = false;
    let last = first;
    const stop = Math.min(first + MOST_PIECES + 2, line.length);
    for (let place = first + 1; place < stop; place++) {
      const word = line[place];
      const between = text.slice(line[place - 1].end, word.start);
      const joined = JOINT.test(between);
      if (joined && place === first + 1 && YEAR.test(word.exact)) {
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

  /** The kind of document that is said from a place on, and its number. @param {Word[]} line @param {number} place @returns {Kind | null} */
  function kindAt(line, place) {
    for (let size = LONGEST_KIND; size; size--) {
      const name = line.slice(place, place + size).map(({ folded }) => folded).join(' ');
      if (CODES.includes(name) && line[place].exact.replaceAll('đ', 'd') !== name) return null; // "đã 30 năm" is no Đề án
      const at = place + size + Number(line[place + size]?.folded === 'so');
      const serial = line[at]?.exact ?? '';
      if (KINDS.has(name) && SERIAL.test(serial)) return { name, at, serial };
    }
    const [, name, digits] = /^([a-z]+)([0-9]{1,5})$/.exec(line[place].folded) ?? [];
    return KINDS.has(name) ? { name, at: place, serial: String(+digits) } : null;
  }

  /** The documents that a text cites, with the kind before: "Chỉ thị 34". @param {string} text @param {Word[]} line @returns {DocumentNumber[]} */
  function citations(text, line) {
    const written = text.normalize();
    const numbers = new Map(documentNumbers(written, line).map((number) => [number.first, number]));
    const found = [];
    for (let place = 0; place < line.length; place++) {
      const said = kindAt(line, place);
      const number = (said && said.at > place && cited(written, line, place, said, numbers.get(said.at))) || numbers.get(place);
      if (number) {
        found.push(number);
        place = number.last;
      }
    }
    return found;
  }

  /** @param {string} text @param {Word[]} line @param {number} first @param {Kind} kind @param {DocumentNumber} [number] @returns {DocumentNumber | null} */
  function cited(text, line, first, { name, at, serial }, number) {
    const codes = KINDS.get(name) ?? [];
    const written = text.slice(line[first].start, line[first].end);
    if (name === codes[0] && written !== written.toUpperCase()) return null; // a code is written in capitals
    const key = `#${serial}${codes[0]}`;
    if (number) {
      const told = number.keys.some((one) => codes.some((code) => one.startsWith(`#${serial}${code}`)));
      return { keys: told ? number.keys : [...number.keys, key], first, last: number.last };
    }
    if (COMMON.has(name)) return null;
    const year = line[at + 1];
    if (year && YEAR.test(year.exact) && text.slice(line[at].end, year.start) === '/') {
      return { keys: [`#${serial}${year.exact}${codes[0]}`, key], first, last: at + 1 };
    }
    return { keys: [key], first, last: at };
  }

  /** What a query can only mean as document numbers: "34-ct/tw", not "5-khu phố". @param {string} query @param {Word[]} line */
  function askedNumbers(query, line) {
    const written = query.normalize();
    const high = written.toUpperCase();
    if (high.length !== written.length) return documentNumbers(written, line);
    return documentNumbers(high, line).filter(({ first, last }) => {
      const typed = written.slice(line[first].start, line[last].end);
      const pieces = line.slice(first + 1, last + 1).filter(({ exact }) => !startsWithDigit(exact));
      return typed === typed.toUpperCase() || !/[aeiouy]/.test(pieces[0].folded);
    });
  }

  /** Keys a query's words may mean. @param {Word[]} line @param {number} place @returns {[string, number][]} */
  function numberCandidates(line, place) {
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

  // ------------------------------------------------------------ periods (search/periods.py)

  /** Forms, in which a small letter stands for its number. @type {[string, RegExp][]} */
  const PERIODS = ['(?:ngay )?d(?: ?[-/.] ?| thang | )m(?: ?[-/.] ?| nam | )y', 'y-m-d', '(?:thang )?m(?: ?[-/.] ?| nam )y', 'thang m y', '(?:ngay )?d(?: ?[-/.] ?| thang )m', 'nam y', 'y$'].map(
    (form) => [
      form.replace(/ngay|thang|nam|[^dmy]/g, ''),
      new RegExp(
        `(?<![\\p{L}\\p{N}_./-])${form.replace(/\b[dmy]\b/g, (part) => `([0-9]{${part === 'y' ? 4 : '1,2'}})`)}(?![./-]?[\\p{L}\\p{N}_])`,
        'gu',
      ),
    ],
  );

  /** The time that a query names. @param {string} query @returns {Period | null} */
  function namedPeriod(query) {
    const text = fold(query).trimEnd();
    for (const [parts, form] of PERIODS) {
      for (const match of text.matchAll(form)) {
        const told = Object.fromEntries([...parts].map((part, at) => [part, +match[at + 1]]));
        const { y = 2000, m = 1, d = 1 } = told;
        const real = new Date(Date.UTC(y, m - 1, d));
        if (y > 1899 && y < 2100 && real.getUTCMonth() === m - 1 && real.getUTCDate() === d) {
          return { start: match.index, end: match.index + match[0].length, year: told.y ?? 0, month: told.m ?? 0, day: told.d ?? 0 };
        }
      }
    }
    return null;
  }

  /** First and last day of a period, ISO; empty without a year. @param {Period} period */
  function rangeOf({ year, month, day }) {
    if (!year) return ['', ''];
    const iso = (/** @type {Date} */ date) => date.toISOString().slice(0, 10);
    return [
      iso(new Date(Date.UTC(year, (month || 1) - 1, day || 1))),
      iso(new Date(Date.UTC(year, day ? month - 1 : month || 12, day))), // day 0: the last of the month before
    ];
  }

  /** How a text may say it. @param {Period} period */
  function wordingsOf({ year, month, day }) {
    const [tail, named] = year ? [` ${year}`, ` năm ${year}`] : ['', ''];
    const said = day
      ? [`${day} ${month}${tail}`, `${day} tháng ${month}${named}`, `${day} tháng ${month}${tail}`]
      : month
        ? [`tháng ${month}${tail}`, `tháng ${month}${named}`]
        : [];
    return [...new Set(said)];
  }

